import { expect, test } from "vitest";
import { SECOND } from "../../src/units/index.js";
import { mutants } from "./mutants.js";
import { type Breakage, total, trial } from "./trial.js";

/** Every mutant must be caught within so many seeds; some need one fault of a certain kind at a certain time. */
const SEEDS = 500;

/** What this world puts at stake; invariants of balancing and of data strategies have tests of their own. */
const HERE = new Set([...mutants.flatMap(({ violates }) => violates)]);

/** With failback and mirrors that are re-established, without, and with a stand-in that has a life of its own. */
const SHIPPED: readonly Breakage[] = [
  {},
  { policy: { failback: { after: 5 * SECOND }, mirrorAgain: true } },
  { active: true },
];

test.each(SHIPPED)("as shipped, %j, no invariant is violated under random faults, and each was at stake", (shipped) => {
  const found = [...total(250, shipped).values()];
  console.log(found.map(({ name, atStake }) => `${name}: at stake ${atStake} times`).join("\n"));
  expect(found.filter(({ violations }) => violations > 0)).toEqual([]);
  const idle = found.filter(({ name, atStake }) => atStake === 0 && HERE.has(name)).map(({ name }) => name);
  expect(idle).toEqual(shipped.active === true ? [] : ["break-before-overwrite", "restored-own-data"]);
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
