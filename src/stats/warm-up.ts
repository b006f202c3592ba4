// How much of the start of a long series to discard as warm-up: the rule MSER-5.

const BATCH = 5;
/** The statistic of the last few batches is small by chance alone; they are not considered as a start. */
const LEAST_KEPT = 5;

/** Where a series has warmed up. */
export interface WarmUp {
  /** Observations to discard from the start. */
  readonly discard: number;
  /** False when the rule points into the second half of the series: too short to tell, and means of it not to trust. */
  readonly settled: boolean;
}

/**
 * MSER-5 (White 1997; Franklin and White 2008): in means of five observations each, discard as many from the start as
 * makes the squared standard error of the mean of the rest least. The first of equals wins. As Hoad, Robinson and Davies
 * (2010) advise, the last five batches are not considered, and a point in the second half counts as not settled.
 */
export function mser5(series: readonly number[]): WarmUp {
  const batches = Math.floor(series.length / BATCH);
  let best = 0;
  let least = Infinity;
  let mean = 0;
  let squares = 0;
  // From the end, so that each start's mean and squares follow from the next one's (Welford).
  for (let start = batches - 1; start >= 0; start -= 1) {
    const kept = batches - start;
    const deviation = batchMean(series, start) - mean;
    mean += deviation / kept;
    squares += deviation * (batchMean(series, start) - mean);
    const statistic = squares / (kept * kept);
    if (kept > LEAST_KEPT && statistic <= least) {
      best = start;
      least = statistic;
    }
  }
  return { discard: best * BATCH, settled: batches > LEAST_KEPT && best <= batches / 2 };
}

function batchMean(series: readonly number[], batch: number): number {
  let sum = 0;
  for (let index = batch * BATCH; index < (batch + 1) * BATCH; index += 1) sum += series[index]!;
  return sum / BATCH;
}
