import { expect, test } from "vitest";
import type { InvariantResult } from "../../../src/result/index.js";
import { mutants } from "./mutants.js";
import { stormyTrial } from "./storm.js";
import { trial } from "./trial.js";

/** Every mutant must be caught within so many seeds. */
const SEEDS = 100;

const HERE = [...new Set(mutants.flatMap(({ violates }) => violates))];

test("the shipped policy violates no invariant under random faults, and each was at stake", () => {
  const stakes = new Map<string, number>();
  const violated: (InvariantResult & { readonly seed: number })[] = [];
  for (let seed = 0; seed < 60; seed++) {
    for (const found of trial(seed)) {
      stakes.set(found.name, (stakes.get(found.name) ?? 0) + found.atStake);
      if (found.violations > 0) violated.push({ ...found, seed });
    }
  }
  console.log([...stakes].map(([name, times]) => `${name}: at stake ${times} times`).join("\n"));
  expect(violated).toEqual([]);
  expect(HERE.filter((name) => (stakes.get(name) ?? 0) === 0)).toEqual([]);
});

for (const { name, about, violates, alone, broken } of mutants) {
  test(`a mutant that ${name} (${about}) is caught by ${violates.join(", ")}${alone ? " alone" : ""}`, () => {
    const missing = new Set(violates);
    for (let seed = 0; seed < SEEDS && missing.size > 0; seed++) {
      for (const found of trial(seed, broken)) {
        if (found.violations === 0) continue;
        missing.delete(found.name);
        if (alone) expect(violates).toContain(found.name);
      }
    }
    expect([...missing]).toEqual([]);
  });
}

test("a service recovers after a spike, unless its own retries keep it down, which recovers-after-trigger tells", () => {
  expect(stormyTrial({ times: 1, queue: 20 })).toMatchObject({ atStake: 1, violations: 0 });
  expect(stormyTrial({ times: 30, queue: 200 })).toMatchObject({ atStake: 1, violations: 1 });
});
