/** A measure is one definition of what is counted or timed: one a file, see the index of this folder. */
import type { WorldSpec } from "../../model/index.js";
import type { MeasureInfo } from "../../result/index.js";
import { toSeconds, type Micros } from "../../units/index.js";
import type { Accounts } from "../account/accounts.js";
import type { Observer } from "../hearing.js";

export interface Measure {
  readonly name: string;
  readonly about: string;
  /** The kind of subject whose it is: keys begin with its name; those of the run stand alone. */
  readonly of: string;
  readonly values: readonly MeasureValue[];
  /** Keys among them by which policies are compared when nobody says by what. */
  readonly headlines?: readonly string[];
  /** Whether there is anything to measure of a subject of a world; absent: of every one. */
  readonly appliesTo?: (spec: WorldSpec, subject: string) => boolean;
  /** Begins to measure; `subject` is its name, and empty for the run. */
  readonly begin: (subject: string, accounts: Accounts) => Measurement;
}

export interface MeasureValue extends Omit<MeasureInfo, "key"> {
  /** Key without the subject: `rto.p95`. */
  readonly key: string;
}

/** Most measures ask the accounts at the end; one that needs what no account keeps hears records itself. */
export interface Measurement extends Observer {
  /** In the order of the measure's values; `null` where there is nothing to measure. Time counts from the warm-up. */
  readonly values: (until: Micros) => readonly (number | null)[];
}

/** Whole key of a value. */
export function keyOf(subject: string, value: MeasureValue): string {
  return subject === "" ? value.key : `${subject}.${value.key}`;
}

/** Length of the time that is measured; never negative. */
export function measuredTime({ context }: Accounts, until: Micros): Micros {
  return Math.max(0, until - context.warmUp);
}

/** Quotient, `null` when there is nothing to divide by. */
export function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

/** Mean of durations in seconds; the durations are added as whole microseconds. */
export function meanSeconds(durations: readonly Micros[]): number | null {
  return ratio(toSeconds(durations.reduce((sum, each) => sum + each, 0)), durations.length);
}
