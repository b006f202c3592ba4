/** What the families' tests of mutants have in common: as shipped nothing is violated, and each mutant is caught by the invariant made for it. */
import { expect, test } from "vitest";
import type { InvariantResult } from "../../src/result/index.js";
import { firstSeeds, KnownSeeds, violatedIn } from "./known-seeds.js";
import { sumOfTrials } from "./sum-of-trials.js";

type Found = readonly InvariantResult[];

/** @param seeds more are tried outside of the suite: `SEEDS=1000` */
export function shippedHolds(
  ours: readonly string[],
  { seeds, under, trial }: { readonly seeds: number; readonly under: string; readonly trial: (seed: number) => Found },
): void {
  test(`as shipped no invariant is violated under ${under}, and each was at stake`, () => {
    const found = [...sumOfTrials(Number(process.env["SEEDS"] ?? seeds), (seed) => trial(seed)).values()];
    expect(found.filter(({ violations }) => violations > 0)).toEqual([]);
    for (const name of ours) expect(found.find((each) => each.name === name)?.atStake, name).toBeGreaterThan(0);
  });
}

interface Mutant {
  readonly name: string;
  readonly violates: string;
}

/**
 * @param of whose invariants these are, in words
 * @param most every mutant must be caught within so many seeds
 * @param known where the seeds stand that caught them last
 */
export function mutantsAreCaught<M extends Mutant>(
  ours: readonly string[],
  mutants: readonly M[],
  {
    of,
    most,
    known,
    trial,
  }: {
    readonly of: string;
    readonly most: number;
    readonly known: URL;
    readonly trial: (seed: number, broken: Omit<M, keyof Mutant>) => Found;
  },
): void {
  const seeds = new KnownSeeds(known);
  for (const { name, violates, ...broken } of mutants) {
    test(`a mutant that ${name} is caught by ${violates}`, () => {
      const violatedBy = (seed: number) => violatedIn(trial(seed, broken));
      expect(seeds.missedBy({ name, violates: [violates] }, firstSeeds(most), violatedBy)).toEqual([]);
    });
  }
  test(`each invariant of ${of} has a mutant that it catches`, () => {
    expect(new Set(mutants.map(({ violates }) => violates))).toEqual(new Set(ours));
  });
}
