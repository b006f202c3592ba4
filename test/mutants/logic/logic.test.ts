/** Each decision that is broken where it is made is caught by an invariant in random trials, which hold as the logic is shipped. */
import { expect, test } from "vitest";
import { KnownSeeds } from "../known-seeds.js";
import { balancingMutants } from "./balancing.js";
import { withBroken } from "./broken-logic.js";
import { caseMutants, judged } from "./cases.js";
import { failoverMutants } from "./failover.js";
import { type Trial, trialsOf, violatedBy } from "./trials.js";

const KNOWN = new KnownSeeds(new URL("known-seeds.json", import.meta.url));

/** So many runs of what is shipped, of the trials that are made for these decisions alone. */
const SEEDS = 24;

test.each(["upgrades", "shared relay"])("as it is shipped nothing is violated: %s", (kind) => {
  const found = trialsOf(kind, 0, SEEDS).flatMap((trial) => violatedBy(trial).map((name) => `${trial}: ${name}`));
  expect(found).toEqual([]);
});

for (const mutant of [...balancingMutants, ...failoverMutants]) {
  const { name, about, violates } = mutant;
  test(`a mutant that ${name} (${about}) is caught by ${violates.join(", ")}`, async () => {
    const trials = mutant.trials.flatMap(({ kind, from, count }) => trialsOf(kind, from, count));
    const caught: Trial[] = [];
    const search = (trial: Trial): readonly string[] => {
      const found = violatedBy(trial);
      if (found.some((each) => violates.includes(each))) caught.push(trial);
      return found;
    };
    expect(await withBroken(mutant, () => KNOWN.missedBy(mutant, trials, search))).toEqual([]);
    // Whole again, nothing is found in the same trials.
    expect(caught.flatMap(violatedBy)).toEqual([]);
  });
}

test.each(caseMutants.map((each) => [each.name, each.about, each] as const))(
  "a mutant that %s (%s) is caught in its case",
  async (_, __, mutant) => {
    expect(judged(mutant)).toEqual({ holds: true, violated: [] });
    const wrong = await withBroken(mutant, () => judged(mutant));
    expect(wrong.holds).toBe(false);
    expect(wrong.violated).toEqual(expect.arrayContaining([...mutant.violates]));
  },
);
