/** Intervals of proportions from replications, also of those so small that only a log scale tells. */
import { checkLevel, twoSidedStudent, type Interval } from "./interval.js";
import { Tally } from "./tally.js";

/** How an interval of a small proportion came about. */
export type SmallProportionBasis = "log scale" | "never seen" | "too few replications";

export interface SmallProportionInterval extends Interval {
  readonly basis: SmallProportionBasis;
}

/**
 * Interval of the mean of small proportions, one from each independent replication: unavailabilities, say (use
 * `complement` for the availability). By the basis:
 *
 * - *log scale*: Student-t on the logarithm of the mean (delta method), so that the ends stay positive and the interval
 *   is as many times above the mean as below. Approximate, and too narrow when few replications make
 *   the whole mean: at a level of 95 % it covered 87 % of the time with about three outages among all replications (the
 *   plain Student-t interval 74 %), 93 % with ten (88 %) and 94 % with thirty (93 %).
 * - *never seen*: all replications gave zero. A variance of zero is not certainty: with n replications the chance that
 *   one is not zero is below 1 − (1 − level)^(1/n), about 3/n at 95 %, and none exceeds `largest`. One-sided, valid
 *   whatever the distribution, and far from tight: give `largest` when a replication cannot exceed less than 1.
 * - *too few replications*: a single one that is not zero bounds nothing: [0, largest].
 */
export function smallProportionInterval(proportions: Tally, level: number, largest = 1): SmallProportionInterval {
  checkLevel(level);
  if (proportions.count > 0 && !(proportions.min >= 0 && proportions.max <= largest)) {
    throw new RangeError(
      `Proportions lie between 0 and ${largest}; these between ${proportions.min} and ${proportions.max}.`,
    );
  }
  const { count, mean } = proportions;
  if (count > 0 && mean === 0) {
    return { low: 0, high: largest * -Math.expm1(Math.log(1 - level) / count), level, basis: "never seen" };
  }
  if (count < 2) return { low: 0, high: largest, level, basis: "too few replications" };
  const factor = Math.exp((twoSidedStudent(level, count - 1) * proportions.standardError) / mean);
  return { low: mean / factor, high: Math.min(largest, mean * factor), level, basis: "log scale" };
}

/**
 * Interval of the mean of parts of a whole, one from each independent replication, within 0 and the whole: that of a small
 * proportion, of the part itself or of what is missing to the whole, whichever is smaller.
 */
export function shareInterval(parts: Tally, level: number, whole = 1): Interval {
  if (parts.count === 0) return { low: 0, high: whole, level };
  if (parts.mean <= whole / 2) {
    const { low, high } = smallProportionInterval(parts, level, whole);
    return { low, high, level };
  }
  const { low, high } = smallProportionInterval(missingTo(whole, parts), level, whole);
  return { low: whole - high, high: whole - low, level };
}

/** The tally of one minus each. */
export function missingToOne(shares: Tally): Tally {
  return missingTo(1, shares);
}

function missingTo(whole: number, parts: Tally): Tally {
  const { count, mean, squares, min, max } = parts.toJSON();
  const turned = (end: number | null) => (end === null ? null : whole - end);
  // When all are the whole the mean may differ from it by rounding.
  return Tally.fromJSON({ count, mean: min === whole ? 0 : whole - mean, squares, min: turned(max), max: turned(min) });
}
