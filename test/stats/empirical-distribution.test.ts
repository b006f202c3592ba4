import fc from "fast-check";
import { expect, test } from "vitest";
import { covers, EmpiricalDistribution } from "../../src/stats/index.js";
import { drawsOf, times } from "./draws.js";

const oneTo = (size: number): EmpiricalDistribution => new EmpiricalDistribution(times(size, (index) => index + 1));

test("four numbers by hand: type 7 quantiles of 1, 2, 4, 8, as NumPy gives them", () => {
  const sample = new EmpiricalDistribution([8, 1, 4, 2]);
  expect(sample.values).toEqual([1, 2, 4, 8]);
  const expected = [1, 1.3, 1.75, 3, 6.8, 8];
  [0, 0.1, 0.25, 0.5, 0.9, 1].forEach((p, index) => expect(sample.quantile(p)).toBeCloseTo(expected[index]!, 12));
});

test("the interval of a quantile lies between the order statistics that the binomial gives", () => {
  const table = [
    [20, 0.5, 6, 15],
    [11, 0.5, 2, 10],
    [100, 0.9, 84, 96],
    [6, 0.5, 1, 6],
    [5, 0.5, -Infinity, Infinity],
    [368, 0.99, 360, 368],
    [367, 0.99, 359, Infinity],
  ] as const;
  for (const [size, p, low, high] of table) {
    expect(oneTo(size).quantileInterval(p, 0.95)).toEqual({ low, high, level: 0.95 });
  }
});

test("of 200 intervals of an exponential 90th percentile at 95 % at least 179 cover it", () => {
  const draws = drawsOf("coverage/quantile");
  const truth = Math.log(10);
  const covering = times(200, () => {
    return covers(new EmpiricalDistribution(times(100, draws.exponential)).quantileInterval(0.9, 0.95), truth);
  }).filter(Boolean).length;
  expect(covering).toBeGreaterThanOrEqual(179);
});

test("the distribution function steps once per different value, within a band of √(ln 40 / 2n)", () => {
  const points = new EmpiricalDistribution([5, 1, 5, 9]).points(0.95);
  expect(points.map(({ value, share }) => [value, share])).toEqual([
    [1, 0.25],
    [5, 0.75],
    [9, 1],
  ]);
  const band = Math.sqrt(Math.log(40) / 8);
  expect(points[1]!.low).toBeCloseTo(0.75 - band, 12);
  expect(points[0]!.low).toBe(0);
  expect(points[1]!.high).toBe(1);
});

test("of 200 bands at 95 % between 179 and 200 contain the whole uniform distribution function", () => {
  const draws = drawsOf("coverage/band");
  const covering = times(200, () => {
    const points = new EmpiricalDistribution(times(50, draws.uniform)).points(0.95);
    const band = Math.sqrt(Math.log(40) / 100);
    return points.every(({ value, share }) => value <= share - 1 / 50 + band && value >= share - band);
  }).filter(Boolean).length;
  expect(covering).toBeGreaterThanOrEqual(179);
});

test("quantiles grow with p, stay within the sample, and shares count what they should", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1 }),
      fc.integer({ min: -10, max: 10 }),
      (list, at) => {
        const sample = new EmpiricalDistribution(list);
        const quantiles = times(11, (index) => sample.quantile(index / 10));
        for (let i = 1; i < 11; i += 1) expect(quantiles[i]).toBeGreaterThanOrEqual(quantiles[i - 1]! - 1e-12);
        expect([quantiles[0], quantiles[10]]).toEqual([Math.min(...list), Math.max(...list)]);
        expect(sample.shareUpTo(at)).toBe(list.filter((value) => value <= at).length / list.length);
      },
    ),
  );
});

test("a large sample does not underflow the binomial", () => {
  const { low, high } = oneTo(10_000).quantileInterval(0.5, 0.95);
  // Normal approximation: 5000 ± 1.96 · 50.
  expect(Math.abs(low - 4902)).toBeLessThanOrEqual(2);
  expect(Math.abs(high - 5098)).toBeLessThanOrEqual(2);
});

test("empty samples, NaN and shares beyond one are refused", () => {
  expect(() => new EmpiricalDistribution([])).toThrow(RangeError);
  expect(() => new EmpiricalDistribution([1, NaN])).toThrow(RangeError);
  expect(() => oneTo(3).quantile(1.1)).toThrow(RangeError);
  expect(() => oneTo(3).quantileInterval(1, 0.95)).toThrow(RangeError);
});
