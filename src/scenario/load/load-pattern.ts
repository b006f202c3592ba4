/** How load changes with time, by the calendar or from the start of the run: one pattern a file, see the index of this folder. */
import type { Parsed } from "../quantity/index.js";
import type { Factor, Window } from "./factor.js";

export interface LoadPattern {
  readonly name: string;
  /** One sentence: what it is for and how its windows are written. */
  readonly about: string;
  /** A window as it is written, for messages and for the schema. */
  readonly example: string;
  /** Whether it means nothing before the scenario says when it starts. */
  readonly needsStart: boolean;
  /** The stretches of the cycle that a window means; two when it runs over the end. */
  window(text: string): Parsed<readonly (readonly [number, number])[]>;
  /** Windows do not overlap. */
  factor(windows: readonly Window[]): Factor;
}
