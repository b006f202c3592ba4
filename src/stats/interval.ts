/** Confidence intervals, and the one of a mean of independent observations. */
import { studentQuantile } from "./quantiles.js";
import type { Tally } from "./tally.js";

/**
 * A confidence interval. `level` is the share of such intervals that cover the truth, 0.95 say. An end that the data
 * cannot give is infinite (and null in JSON).
 */
export interface Interval {
  readonly low: number;
  readonly high: number;
  readonly level: number;
}

/** Whether the value lies within the interval, ends included. */
export function covers(interval: Interval, value: number): boolean {
  return interval.low <= value && value <= interval.high;
}

/** Half the width. */
export function halfWidth(interval: Interval): number {
  return (interval.high - interval.low) / 2;
}

/** The interval of one minus the quantity: of an availability from that of the unavailability. */
export function complement(interval: Interval): Interval {
  return { low: 1 - interval.high, high: 1 - interval.low, level: interval.level };
}

/**
 * Student-t interval of the mean of independent observations. Exact for normal ones, and good for others when there are
 * enough; below two observations the ends are infinite.
 */
export function meanInterval(tally: Tally, level: number): Interval {
  checkLevel(level);
  if (tally.count < 2) return { low: -Infinity, high: Infinity, level };
  const half = twoSidedStudent(level, tally.count - 1) * tally.standardError;
  return { low: tally.mean - half, high: tally.mean + half, level };
}

/** The number of standard errors on each side of a two-sided interval. */
export function twoSidedStudent(level: number, degreesOfFreedom: number): number {
  return studentQuantile(1 - (1 - level) / 2, degreesOfFreedom);
}

/** Throws RangeError unless a confidence level lies strictly between 0 and 1. */
export function checkLevel(level: number): void {
  if (!(level > 0 && level < 1)) throw new RangeError(`A confidence level lies between 0 and 1, not ${level}.`);
}
