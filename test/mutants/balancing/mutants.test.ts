import { expect, test } from "vitest";
import type { InvariantResult } from "../../../src/result/index.js";
import { firstSeeds, KnownSeeds, violatedIn } from "../known-seeds.js";
import { mutants } from "./mutants.js";
import { stormyTrial } from "./storm.js";
import { trial } from "./trial.js";

/** Every mutant must be caught within so many seeds. */
const SEEDS = 100;

const KNOWN = new KnownSeeds(new URL("known-seeds.json", import.meta.url));

const HERE = [...new Set(mutants.flatMap(({ violates, broken }) => (broken.atOnce === undefined ? violates : [])))];

test("the shipped policy violates no invariant under random faults, and each was at stake", () => {
  const stakes = new Map<string, number>();
  const violated: (InvariantResult & { readonly seed: number })[] = [];
  for (let seed = 0; seed < 30; seed++) {
    for (const found of trial(seed)) {
      stakes.set(found.name, (stakes.get(found.name) ?? 0) + found.atStake);
      if (found.violations > 0) violated.push({ ...found, seed });
    }
  }
  console.log([...stakes].map(([name, times]) => `${name}: at stake ${times} times`).join("\n"));
  expect(violated).toEqual([]);
  expect(HERE.filter((name) => (stakes.get(name) ?? 0) === 0)).toEqual([]);
});

test("with hosts that may help two services at once it violates none either, and they do", () => {
  const violated: (InvariantResult & { readonly seed: number })[] = [];
  let stakes = 0;
  for (let seed = 0; seed < 30; seed++) {
    for (const found of trial(seed, { atOnce: 2 })) {
      if (found.name === "others-are-still-helped") stakes += found.atStake;
      if (found.violations > 0) violated.push({ ...found, seed });
    }
  }
  expect(violated).toEqual([]);
  expect(stakes).toBeGreaterThan(0);
}, 120_000);

for (const mutant of mutants) {
  const { name, about, violates, alone, broken } = mutant;
  test(`a mutant that ${name} (${about}) is caught by ${violates.join(", ")}${alone ? " alone" : ""}`, () => {
    const others = new Set<string>();
    const violatedBy = (seed: number): readonly string[] => {
      const found = violatedIn(trial(seed, broken));
      for (const each of found) if (!violates.includes(each)) others.add(each);
      return found;
    };
    expect(KNOWN.missedBy(mutant, firstSeeds(SEEDS), violatedBy)).toEqual([]);
    if (alone) expect([...others]).toEqual([]);
  });
}

test("a service recovers after a spike, unless its own retries keep it down, which recovers-after-trigger tells", () => {
  expect(stormyTrial({ times: 1, queue: 20 })).toMatchObject({ atStake: 1, violations: 0 });
  expect(stormyTrial({ times: 30, queue: 200 })).toMatchObject({ atStake: 1, violations: 1 });
});
