import fc from "fast-check";
import { expect, test } from "vitest";
import { complement, covers, halfWidth, meanInterval, Tally } from "../../src/stats/index.js";
import { drawsOf, times } from "./draws.js";

test("three numbers by hand: 2, 4, 9 have the 95 % interval 5 ± 4.302653 √(13/3)", () => {
  const interval = meanInterval(Tally.of([2, 4, 9]), 0.95);
  expect(interval.low).toBeCloseTo(5 - 8.956686, 5);
  expect(interval.high).toBeCloseTo(5 + 8.956686, 5);
  expect(halfWidth(interval)).toBeCloseTo(8.956686, 5);
  expect(interval.level).toBe(0.95);
});

test("one observation bounds nothing", () => {
  expect(meanInterval(Tally.of([5]), 0.95)).toEqual({ low: -Infinity, high: Infinity, level: 0.95 });
});

test("an interval covers its ends, and its complement is mirrored at one half", () => {
  const interval = { low: 0.25, high: 0.5, level: 0.9 };
  expect([0.24, 0.25, 0.4, 0.5, 0.51].map((value) => covers(interval, value))).toEqual([
    false,
    true,
    true,
    true,
    false,
  ]);
  expect(complement(interval)).toEqual({ low: 0.5, high: 0.75, level: 0.9 });
});

test("an interval contains its mean, and one of a higher level contains one of a lower", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 2, maxLength: 30 }), (numbers) => {
      const tally = Tally.of(numbers);
      const [narrow, wide] = [meanInterval(tally, 0.9), meanInterval(tally, 0.99)];
      expect(covers(narrow, tally.mean)).toBe(true);
      expect(covers(wide, narrow.low) && covers(wide, narrow.high)).toBe(true);
    }),
  );
});

test("of 200 independent 95 % intervals between 179 and 198 cover the truth, for normal and for exponential draws", () => {
  const cases = [
    { draw: "normal", size: 5, truth: 0 },
    { draw: "normal", size: 30, truth: 0 },
    { draw: "exponential", size: 100, truth: 1 },
  ] as const;
  for (const { draw, size, truth } of cases) {
    const draws = drawsOf(`coverage/${draw}/${size}`);
    const intervals = times(200, () => meanInterval(Tally.of(times(size, draws[draw])), 0.95));
    const covering = intervals.filter((interval) => covers(interval, truth)).length;
    expect(covering).toBeGreaterThanOrEqual(179);
    expect(covering).toBeLessThanOrEqual(198);
  }
});

test("levels of zero and one are refused", () => {
  for (const level of [0, 1, 95]) expect(() => meanInterval(Tally.of([1, 2]), level)).toThrow(RangeError);
});
