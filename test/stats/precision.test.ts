import { expect, test } from "vitest";
import { covers, meanInterval, precisionOf, Tally } from "../../src/stats/index.js";
import { drawsOf, times } from "./draws.js";

test("three numbers by hand: 2, 4, 9 are precise to 179 %", () => {
  const precision = precisionOf(Tally.of([2, 4, 9]), { relative: 0.05, minimum: 3 });
  expect(precision.relativeHalfWidth).toBeCloseTo(8.956686 / 5, 6);
  expect(precision.state).toBe("not yet");
  // (4.302653 √13 / (0.05 · 5))² = 3850.7
  expect(precision.replicationsNeeded).toBe(3851);
});

test("the goal counts as reached at the minimum of replications and not before", () => {
  const tally = Tally.of([100, 101, 100, 101]);
  expect(precisionOf(tally, { relative: 0.05 }).state).toBe("not yet");
  expect(precisionOf(tally, { relative: 0.05 }).replicationsNeeded).toBe(10);
  expect(precisionOf(tally, { relative: 0.05, minimum: 4 }).state).toBe("reached");
  expect(precisionOf(tally, { relative: 0.001, minimum: 4 }).state).toBe("not yet");
});

test("the sign of the mean does not matter", () => {
  const [up, down] = [Tally.of([9, 10, 11]), Tally.of([-9, -10, -11])];
  expect(precisionOf(down, { relative: 0.5, minimum: 3 })).toEqual(precisionOf(up, { relative: 0.5, minimum: 3 }));
});

test("replications that all agree are said to have no variation, and a mean of zero is never precise", () => {
  expect(precisionOf(Tally.of(times(20, () => 0)), { relative: 0.05 })).toMatchObject({
    state: "no variation",
    relativeHalfWidth: Infinity,
  });
  expect(precisionOf(Tally.of(times(20, () => 7)), { relative: 0.05 })).toMatchObject({
    state: "no variation",
    relativeHalfWidth: 0,
  });
  expect(precisionOf(Tally.of(times(20, (index) => (index % 2) * 2 - 1)), { relative: 0.05 }).state).toBe("not yet");
});

test("less than two replications say nothing", () => {
  expect(precisionOf(Tally.of([1]), { relative: 0.05 })).toEqual({
    state: "not yet",
    relativeHalfWidth: Infinity,
    replicationsNeeded: Infinity,
  });
});

test("stopping by the rule lands near the number foretold and covers the truth nearly as often as the level says", () => {
  const draws = drawsOf("sequential");
  const runs = times(200, () => {
    const tally = Tally.of(times(10, draws.exponential));
    while (precisionOf(tally, { relative: 0.2 }).state !== "reached") tally.add(draws.exponential());
    return { count: tally.count, covered: covers(meanInterval(tally, 0.95), 1) };
  });
  // An exponential mean of relative precision 20 % takes (1.96 / 0.2)² = 96 replications.
  const counts = Tally.of(runs.map(({ count }) => count));
  expect(counts.mean).toBeGreaterThan(75);
  expect(counts.mean).toBeLessThan(110);
  expect(runs.filter(({ covered }) => covered).length).toBeGreaterThanOrEqual(165);
});

test("a precision of zero is refused", () => {
  expect(() => precisionOf(Tally.of([1, 2]), { relative: 0 })).toThrow(RangeError);
});
