/** Random trials of the controllers of site failover and load balancing, one name each: what is run, and its seed. */
import type { InvariantResult } from "../../../src/result/index.js";
import { MINUTE } from "../../../src/units/index.js";
import { pairTrial } from "../balancing/both.js";
import { trial as poolTrial } from "../balancing/trial.js";
import { upgradesTrial } from "../balancing/upgrades.js";
import { drawnTrial } from "../drawn/trial.js";
import { SHIPPED } from "../shipped.js";
import { sharedRelayTrial } from "../sites/shared-relay.js";
import { siteTrial } from "../sites/trial.js";
import { trial as failoverTrial } from "../trial.js";
import { UNFENCED_VARIANTS, unfencedTrial } from "../unfenced.js";

const variantOf = <T>(variants: Readonly<Record<string, T>>, seed: number): T => {
  const all = Object.values(variants);
  return all[seed % all.length]!;
};

/** By what stands before the seed. */
const TRIALS: Readonly<Record<string, (seed: number) => readonly InvariantResult[] | null>> = {
  failover: (seed) => failoverTrial(seed, variantOf(SHIPPED, seed)),
  unfenced: (seed) => unfencedTrial(seed, variantOf(UNFENCED_VARIANTS, seed)),
  sites: siteTrial,
  drawn: drawnTrial,
  pool: poolTrial,
  "pool of two at once": (seed) => poolTrial(seed, { atOnce: 2 }),
  upgrades: upgradesTrial,
  "shared relay": sharedRelayTrial,
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
