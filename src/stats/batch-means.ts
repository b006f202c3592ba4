// The mean of one long, correlated series with an interval: the method of batch means.
import { checkLevel, meanInterval, type Interval } from "./interval.js";
import { normalQuantile } from "./quantiles.js";
import { Tally } from "./tally.js";
import { mser5, type WarmUp } from "./warm-up.js";

/** Ten to thirty batches are enough whatever the length (Schmeiser 1982): more are only shorter. */
const BATCHES = 20;

/** Chance that batches without correlation are called too short. */
const SIGNIFICANCE = 0.05;

export interface BatchMeansOptions {
  /** Confidence level; 0.95 unless told. */
  readonly level?: number;
  /** Number of batches; 20 unless told. */
  readonly batches?: number;
  /** Observations to discard; by MSER-5 unless told. */
  readonly discard?: number;
}

export interface BatchMeans {
  readonly warmUp: WarmUp;
  readonly batchSize: number;
  /** Mean of each batch, in order of time. */
  readonly means: readonly number[];
  readonly mean: number;
  readonly interval: Interval;
  /** Correlation of neighbouring batch means; near zero when batches are long enough. */
  readonly lag1: number;
  /**
   * False when `lag1` is greater than chance allows (one-sided test at 5 %): the interval is then too narrow and the
   * series too short. With 20 batches the test only notices correlations above about 0.37, so true is no proof.
   */
  readonly longEnough: boolean;
}

/**
 * Discards the warm-up, cuts the rest into batches of equal length and treats their means as independent and normal.
 * What does not divide evenly is discarded from the start too. Throws RangeError when less than one observation per
 * batch remains.
 */
export function batchMeans(series: readonly number[], options: BatchMeansOptions = {}): BatchMeans {
  const { level = 0.95, batches = BATCHES } = options;
  checkLevel(level);
  if (!(Number.isInteger(batches) && batches >= 2)) throw new RangeError(`Two batches at least, not ${batches}.`);
  const warmUp = options.discard === undefined ? mser5(series) : { discard: options.discard, settled: true };
  const batchSize = Math.floor((series.length - warmUp.discard) / batches);
  if (batchSize < 1) {
    throw new RangeError(`${series.length} observations less ${warmUp.discard} do not fill ${batches} batches.`);
  }
  const means: number[] = [];
  for (let start = series.length - batches * batchSize; start < series.length; start += batchSize) {
    means.push(Tally.of(series.slice(start, start + batchSize)).mean);
  }
  const tally = Tally.of(means);
  const lag1 = autocorrelation(means);
  return {
    warmUp,
    batchSize,
    means,
    mean: tally.mean,
    interval: meanInterval(tally, level),
    lag1,
    longEnough: lag1 <= normalQuantile(1 - SIGNIFICANCE) / Math.sqrt(batches),
  };
}

/** Correlation of each value with the next one (lag 1); 0 when all are equal. */
export function autocorrelation(values: readonly number[]): number {
  const { mean } = Tally.of(values);
  let products = 0;
  let squares = 0;
  for (const [index, value] of values.entries()) {
    squares += (value - mean) * (value - mean);
    if (index > 0) products += (value - mean) * (values[index - 1]! - mean);
  }
  return squares === 0 ? 0 : products / squares;
}
