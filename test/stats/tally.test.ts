import fc from "fast-check";
import { expect, test } from "vitest";
import { Tally } from "../../src/stats/index.js";

const observations = fc.array(fc.integer({ min: -1_000_000, max: 1_000_000 }), { maxLength: 60 });

test("three numbers by hand: 2, 4, 9 have mean 5 and variance 13", () => {
  const tally = Tally.of([2, 4, 9]);
  expect(tally.count).toBe(3);
  expect(tally.mean).toBe(5);
  expect(tally.variance).toBe(13);
  expect(tally.standardDeviation).toBe(Math.sqrt(13));
  expect(tally.standardError).toBeCloseTo(Math.sqrt(13 / 3), 14);
  expect([tally.min, tally.max, tally.sum]).toEqual([2, 9, 15]);
});

test("an empty tally has no mean, and a single observation no variance", () => {
  expect(new Tally().mean).toBeNaN();
  expect(new Tally().variance).toBeNaN();
  expect(Tally.of([7]).mean).toBe(7);
  expect(Tally.of([7]).variance).toBeNaN();
});

test("small differences survive a large offset, where the textbook formula loses them", () => {
  expect(Tally.of([1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16]).variance).toBe(30);
});

test("what is not finite is refused", () => {
  for (const observation of [NaN, Infinity, -Infinity]) expect(() => new Tally().add(observation)).toThrow(RangeError);
});

test("merging the parts equals tallying the whole, wherever it is cut", () => {
  fc.assert(
    fc.property(observations, fc.nat(60), (numbers, at) => {
      const parts = Tally.of(numbers.slice(0, at));
      parts.merge(Tally.of(numbers.slice(at)));
      const whole = Tally.of(numbers);
      expect([parts.count, parts.min, parts.max]).toEqual([whole.count, whole.min, whole.max]);
      if (whole.count > 0) expect(Math.abs(parts.mean - whole.mean)).toBeLessThan(1e-6);
      if (whole.count > 1)
        expect(Math.abs(parts.variance / (whole.variance || 1) - (whole.variance && 1))).toBeLessThan(1e-9);
    }),
  );
});

test("mean and variance agree with two passes over the numbers", () => {
  fc.assert(
    fc.property(observations, (numbers) => {
      fc.pre(numbers.length >= 2);
      const mean = numbers.reduce((sum, x) => sum + x, 0) / numbers.length;
      const squares = numbers.reduce((sum, x) => sum + (x - mean) * (x - mean), 0);
      const tally = Tally.of(numbers);
      expect(Math.abs(tally.mean - mean)).toBeLessThan(1e-6);
      expect(Math.abs(tally.variance - squares / (numbers.length - 1))).toBeLessThanOrEqual(1e-9 * (1 + squares));
    }),
  );
});

test("a tally written as JSON and read back continues bit for bit", () => {
  fc.assert(
    fc.property(observations, observations, (before, after) => {
      const tally = Tally.of(before);
      const copy = Tally.fromJSON(JSON.parse(JSON.stringify(tally)));
      for (const observation of after) {
        tally.add(observation);
        copy.add(observation);
      }
      expect(copy.toJSON()).toEqual(tally.toJSON());
    }),
  );
});
