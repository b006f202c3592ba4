import { describe, expect, test } from "vitest";
import { compareMeasure } from "../../src/experiment/compare-measure.js";
import type { MeasureInfo } from "../../src/result/index.js";

const RTO: MeasureInfo = { key: "shop.rto.mean", about: "", unit: "seconds", better: "lower" };
const OPTIONS = { level: 0.95, comparisons: 1, margin: null, measuredSeconds: 3600 };

const between = (
  baseline: readonly (number | null)[],
  candidate: readonly (number | null)[],
  info = RTO,
  options = OPTIONS,
) =>
  compareMeasure(
    info,
    [
      { label: "old", values: baseline },
      { label: "new", values: candidate },
    ],
    options,
  ).differences[0]!;

describe("comparing a measure", () => {
  test("gives the paired difference and its Student interval", () => {
    const found = between([10, 12, 14, 16], [11, 14, 14, 19]);
    // Differences 1, 2, 0, 3: mean 1.5, deviation 1.2910, t(3) = 3.182446.
    expect(found.mean).toBe(1.5);
    expect(found.interval!.low).toBeCloseTo(1.5 - (3.182446 * 1.2909944) / 2, 5);
    expect(found.verdict).toBe("no difference seen");
    expect(found.extremes).toEqual([
      { replication: 3, baseline: 16, value: 19 },
      { replication: 1, baseline: 12, value: 14 },
      { replication: 0, baseline: 10, value: 11 },
    ]);
  });

  test("calls what is lower better, worse, or only lower, as the measure says", () => {
    const [low, high] = [
      [1, 2, 3, 4],
      [11, 12.5, 13, 14],
    ];
    expect(between(high, low).verdict).toBe("better");
    expect(between(low, high).verdict).toBe("worse");
    expect(between(high, low, { ...RTO, better: "higher" }).verdict).toBe("worse");
    expect(between(high, low, { ...RTO, better: "neither" }).verdict).toBe("lower");
    expect(between(low, high, { ...RTO, better: "neither" }).verdict).toBe("higher");
  });

  test("calls a difference within the margin equivalent", () => {
    const [before, after] = [
      [10, 11, 12],
      [10.1, 11.1, 12.1],
    ];
    expect(between(before, after).verdict).toBe("worse");
    expect(between(before, after, RTO, { ...OPTIONS, margin: 0.5 as never }).verdict).toBe("equivalent");
  });

  test("leaves out replications with a value on one side only, and says how many", () => {
    const found = between([10, null, 30, null], [12, 5, null, null]);
    expect(found).toMatchObject({ pairs: 1, unpaired: 2, mean: 2, interval: null, verdict: "no difference seen" });
    expect(between([null], [1])).toMatchObject({ pairs: 0, unpaired: 1, mean: null });
  });

  test("widens intervals when the level is shared by several comparisons", () => {
    const width = (comparisons: number): number => {
      const { interval } = between([1, 2, 3, 4], [2, 2, 5, 4], RTO, { ...OPTIONS, comparisons });
      return interval!.high - interval!.low;
    };
    expect(width(1)).toBeCloseTo(2 * 3.182446 * 0.4787136, 4);
    // t(3) at 1 - 0.05 / 10 on both sides: 7.453319.
    expect(width(10)).toBeCloseTo(2 * 7.453319 * 0.4787136, 4);
  });
});
