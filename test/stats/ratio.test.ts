// The mean of things that replications have in different numbers.
import { describe, expect, test } from "vitest";
import { RatioOfSums } from "../../src/stats/index.js";

function of(...replications: readonly (readonly number[])[]): RatioOfSums {
  const ratio = new RatioOfSums();
  for (const each of replications)
    ratio.add(
      each.reduce((sum, one) => sum + one, 0),
      each.length,
    );
  return ratio;
}

describe("the ratio of sums", () => {
  test("counts every outage once, however many its replication has", () => {
    expect(of([10], [40, 40, 40], []).mean).toBe(130 / 4);
    expect(of([], []).mean).toBeNaN();
  });

  test("has the interval that was worked out by hand", () => {
    // Sums 10, 120, 0 and counts 1, 3, 0; residuals -22.5, 22.5, 0; variance 506.25; standard error of the ratio:
    // sqrt(3 * 506.25) / 4 = 9.743; t(0.975, 2) = 4.302653.
    const { low, high } = of([10], [40, 40, 40], []).interval(0.95)!;
    expect(low).toBe(0);
    expect(high).toBeCloseTo(32.5 + 4.302653 * 9.7428, 2);
  });

  test("is that of the mean where each replication has one", () => {
    const { low, high } = of([10], [20], [30]).interval(0.95)!;
    expect([low, high].map((end) => Math.abs(end - 20))).toEqual([expect.closeTo(20, 9), expect.closeTo(24.8414, 3)]);
  });

  test("has no width when all are alike, and is none of less than two replications", () => {
    expect(of([229.1002], [229.1002, 229.1002]).interval(0.95)).toMatchObject({ low: 229.1002, high: 229.1002 });
    expect(of([1, 2]).interval(0.95)).toBeNull();
    expect(of([], []).interval(0.95)).toBeNull();
  });
});
