/** Small worlds under random faults: no policy that is shipped violates an invariant. */
import { SHIPPED } from "../../test/mutants/shipped.js";
import { trial } from "../../test/mutants/trial.js";
import { violationsIn } from "../violations.js";
import type { Hunt } from "../hunt.js";

export interface FailoverTrial {
  readonly shipped: string;
  readonly seed: number;
}

const variants = Object.keys(SHIPPED);

export const failoverTrials: Hunt<FailoverTrial> = {
  name: "failover-trials",
  about: "small worlds and failover under random faults; invariants judge",
  fixed: { from: 1000, count: 1000 },
  limitSeconds: 120,
  input: (seed) => ({ shipped: variants[seed % variants.length]!, seed }),
  attempt: ({ shipped, seed }) => violationsIn(trial(seed, SHIPPED[shipped])),
};
