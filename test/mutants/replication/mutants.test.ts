import { expect, test } from "vitest";
import { mutants } from "./mutants.js";
import { total, trial } from "./trial.js";

const OURS = [
  ...["epoch-monotonic", "transfer-complete", "command-once", "scripts-balanced", "transfers-go-on"],
  ...["agents-on-paths", "at-most-one-writer", "byte-conservation", "terminates"],
];

/** More are tried outside of the suite: `SEEDS=1000`. */
const SEEDS = Number(process.env["SEEDS"] ?? 60);

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

test("each invariant of transfers has a mutant that it catches", () => {
  expect(new Set(mutants.map(({ violates }) => violates))).toEqual(new Set(OURS));
});
