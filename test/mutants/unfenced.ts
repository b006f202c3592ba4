/** Trials in which a few kinds of faults strike, and last longer: power alone is a fence for minutes then. */
import type { InvariantResult } from "../../src/result/index.js";
import { MINUTE, SECOND } from "../../src/units/index.js";
import { SHIPPED } from "./shipped.js";
import { type Breakage, trial } from "./trial.js";
import { withoutUnforeseen } from "./unforeseen.js";

export const UNFENCED: Breakage = { hits: ["crash", "relay-stuck", "storage-processor"], longest: 4 * MINUTE };

/** The same with whatever else may strike. */
const LONGER: Breakage = { longest: 4 * MINUTE };

const FAILBACK = { failback: { after: 5 * SECOND } };

/** By what strikes and what is shipped, each with failback beside what it is. */
export const UNFENCED_VARIANTS: Readonly<Record<string, Breakage>> = Object.fromEntries(
  Object.entries({ unfenced: UNFENCED, longer: LONGER }).flatMap(([strikes, breakage]) =>
    Object.entries(SHIPPED).map(([name, shipped]) => [
      `${strikes} ${name}`,
      { ...shipped, ...breakage, policy: { ...shipped.policy, ...FAILBACK } },
    ]),
  ),
);

/** What the invariants found, without what nobody could have prevented. */
export function unfencedTrial(seed: number, broken: Breakage): readonly InvariantResult[] {
  return withoutUnforeseen((world) => trial(seed, { ...broken, world }));
}
