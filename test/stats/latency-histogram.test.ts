import fc from "fast-check";
import { Float64Histogram } from "hdr-histogram-js";
import { expect, test } from "vitest";
import { LatencyHistogram, PERCENTILE_RELATIVE_ERROR } from "../../src/stats/index.js";

const durations = fc.array(
  fc.oneof(fc.nat(3000), fc.nat(100_000_000), fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER })),
  { maxLength: 40 },
);

function histogramOf(list: readonly number[]): LatencyHistogram {
  const histogram = new LatencyHistogram();
  for (const duration of list) histogram.record(duration);
  return histogram;
}

/** The nearest rank among the sorted durations: the definition, without bins. */
function nearestRank(list: readonly number[], percent: number): number {
  const sorted = list.toSorted((a, b) => a - b);
  return sorted[Math.max(1, Math.ceil((percent * sorted.length) / 100)) - 1]!;
}

test("three durations by hand", () => {
  const histogram = histogramOf([100, 200, 600]);
  expect([histogram.count, histogram.mean, histogram.min, histogram.max]).toEqual([3, 300, 100, 600]);
  expect([0, 33, 34, 50, 67, 100].map((percent) => histogram.percentile(percent))).toEqual([
    100, 100, 200, 200, 600, 600,
  ]);
});

test("percentiles of 1 to 1000 µs are exact", () => {
  const histogram = histogramOf(Array.from({ length: 1000 }, (_, index) => index + 1));
  expect([50, 95, 99, 99.9, 100].map((percent) => histogram.percentile(percent))).toEqual([500, 950, 990, 999, 1000]);
});

test("p100 is the longest duration itself, not the upper edge of its bin", () => {
  expect(histogramOf([5, 1_000_001]).percentile(100)).toBe(1_000_001);
});

test("a percentile is never below the nearest rank, and above it by less than the stated error", () => {
  fc.assert(
    fc.property(durations, fc.constantFrom(1, 25, 50, 90, 99, 100), (list, percent) => {
      fc.pre(list.length > 0);
      const exact = nearestRank(list, percent);
      const measured = histogramOf(list).percentile(percent);
      expect(measured).toBeGreaterThanOrEqual(exact);
      expect(measured - exact).toBeLessThanOrEqual(exact * PERCENTILE_RELATIVE_ERROR);
    }),
  );
});

test("merging is exact: any cut and any order give what the whole gives, bin by bin", () => {
  fc.assert(
    fc.property(durations, durations, durations, (a, b, c) => {
      const whole = JSON.stringify(histogramOf([...a, ...b, ...c]));
      for (const order of [
        [a, b, c],
        [c, a, b],
        [b, c, a],
      ]) {
        const merged = new LatencyHistogram();
        for (const part of order) merged.merge(histogramOf(part));
        expect(JSON.stringify(merged)).toBe(whole);
      }
    }),
  );
});

test("a histogram written as JSON and read back is the same, and goes on recording", () => {
  fc.assert(
    fc.property(durations, durations, (before, after) => {
      const copy = LatencyHistogram.fromJSON(JSON.parse(JSON.stringify(histogramOf(before))));
      for (const duration of after) copy.record(duration);
      const whole = histogramOf([...before, ...after]);
      expect(JSON.stringify(copy)).toBe(JSON.stringify(whole));
      expect([copy.count, copy.mean, copy.percentile(50)]).toEqual([whole.count, whole.mean, whole.percentile(50)]);
    }),
  );
});

test("merging the same part a thousand times counts a thousand times, past what 32 bits hold", () => {
  const part = LatencyHistogram.fromJSON({ sum: "30000000000", min: 1000, max: 1000, counts: [1001, 30_000_000] });
  const merged = new LatencyHistogram();
  for (let replication = 0; replication < 1000; replication += 1) merged.merge(part);
  expect(merged.count).toBe(30_000_000_000);
  expect(merged.mean).toBe(1000);
  expect(merged.percentile(99)).toBe(1000);
});

test("an empty histogram has no mean and no percentile", () => {
  const histogram = LatencyHistogram.fromJSON(JSON.parse(JSON.stringify(new LatencyHistogram())));
  expect(histogram.count).toBe(0);
  expect(histogram.mean).toBeNaN();
  expect(histogram.percentile(50)).toBeNaN();
});

test("negative durations, fractions of a microsecond and percentiles beyond 100 are refused", () => {
  for (const duration of [-1, 0.5, NaN, Infinity])
    expect(() => new LatencyHistogram().record(duration)).toThrow(RangeError);
  expect(() => histogramOf([1]).percentile(101)).toThrow(RangeError);
});

test("values lie in the bins of the library", () => {
  const bins = new Float64Histogram(1, 2, 3);
  const edges = Array.from({ length: 52 }, (_, power) => 2 ** power).flatMap((edge) => [edge - 1, edge, edge + 1]);
  for (const value of [...edges, 1_234_567, 987_654_321]) {
    // The list begins with the distance from the bin before the first.
    expect(histogramOf([value]).toJSON().counts[0]).toBe(bins.countsArrayIndex(value) + 1);
  }
});
