/** What the invariants found in the trials of many seeds, added up by their names. */
import type { InvariantResult } from "../../src/result/index.js";

interface Sum {
  readonly name: string;
  atStake: number;
  /** In how many of them it was. */
  runs: number;
  violations: number;
  /** Where it was violated first, in words. */
  first: string | null;
}

/** @param from the first of the seeds */
export function sumOfTrials(
  seeds: number,
  trial: (seed: number) => readonly InvariantResult[],
  from = 0,
): ReadonlyMap<string, Sum> {
  const found = new Map<string, Sum>();
  for (let seed = from; seed < from + seeds; seed++) {
    for (const { name, atStake, violations, examples } of trial(seed)) {
      const sum = found.get(name) ?? { name, atStake: 0, runs: 0, violations: 0, first: null };
      sum.atStake += atStake;
      sum.runs += atStake > 0 ? 1 : 0;
      sum.violations += violations;
      if (violations > 0) sum.first ??= `seed ${seed} at ${examples[0]?.atSeconds}: ${examples[0]?.what}`;
      found.set(name, sum);
    }
  }
  return found;
}
