import { expect, test } from "vitest";
import { autocorrelation, batchMeans, covers } from "../../src/stats/index.js";
import { drawsOf, times } from "./draws.js";

/** Autoregressive series about 10: each value keeps a share of the last one's deviation. */
function autoregressive(seed: string, length: number, kept: number): number[] {
  const draws = drawsOf(seed);
  let deviation = 0;
  return times(length, () => 10 + (deviation = kept * deviation + draws.normal()));
}

test("three batches of two by hand: 1, 3, 5, 7, 3, 5 have means 2, 6, 4", () => {
  const result = batchMeans([1, 3, 5, 7, 3, 5], { batches: 3, discard: 0 });
  expect(result.means).toEqual([2, 6, 4]);
  expect(result.mean).toBe(4);
  expect(result.batchSize).toBe(2);
  // Deviations −2, 2, 0: products −4 + 0 over squares 8.
  expect(result.lag1).toBe(-0.5);
  expect(result.interval.high - 4).toBeCloseTo(4.302653 * Math.sqrt(4 / 3), 5);
});

test("what does not divide evenly is discarded from the start, after the warm-up", () => {
  const result = batchMeans([1000, 1000, 99, 1, 2, 3, 4], { batches: 2, discard: 2 });
  expect(result.means).toEqual([1.5, 3.5]);
});

test("the warm-up is found and kept out of the mean", () => {
  const draws = drawsOf("batch-means/warm-up");
  const series = times(5000, (index) => (index < 200 ? 100 : 10) + draws.normal());
  const result = batchMeans(series);
  expect(result.warmUp.settled).toBe(true);
  expect(result.warmUp.discard).toBeGreaterThanOrEqual(200);
  expect(result.warmUp.discard).toBeLessThan(400);
  expect(result.mean).toBeCloseTo(10, 0);
});

test("batches shorter than the correlation are said to be too short, long ones are not", () => {
  expect(batchMeans(autoregressive("short", 200, 0.98), { discard: 0 }).longEnough).toBe(false);
  expect(batchMeans(autoregressive("long", 40_000, 0.9), { discard: 0 }).longEnough).toBe(true);
});

test("of 200 intervals of correlated series between 179 and 198 cover the truth, where treating values as independent fails", () => {
  let covering = 0;
  let naive = 0;
  for (let index = 0; index < 200; index += 1) {
    const series = autoregressive(`coverage/${index}`, 4000, 0.8);
    if (covers(batchMeans(series, { discard: 0 }).interval, 10)) covering += 1;
    if (covers(batchMeans(series, { discard: 0, batches: 4000 }).interval, 10)) naive += 1;
  }
  expect(covering).toBeGreaterThanOrEqual(179);
  expect(covering).toBeLessThanOrEqual(198);
  expect(naive).toBeLessThan(150);
});

test("autocorrelation of an alternating series nears −1, of a constant one is 0", () => {
  expect(autocorrelation(times(1000, (index) => index % 2))).toBeCloseTo(-1, 2);
  expect(autocorrelation([4, 4, 4])).toBe(0);
});

test("fewer observations than batches are refused", () => {
  expect(() => batchMeans([1, 2, 3], { discard: 0 })).toThrow(RangeError);
  expect(() => batchMeans([1, 2, 3], { discard: 2, batches: 2 })).toThrow(RangeError);
  expect(() => batchMeans([1, 2, 3], { discard: 0, batches: 1 })).toThrow(RangeError);
});
