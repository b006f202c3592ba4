/** What an item of `faults:` says, whichever way it is written. */
import type { Instant } from "../calendar/instant.js";
import type { WrittenDistribution } from "../quantity/index.js";
import type { FaultEffect } from "../scenario.js";

/** How what a fault does ends. */
export interface WrittenEnd {
  readonly repair?: WrittenDistribution | undefined;
  readonly for?: WrittenDistribution | undefined;
  readonly crew?: string | undefined;
  readonly class?: string | undefined;
}

/** A fault whose instants wait for the start of the run, and whose rules are still to be checked. */
export interface WrittenFault extends WrittenEnd {
  readonly name?: string | undefined;
  readonly at?: Instant | undefined;
  readonly every?: WrittenDistribution | undefined;
  readonly ages?: "always" | "while-on" | undefined;
  readonly renews?: readonly string[] | undefined;
  readonly when?: { readonly step: string; readonly of: string } | undefined;
  readonly probability: number;
  readonly window?: { readonly from?: Instant | undefined; readonly to?: Instant | undefined } | undefined;
  readonly effects: readonly WrittenEffect[];
}

export interface WrittenEffect extends Omit<FaultEffect, "end"> {
  /** Of its target in the item. */
  readonly path: readonly PropertyKey[];
  /** Its own, where it does not end with the others. */
  readonly end?: WrittenEnd;
}
