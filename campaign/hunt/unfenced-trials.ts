/** Failover under random faults that last for minutes: what fences a host may fail again before the host is repaired. */
import { UNFENCED_VARIANTS, unfencedTrial } from "../../test/mutants/unfenced.js";
import type { Hunt } from "../hunt.js";
import { violationsIn } from "../violations.js";

export interface UnfencedTrial {
  readonly variant: string;
  readonly seed: number;
}

const variants = Object.keys(UNFENCED_VARIANTS);

export const unfencedTrials: Hunt<UnfencedTrial> = {
  name: "unfenced-trials",
  about: "small worlds and failover under random faults that outlast what fences a host; invariants judge",
  fixed: { from: 1000, count: 700 },
  limitSeconds: 120,
  input: (seed) => ({ variant: variants[seed % variants.length]!, seed }),
  attempt: ({ variant, seed }) => violationsIn(unfencedTrial(seed, UNFENCED_VARIANTS[variant]!)),
};
