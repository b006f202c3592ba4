import fc from "fast-check";
import { expect, test } from "vitest";
import { mser5 } from "../../src/stats/index.js";
import { drawsOf, times } from "./draws.js";

/** The definition, without recurrences: the squared standard error of what is kept, for each start. */
function dumbDiscard(series: readonly number[]): number {
  const means = times(Math.floor(series.length / 5), (batch) => {
    return series.slice(batch * 5, batch * 5 + 5).reduce((sum, x) => sum + x, 0) / 5;
  });
  const statistics = times(Math.max(0, means.length - 5), (start) => {
    const kept = means.slice(start);
    const mean = kept.reduce((sum, x) => sum + x, 0) / kept.length;
    return kept.reduce((sum, x) => sum + (x - mean) * (x - mean), 0) / (kept.length * kept.length);
  });
  return 5 * Math.max(0, statistics.indexOf(Math.min(...statistics)));
}

test("a level of 100 for 40 observations and of zero after is cut exactly there", () => {
  expect(mser5(times(400, (index) => (index < 40 ? 100 : 0)))).toEqual({ discard: 40, settled: true });
});

test("a constant series has no warm-up", () => {
  expect(mser5(times(100, () => 3))).toEqual({ discard: 0, settled: true });
});

test("a transient that dies out under noise is cut once it is smaller than the noise", () => {
  const draws = drawsOf("warm-up");
  const series = times(2000, (index) => 50 * Math.exp(-index / 20) + draws.normal());
  const { discard, settled } = mser5(series);
  expect(settled).toBe(true);
  // 50 exp(−i / 20) falls below the standard deviation of a mean of five, 0.45, at i = 94.
  expect(discard).toBeGreaterThanOrEqual(60);
  expect(discard).toBeLessThanOrEqual(200);
});

test("a series that climbs to its end has not settled, nor has one of five batches", () => {
  expect(mser5(times(500, (index) => index * index * index)).settled).toBe(false);
  expect(mser5(times(25, () => 1)).settled).toBe(false);
});

test("the recurrence finds what the definition finds", () => {
  const series = fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 30, maxLength: 200 });
  fc.assert(
    fc.property(series, (values) => {
      // A drawn transient in front, so that the least is rarely a near tie.
      const transient = values.map((value, index) => value + 1000 / (1 + index));
      expect(mser5(transient).discard).toBe(dumbDiscard(transient));
    }),
  );
});
