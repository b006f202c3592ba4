import { expect, test } from "vitest";
import { faultKinds } from "../../src/scenario/fault/index.js";
import { MINUTE } from "../../src/units/index.js";
import { BLOWS, LEFT_OUT, targetsOf } from "./chaos.js";
import { mutants } from "./mutants.js";
import { SHIPPED } from "./shipped.js";
import { activeSpec, backedUpSpec, type Breakage, quickSpec, total, trial } from "./trial.js";

/** Every mutant must be caught within so many seeds; some need one fault of a certain kind at a certain time. */
const SEEDS = 500;

/** Seeds known to catch those that take many; if they do not any more, the others are searched. */
const KNOWN: Readonly<Record<string, readonly number[]>> = {
  "takes an order for its execution": [4, 399],
  dawdles: [267],
  "gives up for good": [48],
};

/** What this world puts at stake; invariants of balancing and of data strategies have tests of their own. */
const HERE = new Set([...mutants.flatMap(({ violates }) => violates)]);

/** So many runs of each in the tests; `npm run campaign` makes thousands. */
const RUNS = 60;

/** Runs of wide searches in which an earlier logic went wrong, by what was shipped and the seed. */
const FOUND: Readonly<Record<string, readonly number[]>> = {
  plain: [1288, 2940, 5085, 5811],
  failback: [1288, 1771, 2788, 5085, 5811],
  active: [66, 256, 572, 1784, 2140, 2965, 810881, 811430],
  mutual: [42, 113, 256, 810881, 811430, 820216],
  "backed-up": [457],
};

/** The same, of runs in which a few kinds of faults strike, and last longer: power alone is a fence for minutes then. */
const UNFENCED: Breakage = { hits: ["crash", "relay-stuck", "storage-processor"], longest: 4 * MINUTE };

const FOUND_UNFENCED: Readonly<Record<string, readonly number[]>> = {
  failback: [34],
  active: [296],
  mutual: [39],
};

test.each(Object.entries(SHIPPED))(
  "as shipped, %s, no invariant is violated under random faults, and each was at stake",
  (_, shipped) => {
    const found = [...total(RUNS, shipped).values()];
    console.log(found.map(({ name, atStake }) => `${name}: at stake ${atStake} times`).join("\n"));
    expect(found.filter(({ violations }) => violations > 0)).toEqual([]);
    const idle = found.filter(({ name, atStake }) => atStake === 0 && HERE.has(name)).map(({ name }) => name);
    const isActive = shipped.setting === "active" || shipped.setting === "mutual";
    // Where somebody is called each time, how long a takeover takes is nobody's promise.
    const promisesNothing = shipped.policy?.power?.on === "by-hand";
    expect(new Set(idle)).toEqual(
      new Set([
        ...(isActive ? [] : ["break-before-overwrite", "restored-own-data"]),
        ...(promisesNothing ? ["bounded-takeover", "eventually-serves"] : []),
      ]),
    );
  },
);

test.each(Object.entries(FOUND))("as shipped, %s, runs in which something went wrong once hold", (name, seeds) => {
  for (const seed of seeds) {
    expect(trial(seed, SHIPPED[name]).filter(({ violations }) => violations > 0)).toEqual([]);
  }
});

test.each(Object.entries(FOUND_UNFENCED))("as shipped, %s, so do those in which no fence lasts", (name, seeds) => {
  for (const seed of seeds) {
    expect(trial(seed, { ...SHIPPED[name], ...UNFENCED }).filter(({ violations }) => violations > 0)).toEqual([]);
  }
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
    for (const seed of [...(KNOWN[name] ?? []), ...Array.from({ length: SEEDS }, (_, each) => each)]) {
      if (missing.size === 0) break;
      for (const found of trial(seed, broken)) if (found.violations > 0) missing.delete(found.name);
    }
    expect([...missing]).toEqual([]);
  });
}

function byText(a: string, b: string): number {
  return a < b ? -1 : 1;
}
