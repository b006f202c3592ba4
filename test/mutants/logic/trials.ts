/** Random trials of the controllers of site failover and load balancing, one name each: what is run, and its seed. */
import type { InvariantResult } from "../../../src/result/index.js";
import { MINUTE } from "../../../src/units/index.js";
import { pairTrial } from "../balancing/both.js";
import { trial as poolTrial } from "../balancing/trial.js";
import { drawnTrial } from "../drawn/trial.js";
import { siteTrial } from "../sites/trial.js";

/** By what stands before the seed. */
const TRIALS: Readonly<Record<string, (seed: number) => readonly InvariantResult[] | null>> = {
  sites: siteTrial,
  drawn: drawnTrial,
  pool: poolTrial,
  "pool of two at once": (seed) => poolTrial(seed, { atOnce: 2 }),
  "both at one place": (seed) => pairTrial(seed, { places: 1 }),
  "both at two places": (seed) => pairTrial(seed, { places: 2 }),
  "both, long failures": (seed) => pairTrial(seed, { places: 2, hits: ["crash"], longest: 8 * MINUTE }),
};

export type Trial = `${string} ${number}`;

/** The names of the invariants that it violates; none where it is no scenario. */
export function violatedBy(trial: Trial): readonly string[] {
  const [, kind, seed] = /^(.*) (\d+)$/.exec(trial)!;
  const found = TRIALS[kind!]!(Number(seed)) ?? [];
  return found.flatMap(({ name, violations }) => (violations > 0 ? [name] : []));
}

export const trialsOf = (kind: string, from: number, count: number): readonly Trial[] =>
  Array.from({ length: count }, (_, index): Trial => `${kind} ${from + index}`);
