/** Percentiles of durations from a histogram with high dynamic range, which merges exactly. */
import { Float64Histogram } from "hdr-histogram-js";
import type { Micros } from "../units/index.js";
import { IntegerSum } from "./integer-sum.js";

const SIGNIFICANT_DIGITS = 3;

/**
 * A percentile lies above the recorded value that it stands for by less than this share of it (bins are 1/1024 of
 * their value wide at most); below 2,048 µs bins are one microsecond wide and percentiles exact.
 */
export const PERCENTILE_RELATIVE_ERROR = 1 / 1024;

/** Bins of equal width up to here, then always half as many for twice the values. */
const FINEST_BITS = 11;

/** The library's bins; where a value lies is worked out with integers, by which recording takes a third of the time. */
class Bins extends Float64Histogram {
  constructor() {
    // Doubles count to 2^53; the library's 32-bit bins would overflow when many replications are merged.
    super(1, 2, SIGNIFICANT_DIGITS);
    this.autoResize = true;
  }

  override countsArrayIndex(value: number): number {
    if ((value | 0) !== value) return super.countsArrayIndex(value);
    const halvings = Math.max(0, 32 - Math.clz32(value) - FINEST_BITS);
    return (halvings << (FINEST_BITS - 1)) + (value >>> halvings);
  }
}

/** A histogram as JSON: `counts` lists gap and count of each bin that is not empty; the sum is decimal digits. */
export interface LatencyHistogramJson {
  readonly sum: string;
  readonly min: number | null;
  readonly max: number | null;
  readonly counts: readonly number[];
}

/**
 * Durations in whole microseconds. Count, mean, min and max are exact; percentiles within PERCENTILE_RELATIVE_ERROR.
 * The state is integers, so merging gives the same in every order.
 */
export class LatencyHistogram {
  readonly #bins = new Bins();
  readonly #sum = new IntegerSum();
  #min = Infinity;
  #max = -Infinity;

  /** The histogram that `toJSON` wrote. */
  static fromJSON(json: LatencyHistogramJson): LatencyHistogram {
    const histogram = new LatencyHistogram();
    histogram.#sum.merge(IntegerSum.fromJSON(json.sum));
    let index = -1;
    for (let i = 0; i + 1 < json.counts.length; i += 2) {
      index += json.counts[i]!;
      histogram.#bins.recordValueWithCount(histogram.#bins.valueFromIndex(index), json.counts[i + 1]!);
    }
    histogram.#min = json.min ?? Infinity;
    histogram.#max = json.max ?? -Infinity;
    return histogram;
  }

  /** Records a duration, or `count` equal ones; throws RangeError unless it is a whole number of microseconds, zero or more. */
  record(duration: Micros, count = 1): void {
    if (!(Number.isSafeInteger(duration) && duration >= 0)) {
      throw new RangeError(`A duration is a whole number of microseconds, zero or more, not ${duration}.`);
    }
    this.#bins.recordValueWithCount(duration, count);
    this.#sum.add(duration * count);
    if (duration < this.#min) this.#min = duration;
    if (duration > this.#max) this.#max = duration;
  }

  /** Adds all that another histogram recorded, which stays as it is. */
  merge(other: LatencyHistogram): void {
    if (other.count === 0) return;
    this.#bins.add(other.#bins);
    this.#sum.merge(other.#sum);
    if (other.#min < this.#min) this.#min = other.#min;
    if (other.#max > this.#max) this.#max = other.#max;
  }

  /**
   * The smallest duration that at least `percent` of those recorded do not exceed (nearest rank), at the upper edge of
   * its bin; NaN when empty. `percent` is between 0 and 100: 99.9 for p99.9.
   */
  percentile(percent: number): Micros {
    if (!(percent >= 0 && percent <= 100)) throw new RangeError(`A percentile is between 0 and 100, not ${percent}.`);
    if (this.count === 0) return NaN;
    if (percent === 0) return this.#min;
    return Math.min(this.#bins.getValueAtPercentile(percent), this.#max);
  }

  get count(): number {
    return this.#bins.totalCount;
  }

  /** Exact up to the rounding of one division; NaN when empty. */
  get mean(): number {
    return this.#sum.value / this.count;
  }

  /** Infinity when empty. */
  get min(): Micros {
    return this.#min;
  }

  /** −Infinity when empty. */
  get max(): Micros {
    return this.#max;
  }

  toJSON(): LatencyHistogramJson {
    const counts: number[] = [];
    let previous = -1;
    for (let index = 0; index < this.#bins.countsArrayLength; index += 1) {
      const count = this.#bins.getCountAtIndex(index);
      if (count === 0) continue;
      counts.push(index - previous, count);
      previous = index;
    }
    const seen = this.count > 0;
    return { sum: this.#sum.toJSON(), min: seen ? this.#min : null, max: seen ? this.#max : null, counts };
  }
}
