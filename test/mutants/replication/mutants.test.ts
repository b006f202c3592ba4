import { expect, test } from "vitest";
import { firstSeeds, KnownSeeds, violatedIn } from "../known-seeds.js";
import { sumOfTrials } from "../sum-of-trials.js";
import { mutants } from "./mutants.js";
import { trial } from "./trial.js";

const OURS = [
  ...["epoch-monotonic", "transfer-complete", "command-once", "scripts-balanced", "transfers-go-on"],
  ...["agents-on-paths", "at-most-one-writer", "byte-conservation", "terminates"],
];

/** More are tried outside of the suite: `SEEDS=1000`. */
const SEEDS = Number(process.env["SEEDS"] ?? 30);

/** Every mutant must be caught within so many seeds. */
const MOST = 200;

const KNOWN = new KnownSeeds(new URL("known-seeds.json", import.meta.url));

test("as shipped no invariant is violated under random faults, and each was at stake", () => {
  const found = [...sumOfTrials(SEEDS, trial).values()];
  expect(found.filter(({ violations }) => violations > 0)).toEqual([]);
  for (const name of OURS) expect(found.find((each) => each.name === name)?.atStake).toBeGreaterThan(0);
});

/** Runs of wide searches in which something went wrong: a remount that was ordered twice within a moment was run twice. */
test.each([7000352])("run %d, in which something went wrong once, holds", (seed) => {
  expect(trial(seed).filter(({ violations }) => violations > 0)).toEqual([]);
});

for (const { name, violates, ...broken } of mutants) {
  test(`a mutant that ${name} is caught by ${violates}`, () => {
    const violatedBy = (seed: number) => violatedIn(trial(seed, broken));
    expect(KNOWN.missedBy({ name, violates: [violates] }, firstSeeds(MOST), violatedBy)).toEqual([]);
  });
}

test("each invariant of transfers has a mutant that it catches", () => {
  expect(new Set(mutants.map(({ violates }) => violates))).toEqual(new Set(OURS));
});
