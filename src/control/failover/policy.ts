/** What a failover policy may say: points in one space of options, not separate programs. Durations are microseconds. */
import type { Micros } from "../../units/index.js";

export interface FailoverPolicy {
  /** Name of the routine's preset (`2A` …). */
  readonly preset: string;
  readonly detect: DetectPolicy;
  readonly shutdown: ShutdownPolicy;
  /** How the data gets to the stand-in: the first that works, in this order; empty when there is nothing to move. */
  readonly data: readonly string[];
  /** Who may stand in, best first; empty: every other host, in the order of the scenario. */
  readonly standIns: readonly string[];
  readonly limits: StepLimits;
}

export interface DetectPolicy {
  /** Which sources must agree before a host counts as failed. */
  readonly when: "any" | "all";
  /** Failed when nothing was heard for `misses` report intervals of the agent. */
  readonly reports: { readonly misses: number } | null;
  /** Ask every `every`; no answer within `timeout` is a miss; failed after `misses` in a row. */
  readonly queries: { readonly every: Micros; readonly timeout: Micros; readonly misses: number } | null;
  /** Believe the agent's error reports (malfunctioning). */
  readonly errors: boolean;
}

export interface ShutdownPolicy {
  /** How long an orderly shutdown may take. */
  readonly within: Micros;
  /** `if-needed`: the relay cuts the power when the orderly shutdown is not confirmed; `always`: in addition to it. */
  readonly relay: "if-needed" | "always" | "never";
  /** When neither shutdown nor relay can be confirmed. */
  readonly unconfirmed: "retry" | "page" | "proceed-unsafely";
}

/** Time limits of the other steps. */
export interface StepLimits {
  readonly relay: Micros;
  readonly replicate: Micros;
  readonly boot: Micros;
  /** Pause before a step or a takeover is tried again. */
  readonly retryAfter: Micros;
}

/** The conventional way: somebody is paged, comes, and moves the cables. The delays are the world's, not the logic's. */
export interface ManualPolicy {
  readonly detect: DetectPolicy;
  readonly limits: StepLimits;
  readonly standIns: readonly string[];
}
