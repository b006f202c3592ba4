/** A detector forms an opinion of one host from what is heard of it: one detector a file, see the index of this folder. */
import type { Micros } from "../../../units/index.js";
import type { Reason } from "../../words.js";
import type { Verdict } from "../../verdict.js";
import type { DetectPolicy } from "../detect-policy.js";
import type { BrokenPart } from "../words.js";

/** What reaches the detectors of a host. */
export type Evidence =
  /** The last of `count` status reports in a row; `sentAt` by the clock of the host. */
  | { readonly kind: "report"; readonly heardAt: Micros; readonly sentAt: Micros; readonly count: number }
  /** What it says is broken of it, and how many times longer than it should a standard piece of work takes, if it was asked. */
  | { readonly kind: "answered"; readonly broken?: readonly BrokenPart[]; readonly slowness?: number }
  /** No answer in time to what was asked then. */
  | { readonly kind: "missed"; readonly askedAt: Micros }
  /** A component does not work: its agent says so at once, or one of its diagnostics found it. */
  | { readonly kind: "error"; readonly component: string; readonly message: string }
  /** Something went wrong and was put right: a disk that was read a second time, a corrected bit. */
  | { readonly kind: "minor-error"; readonly component: string; readonly at: Micros }
  /** Its agent has recognised so many of them within such a time. */
  | { readonly kind: "foretold"; readonly component: string; readonly count: number; readonly within: Micros }
  /** How many times longer than on a healthy host a standard piece of work took. */
  | { readonly kind: "paced"; readonly slowness: number };

export interface Opinion {
  readonly verdict: Verdict;
  readonly because: Reason;
}

/** `Policy`: what it needs to know, numbers from the policy and the host. `State`: plain data, changed in place. */
export interface Detector<Policy, State> {
  readonly name: string;
  readonly about: string;
  /** `life`: its word counts, with that of others, towards "failed". `condition`: it judges by itself how the host is. */
  readonly judges: "life" | "condition";
  /** `null` when the policy does not want it, or it has nothing to hear of such a host. */
  readonly policyFor: (policy: DetectPolicy, reportEvery: Micros | null) => Policy | null;
  /** It hears of nothing but what an agent says. */
  readonly needsAgent?: true;
  /** What it looks for, in words, with the numbers of the policy. */
  readonly sign: (policy: Policy) => string;
  /** How long after a crash it says so at the latest, reports being regular; absent where it says nothing of crashes. */
  readonly within?: (policy: Policy) => Micros;
  readonly begin: (policy: Policy, now: Micros) => State;
  readonly hear: (state: State, evidence: Evidence, policy: Policy) => void;
  /** When its opinion changes if no report comes before; `null` when silence does not change it. */
  readonly dueAt: (state: State, policy: Policy) => Micros | null;
  /** It was silent until `dueAt`, or nothing is expected of it from the beginning. */
  readonly elapse: (state: State, policy: Policy) => void;
  /**
   * Whether reports that come like those before put `dueAt` off by as much and change nothing else, so that a runner may
   * leave them out. Without it: always.
   */
  readonly isSteady?: (state: State, policy: Policy) => boolean;
  /** `null`: nothing to be said against the host. */
  readonly opinion: (state: State, policy: Policy) => Opinion | null;
}

/** What a detector that waits for nothing has for `dueAt` and `elapse`. */
export const waitsForNothing = { dueAt: () => null, elapse: () => undefined };
