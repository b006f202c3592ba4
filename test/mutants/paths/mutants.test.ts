import { expect, test } from "vitest";
import { firstSeeds, KnownSeeds, violatedIn } from "../known-seeds.js";
import { mutants } from "./mutants.js";
import { trial } from "./trial.js";

/** More are tried outside of the suite: `SEEDS=1000`. */
const SEEDS = Number(process.env["SEEDS"] ?? 12);

/** Every mutant must be caught within so many seeds. */
const MOST = 60;

const OURS = "io-answered-once";

const KNOWN = new KnownSeeds(new URL("known-seeds.json", import.meta.url));

test("as shipped no invariant is violated under random faults and policies, and I/Os were at stake in each run", () => {
  for (let seed = 0; seed < SEEDS; seed++) {
    const found = trial(seed);
    expect(
      found.filter(({ violations }) => violations > 0),
      `seed ${seed}`,
    ).toEqual([]);
    expect(found.find(({ name }) => name === OURS)!.atStake, `seed ${seed}`).toBeGreaterThan(0);
  }
});

for (const { name, ...broken } of mutants) {
  test(`a mutant that ${name} is caught by ${OURS}`, () => {
    const violatedBy = (seed: number) => violatedIn(trial(seed, broken));
    expect(KNOWN.missedBy({ name, violates: [OURS] }, firstSeeds(MOST), violatedBy)).toEqual([]);
  });
}
