import { expect, test } from "vitest";
import { firstSeeds, KnownSeeds, violatedIn } from "../known-seeds.js";
import { sumOfTrials } from "../sum-of-trials.js";
import { mutants } from "./mutants.js";
import { trial } from "./trial.js";

const OURS = [
  "one-primary-in-a-set",
  "set-epoch-rises",
  "config-monotonic",
  "acknowledged-config-kept",
  "config-converges",
  "role-after-catch-up",
  "failure-limit-honoured",
  "no-needless-replacement",
  "eventually-primary",
  "eventually-given-up",
  "eventually-admitted",
];

/** More are tried outside of the suite: `SEEDS=1000`. */
const SEEDS = Number(process.env["SEEDS"] ?? 12);

/** Every mutant must be caught within so many seeds. */
const MOST = 60;

const KNOWN = new KnownSeeds(new URL("known-seeds.json", import.meta.url));

test("as shipped no invariant is violated under random partitions, and each was at stake", () => {
  const found = [...sumOfTrials(SEEDS, trial).values()];
  expect(found.filter(({ violations }) => violations > 0)).toEqual([]);
  for (const name of OURS) expect(found.find((each) => each.name === name)?.atStake, name).toBeGreaterThan(0);
});

/** Runs of wide searches in which an earlier model or judge went wrong. */
const FOUND = [1080, 1083, 1139, 1451];

test.each(FOUND)("run %d, in which something went wrong once, holds", (seed) => {
  expect(trial(seed, { blowsAlone: true }).filter(({ violations }) => violations > 0)).toEqual([]);
});

/** The newest configuration was with a member that had failed its self-test, and with two that were held out: nobody ruled any more. */
test("run 7100253, in which the only one who could rule had been out of order, holds", () => {
  expect(trial(7100253).filter(({ violations }) => violations > 0)).toEqual([]);
});

for (const { name, violates, ...broken } of mutants) {
  test(`a mutant that ${name} is caught by ${violates}`, () => {
    const violatedBy = (seed: number) => violatedIn(trial(seed, { ...broken, blowsAlone: true }));
    expect(KNOWN.missedBy({ name, violates: [violates] }, firstSeeds(MOST), violatedBy)).toEqual([]);
  });
}

test("each invariant of failover sets has a mutant that it catches", () => {
  expect(new Set(mutants.map(({ violates }) => violates))).toEqual(new Set(OURS));
});
