import { expect, test } from "vitest";
import { faultKinds } from "../../src/scenario/fault/index.js";
import { SECOND } from "../../src/units/index.js";
import { BLOWS, LEFT_OUT, targetsOf } from "./chaos.js";
import { mutants } from "./mutants.js";
import { activeSpec, backedUpSpec, type Breakage, quickSpec, total, trial } from "./trial.js";

/** Every mutant must be caught within so many seeds; some need one fault of a certain kind at a certain time. */
const SEEDS = 500;

/** What this world puts at stake; invariants of balancing and of data strategies have tests of their own. */
const HERE = new Set([...mutants.flatMap(({ violates }) => violates)]);

/**
 * With failback and mirrors that are re-established, without, with a stand-in that has a life of its own, with two that stand
 * in for each other, and with backups that are restored when nothing else is left.
 */
const SHIPPED: readonly Breakage[] = [
  {},
  { policy: { failback: { after: 5 * SECOND }, mirrorAgain: true } },
  { setting: "active" },
  { setting: "mutual" },
  { setting: "backed-up" },
];

/** Runs of wide searches in which an earlier logic went wrong, by what was shipped and the seed. */
const FOUND: readonly (readonly [Breakage, readonly number[]])[] = [
  [{}, [1288, 5085, 5811]],
  [{ policy: { failback: { after: 5 * SECOND }, mirrorAgain: true } }, [1288, 1771, 2788, 5085, 5811]],
  [{ setting: "active" }, [66, 256, 572, 1784, 2140, 2965, 810881, 811430]],
  [{ setting: "mutual" }, [42, 113, 256, 810881, 811430, 820216]],
  [{ setting: "backed-up" }, [457]],
];

test.each(SHIPPED)("as shipped, %j, no invariant is violated under random faults, and each was at stake", (shipped) => {
  const found = [...total(250, shipped).values()];
  console.log(found.map(({ name, atStake }) => `${name}: at stake ${atStake} times`).join("\n"));
  expect(found.filter(({ violations }) => violations > 0)).toEqual([]);
  const idle = found.filter(({ name, atStake }) => atStake === 0 && HERE.has(name)).map(({ name }) => name);
  const isActive = shipped.setting === "active" || shipped.setting === "mutual";
  expect(idle).toEqual(isActive ? [] : ["break-before-overwrite", "restored-own-data"]);
});

test.each(FOUND)("as shipped, %j, runs in which something went wrong once hold", (shipped, seeds) => {
  for (const seed of seeds) expect(trial(seed, shipped).filter(({ violations }) => violations > 0)).toEqual([]);
});

test("every kind of fault of the language is drawn, but for those that are named with a reason", () => {
  const drawn = BLOWS.map(({ kind }) => kind);
  const known = faultKinds()
    .map(({ name }) => name)
    .toSorted(byText);
  expect([...drawn, ...Object.keys(LEFT_OUT)].toSorted(byText)).toEqual(known);
  // In some world of the trials or other each has something to hit.
  const specs = [quickSpec(), activeSpec(), backedUpSpec()];
  expect(BLOWS.filter((blow) => specs.every((spec) => targetsOf(blow, spec).length === 0))).toEqual([]);
});

for (const { name, about, violates, broken } of mutants) {
  test(`a mutant that ${name} (${about}) is caught by ${violates.join(", ")}`, () => {
    const missing = new Set(violates);
    for (let seed = 0; seed < SEEDS && missing.size > 0; seed++) {
      for (const found of trial(seed, broken)) if (found.violations > 0) missing.delete(found.name);
    }
    expect([...missing]).toEqual([]);
  });
}

function byText(a: string, b: string): number {
  return a < b ? -1 : 1;
}
