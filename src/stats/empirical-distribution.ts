/** The distribution of a small sample: quantiles, their intervals, and the band of the distribution function. */
import { checkLevel, type Interval } from "./interval.js";

/** A point at which the empirical distribution function steps up, with its confidence band. */
export interface DistributionPoint {
  readonly value: number;
  /** Share of the sample that does not exceed the value. */
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

/** A sample of independent observations, sorted once; for millions of them use LatencyHistogram. */
export class EmpiricalDistribution {
  /** The observations, ascending. */
  readonly values: readonly number[];

  constructor(sample: Iterable<number>) {
    const values = [...sample];
    if (values.length === 0 || values.some(Number.isNaN)) throw new RangeError("A sample has numbers, at least one.");
    this.values = values.sort((a, b) => a - b);
  }

  /**
   * Quantile by linear interpolation between the order statistics at 1 + (n − 1) p: type 7 of Hyndman and Fan (1996),
   * as in R and NumPy.
   */
  quantile(p: number): number {
    if (!(p >= 0 && p <= 1)) throw new RangeError(`A quantile is between 0 and 1, not ${p}.`);
    const position = (this.values.length - 1) * p;
    const index = Math.floor(position);
    const low = this.values[index]!;
    const high = this.values[index + 1] ?? low;
    return low === high ? low : low + (position - index) * (high - low);
  }

  /**
   * Interval of the distribution's quantile between two order statistics, valid whatever the distribution: it covers
   * with at least the level, and each side misses with at most half the rest. An end that the sample is too small for is
   * infinite: an upper end at 95 % takes 6 observations for the median, and 368 for the 99th percentile.
   */
  quantileInterval(p: number, level: number): Interval {
    checkLevel(level);
    if (!(p > 0 && p < 1)) throw new RangeError(`A quantile strictly between 0 and 1 is needed, not ${p}.`);
    const size = this.values.length;
    const miss = (1 - level) / 2;
    // The quantile lies below the r-th smallest observation just when fewer than r of them fall below the quantile.
    const below = binomialCumulative(size, p);
    let lower = 0;
    while (lower < size && below[lower]! <= miss) lower += 1;
    let upper = lower;
    while (upper < size && below[upper]! < 1 - miss) upper += 1;
    return {
      low: this.values[lower - 1] ?? -Infinity,
      high: this.values[upper] ?? Infinity,
      level,
    };
  }

  /** Share of the sample that does not exceed the value. */
  shareUpTo(value: number): number {
    let low = 0;
    let high = this.values.length;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (this.values[middle]! <= value) low = middle + 1;
      else high = middle;
    }
    return low / this.values.length;
  }

  /**
   * The empirical distribution function at each different value, within the band that covers the whole true function
   * with at least the level (Dvoretzky, Kiefer, Wolfowitz; constant of Massart 1990).
   */
  points(level: number): DistributionPoint[] {
    checkLevel(level);
    const size = this.values.length;
    const band = Math.sqrt(Math.log(2 / (1 - level)) / (2 * size));
    return this.values.flatMap((value, index) => {
      if (value === this.values[index + 1]) return [];
      const share = (index + 1) / size;
      return [{ value, share, low: Math.max(0, share - band), high: Math.min(1, share + band) }];
    });
  }
}

/** P(X ≤ k) for k = 0 … n of a binomial, summed from logarithms so that large n does not underflow. */
function binomialCumulative(n: number, p: number): number[] {
  const cumulative: number[] = [];
  const odds = Math.log(p) - Math.log1p(-p);
  let logarithm = n * Math.log1p(-p);
  let sum = 0;
  for (let k = 0; k <= n; k += 1) {
    sum += Math.exp(logarithm);
    cumulative.push(sum);
    logarithm += Math.log((n - k) / (k + 1)) + odds;
  }
  return cumulative;
}
