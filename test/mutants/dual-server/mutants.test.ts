import { expect, test } from "vitest";
import { firstSeeds, KnownSeeds, violatedIn } from "../known-seeds.js";
import { sumOfTrials } from "../sum-of-trials.js";
import { mutants } from "./mutants.js";
import { trial } from "./trial.js";

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

const KNOWN = new KnownSeeds(new URL("known-seeds.json", import.meta.url));

test("as shipped no invariant is violated under random faults, and each was at stake", () => {
  const found = [...sumOfTrials(SEEDS, trial).values()];
  expect(found.filter(({ violations }) => violations > 0)).toEqual([]);
  for (const name of OURS) expect(found.find((each) => each.name === name)?.atStake).toBeGreaterThan(0);
});

for (const { name, violates, ...broken } of mutants) {
  test(`a mutant that ${name} is caught by ${violates}`, () => {
    const violatedBy = (seed: number) => violatedIn(trial(seed, broken));
    expect(KNOWN.missedBy({ name, violates: [violates] }, firstSeeds(MOST), violatedBy)).toEqual([]);
  });
}

test("each invariant of domains has a mutant that it catches", () => {
  expect(new Set(mutants.map(({ violates }) => violates))).toEqual(new Set(OURS));
});
