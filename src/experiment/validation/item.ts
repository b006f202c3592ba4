/** What one item of the validation is: a scenario made from a few parameters, and figures that theory gives for them. */
import type { ReplicationResult } from "../../result/index.js";

/** Parameters by name, in the units that the scenario's maker gives them. */
export type Parameters = Readonly<Record<string, number>>;

/** One number that is known. */
export interface Figure<P extends Parameters = Parameters> {
  /** What it is, in few words, as in "mean wait". */
  readonly name: string;
  readonly theory: (parameters: P) => number;
  /** From one replication; null when it had nothing to measure. */
  readonly value: (result: ReplicationResult) => number | null;
}

/** How many independent replications are made. */
export interface Effort {
  readonly quick: number;
  readonly whole: number;
  /** Whether those of the whole come in pairs, of which the second draws the mirror image of the numbers of the first. */
  readonly inPairs?: boolean;
}

/** A scenario made from parameters, and the figures that theory gives for them. */
export interface ValidationItem<P extends Parameters = Parameters> {
  /** As `--only` takes it. */
  readonly name: string;
  readonly title: string;
  /** Whose result it is, so that anybody can look it up. */
  readonly source: string;
  readonly parameters: P;
  /**
   * Parameters that are no rates (numbers of servers, say), or that stand in the scenario with such a meaning that an
   * error in them is another item: no error is planted there.
   */
  readonly fixed?: readonly (keyof P & string)[];
  /** The text of the scenario. It has one policy. */
  readonly scenario: (parameters: P) => string;
  readonly figures: readonly Figure<P>[];
  readonly effort: Effort;
}

/** An item among others; inside, its parameters keep their names. */
export function item<P extends Parameters>(definition: ValidationItem<P>): ValidationItem {
  return definition as unknown as ValidationItem;
}

/** A duration as a scenario says it, to the microsecond. */
export function seconds(duration: number): string {
  return `${Math.round(duration * 1e6)}us`;
}

/** An exponential distribution of durations, by its mean in seconds. */
export function exponential(mean: number): string {
  return `exponential(${seconds(mean)})`;
}

/** As `seconds`, of minutes. */
export function minutes(duration: number): string {
  return seconds(60 * duration);
}

/** The mean of a measure over a replication's own observations, by its key. */
export function measured(key: string, of: (value: number) => number = (value) => value) {
  return ({ measures }: ReplicationResult): number | null => {
    const value = measures[key];
    return value === null || value === undefined ? null : of(value);
  };
}

/** One minus an availability. */
export const unavailable = (value: number): number => 1 - value;
