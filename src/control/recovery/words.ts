/** The words of recovery: comparing promises with data, and what is missing. */
import type { Micros } from "../../units/index.js";
import type { ReasonSayers } from "../reason.js";

declare module "../words.js" {
  interface Actions {
    /** Compare what the clients of a host's services were promised with what its data holds. Found: what is missing. */
    reconcile: { readonly host: string };
  }
  interface Findings {
    loss: { readonly missing: readonly MissingWrites[] };
  }
  interface Notes {
    "loss-report": { readonly missing: readonly MissingWrites[] };
  }
  interface Reasons {
    restarted: { readonly host: string };
  }
}

/** Acknowledged writes that the data does not hold. */
export interface MissingWrites {
  readonly service: string;
  readonly volume: string;
  readonly writes: number;
  readonly bytes: number;
  /** When the oldest of them was acknowledged. */
  readonly oldestAt: Micros;
}

export const recoveryReasons: ReasonSayers<"restarted"> = {
  restarted: ({ host }) => `the applications of ${host} start`,
};
