/** How failures of hosts are to be noticed. Durations are microseconds. */
import type { Micros } from "../../units/index.js";
import type { Verdict } from "../verdict.js";

/** What a host can be asked. */
export type Asked = "status" | "performance";

export interface DetectPolicy {
  /** Which sources must agree before a host counts as failed. */
  readonly when: "any" | "all";
  /** Failed when nothing was heard for `misses` report intervals of the agent. */
  readonly reports: { readonly misses: number } | null;
  /** Ask every `every`; no answer within `timeout` is a miss; failed after `misses` in a row. */
  readonly queries: {
    readonly every: Micros;
    readonly timeout: Micros;
    readonly misses: number;
    /** What the answer is to tell beside that it came: what is broken, and how long a standard piece of work takes. */
    readonly ask?: readonly Asked[];
  } | null;
  /** Failed when silence is so improbable: φ reaches `threshold`, learnt from the last `window` intervals of reports. */
  readonly phi?: { readonly threshold: number; readonly window: number; readonly minimumDeviation: Micros } | null;
  /** Failed when the next report, by the time of its sending, is late by more than `shift`. */
  readonly freshness?: { readonly shift: Micros } | null;
  /** Believe the agent's error reports and what diagnostics find (malfunctioning). */
  readonly errors: boolean;
  /** Failure imminent when one component had `count` minor errors within such a time. */
  readonly precursors?: { readonly count: number; readonly within: Micros } | null;
  /** Failure imminent when the agent says that it has recognised a series of minor errors. */
  readonly foretold?: true;
  /** Performance deficient when a standard piece of work takes so many times as long as it should. */
  readonly performance?: { readonly slowness: number } | null;
  /** The verdicts upon which somebody else takes over; absent: all but "performance deficient". */
  readonly actOn?: readonly Verdict[];
}

/** Whether somebody else takes over from a host upon this verdict. */
export function actsOn({ actOn }: Pick<DetectPolicy, "actOn">, verdict: Verdict): boolean {
  if (verdict === "healthy") return false;
  return actOn?.includes(verdict) ?? verdict !== "performance deficient";
}
