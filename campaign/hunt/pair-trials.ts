/** Failover and load balancing over the same hosts under random faults. */
import { pairTrial } from "../../test/mutants/balancing/both.js";
import type { Hunt } from "../hunt.js";
import { violationsIn } from "../violations.js";

export interface PairTrial {
  /** The two controllers are at one place, or each at its own. */
  readonly places: 1 | 2;
  readonly seed: number;
}

export const pairTrials: Hunt<PairTrial> = {
  name: "pair-trials",
  about: "failover and balancing over the same hosts under random faults; invariants judge",
  fixed: { from: 1000, count: 200 },
  limitSeconds: 120,
  input: (seed) => ({ places: seed % 2 === 0 ? 1 : 2, seed }),
  attempt: ({ places, seed }) => violationsIn(pairTrial(seed, { places })),
};
