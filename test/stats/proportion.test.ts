import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { complement, covers, shareInterval, smallProportionInterval, Tally } from "../../src/stats/index.js";
import { drawsOf, times } from "./draws.js";

test("three small proportions by hand: 1, 2 and 3 in 100,000 have a factor of exp(4.302653 √(1/3) / 2) each way", () => {
  const interval = smallProportionInterval(Tally.of([1e-5, 2e-5, 3e-5]), 0.95);
  const factor = 3.46277;
  expect(interval.basis).toBe("log scale");
  expect(interval.low * factor).toBeCloseTo(2e-5, 10);
  expect(interval.high / factor).toBeCloseTo(2e-5, 10);
  expect(complement(interval).high).toBeLessThan(1);
});

test("never a failure in n replications bounds the chance by about 3/n, and by less when none can be large", () => {
  const never = Tally.of(times(60, () => 0));
  const interval = smallProportionInterval(never, 0.95);
  expect(interval.basis).toBe("never seen");
  expect(interval.low).toBe(0);
  // The bound p is where not one of 60 replications fails with probability 5 %.
  expect(Math.exp(60 * Math.log(1 - interval.high))).toBeCloseTo(0.05, 12);
  expect(interval.high).toBeCloseTo(3 / 60, 2);
  expect(smallProportionInterval(never, 0.95, 0.001).high).toBeCloseTo(interval.high * 0.001, 15);
});

test("one replication, or none, bounds nothing", () => {
  expect(smallProportionInterval(Tally.of([0.001]), 0.95)).toMatchObject({
    low: 0,
    high: 1,
    basis: "too few replications",
  });
  expect(smallProportionInterval(new Tally(), 0.95)).toMatchObject({ low: 0, high: 1, basis: "too few replications" });
});

test("an interval on the log scale stays positive, contains the mean and never exceeds the largest", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(1000), { minLength: 2, maxLength: 30 }), (parts) => {
      fc.pre(parts.some((part) => part > 0));
      const tally = Tally.of(parts.map((part) => part / 1000));
      const interval = smallProportionInterval(tally, 0.95);
      expect(interval.low).toBeGreaterThan(0);
      expect(interval.high).toBeLessThanOrEqual(1);
      expect(covers(interval, tally.mean)).toBe(true);
    }),
  );
});

test("of 200 intervals on the log scale at 95 % between 179 and 198 cover the truth", () => {
  // Each replication is down for a sum of exponential outages, about four of them, 1e-5 of its time in the mean.
  const draws = drawsOf("coverage/log-scale");
  const replication = (): number => {
    let down = 0;
    for (let at = draws.exponential(); at < 4; at += draws.exponential()) down += draws.exponential();
    return (down / 4) * 1e-5;
  };
  const covering = times(200, () => smallProportionInterval(Tally.of(times(40, replication)), 0.95)).filter(
    (interval) => covers(interval, 1e-5),
  ).length;
  expect(covering).toBeGreaterThanOrEqual(179);
  expect(covering).toBeLessThanOrEqual(198);
});

test("proportions outside their range are refused", () => {
  expect(() => smallProportionInterval(Tally.of([0.1, 1.1]), 0.95)).toThrow(RangeError);
  expect(() => smallProportionInterval(Tally.of([-0.1, 0.1]), 0.95)).toThrow(RangeError);
});

describe("the interval of a share", () => {
  const every = (share: number, count: number) => Tally.of(Array.from({ length: count }, () => share));

  test("is exact when every replication gave all or nothing: 5 % to the n-th root", () => {
    expect(shareInterval(every(1, 30), 0.95)).toMatchObject({ high: 1, low: expect.closeTo(0.905, 4) as number });
    expect(shareInterval(every(0, 30), 0.95)).toMatchObject({ low: 0, high: expect.closeTo(0.095, 4) as number });
  });

  test("stays within 0 and 100 %, wherever the mean lies, and covers it", () => {
    const { uniform: random } = drawsOf("shares");
    for (let each = 0; each < 500; each++) {
      const count = 2 + Math.floor(random() * 30);
      const bias = random();
      const tally = Tally.of(Array.from({ length: count }, () => (random() < bias ? 1 : random())));
      const { low, high } = shareInterval(tally, 0.95);
      expect(low).toBeGreaterThanOrEqual(0);
      expect(high).toBeLessThanOrEqual(1);
      expect(low <= tally.mean + 1e-12 && tally.mean - 1e-12 <= high).toBe(true);
    }
  });
});
