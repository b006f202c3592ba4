/** Draws and sums beyond the end of time: they do nothing, and nothing fails for them. */
import { expect, test } from "vitest";
import { runCase } from "./run-case.js";

test("a failure that lies beyond the end of time does not happen", () => {
  for (const { faults } of runCase("rare-failures", { replications: 3 })) {
    // A hundred hosts for five years: 43,800 h of a million each.
    expect(faults.reduce((sum, { fired }) => sum + fired, 0)).toBeLessThan(15);
  }
});

test.each(["p", "q"])("times whose sums lie beyond the end of time do nothing under policy %s", (policy) => {
  const [result] = runCase("late", { policy });
  expect(result!.measures["s.availability"]).toBeCloseTo(0.8, 6);
});
