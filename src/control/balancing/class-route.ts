/** Where a director sends the requests of one class. */
import type { Micros } from "../../units/index.js";

/** Classes without a route go to the primary alone. */
export interface ClassRoute {
  readonly requestClass: string;
  readonly spread: Spread;
  /** The primary is whoever answers at the service's address. A target without weight gets only what it already has. */
  readonly targets: readonly { readonly address: string; readonly weight: number }[];
  /** Whether users who are at a target stay there, or are spread anew with their next request. */
  readonly sessions: "stay" | "move";
  readonly eject: Ejection | null;
}

/** How one target is chosen of several; all heed the weights. `turns` deals requests out in turn. */
export type Spread = "turns" | "random" | "least-connections" | "random-of-two" | "source-hash";

/** How a request may end that was not answered. */
export type Failure = "failed" | "timed out" | "refused";

/** A target with so many failures in a row gets nothing for a while: longer with each time, never more than a share of them. */
export interface Ejection {
  readonly failures: number;
  /** What is a failure; whatever else happens to a request says nothing. */
  readonly counts: readonly Failure[];
  readonly for: Micros;
  readonly most: number;
}
