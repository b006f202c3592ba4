/** Comparison of two treatments of the same seeds: paired differences and what may be said of them. */
import { checkLevel, covers, meanInterval, type Interval } from "./interval.js";
import { Tally } from "./tally.js";

export type Direction = "higher is better" | "lower is better";
export type Verdict = "better" | "worse" | "no difference seen" | "equivalent";

export interface PairedOptions {
  readonly direction: Direction;
  /** Confidence level of all the comparisons of a family together; 0.95 unless told. */
  readonly level?: number;
  /** Number of comparisons in the family (Bonferroni); 1 unless told. */
  readonly comparisons?: number;
  /** Differences up to this size do not matter. Without it nothing is ever called equivalent. */
  readonly margin?: number;
}

export interface PairedComparison {
  readonly pairs: number;
  /** Mean of candidate minus baseline. */
  readonly meanDifference: number;
  /** Student-t interval of the mean difference, at the level of this one comparison: 1 − (1 − level) / comparisons. */
  readonly interval: Interval;
  readonly verdict: Verdict;
}

/**
 * Compares a candidate with a baseline, pair by pair (the same index is the same seed). The verdict, of the candidate:
 *
 * - *equivalent*: the interval lies within ± margin, even if it leaves out zero: what was seen does not matter. Stricter
 *   than two one-sided tests at the same level, which would use the narrower interval of level 1 − 2α.
 * - *better*, *worse*: the interval leaves out zero.
 * - *no difference seen*: neither; not the same as equivalent.
 *
 * Without variance the interval is a point: pairs that are all equal are equivalent if there is a margin, and a constant
 * difference is better or worse. One pair alone shows nothing. Throws RangeError when lengths differ or nothing is paired.
 */
export function comparePaired(
  baseline: readonly number[],
  candidate: readonly number[],
  options: PairedOptions,
): PairedComparison {
  const { direction, level = 0.95, comparisons = 1, margin } = options;
  checkLevel(level);
  if (!(Number.isInteger(comparisons) && comparisons >= 1)) {
    throw new RangeError(`A family has one comparison at least, not ${comparisons}.`);
  }
  if (margin !== undefined && !(margin >= 0)) throw new RangeError(`A margin is zero or more, not ${margin}.`);
  const tally = Tally.of(pairedDifferences(baseline, candidate));
  const interval = meanInterval(tally, 1 - (1 - level) / comparisons);
  return {
    pairs: tally.count,
    meanDifference: tally.mean,
    interval,
    verdict: verdictOf(interval, direction, margin),
  };
}

/** Candidate minus baseline, pair by pair. */
function pairedDifferences(baseline: readonly number[], candidate: readonly number[]): number[] {
  if (baseline.length !== candidate.length || baseline.length === 0) {
    throw new RangeError(`${baseline.length} and ${candidate.length} observations do not make pairs.`);
  }
  return baseline.map((value, index) => candidate[index]! - value);
}

/** Indices of the pairs that differ most, the largest difference first; equal pairs are not among them. */
export function mostDifferentPairs(
  baseline: readonly number[],
  candidate: readonly number[],
  limit: number,
): readonly number[] {
  return pairedDifferences(baseline, candidate)
    .map((difference, index) => ({ index, size: Math.abs(difference) }))
    .filter(({ size }) => size > 0)
    .sort((a, b) => b.size - a.size || a.index - b.index)
    .slice(0, limit)
    .map(({ index }) => index);
}

function verdictOf(interval: Interval, direction: Direction, margin: number | undefined): Verdict {
  if (margin !== undefined && interval.low >= -margin && interval.high <= margin) return "equivalent";
  if (covers(interval, 0)) return "no difference seen";
  return interval.low > 0 === (direction === "higher is better") ? "better" : "worse";
}
