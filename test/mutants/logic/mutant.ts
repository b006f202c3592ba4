/** A decision that is broken where it is made, and the random trials in which that is searched for. */
import type { Break } from "./broken-logic.js";

export interface LogicMutant extends Break {
  readonly name: string;
  /** What is wrong with it, in one sentence. */
  readonly about: string;
  readonly violates: readonly string[];
  /** The kinds of trials, in each of which so many seeds are tried. */
  readonly trials: readonly { readonly kind: string; readonly from: number; readonly count: number }[];
}
