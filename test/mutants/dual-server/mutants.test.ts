import { expect, test } from "vitest";
import { mutants } from "./mutants.js";
import { total, trial } from "./trial.js";

const OURS = [
  "task-once",
  "task-answered-to-its-asker",
  "copies-converge",
  "copies-monotonic",
  "no-double-agent",
  "eventually-registered",
];

/** More are tried outside of the suite: `SEEDS=1000`. */
const SEEDS = Number(process.env["SEEDS"] ?? 20);

/** Every mutant must be caught within so many seeds. */
const MOST = 200;

test("as shipped no invariant is violated under random faults, and each was at stake", () => {
  const found = [...total(SEEDS).values()];
  expect(found.filter(({ violations }) => violations > 0)).toEqual([]);
  for (const name of OURS) expect(found.find((each) => each.name === name)?.atStake).toBeGreaterThan(0);
});

for (const { name, violates, ...broken } of mutants) {
  test(`a mutant that ${name} is caught by ${violates}`, () => {
    const isCaught = (seed: number): boolean =>
      trial(seed, broken).some((found) => found.name === violates && found.violations > 0);
    expect(Array.from({ length: MOST }, (_, seed) => seed).some(isCaught)).toBe(true);
  });
}

test("each invariant of domains has a mutant that it catches", () => {
  expect(new Set(mutants.map(({ violates }) => violates))).toEqual(new Set(OURS));
});
