/** Failover sets under random partitions, also one-way, and random failures of parts. */
import { trial } from "../../test/mutants/failover-sets/trial.js";
import type { Hunt } from "../hunt.js";
import { violationsIn } from "../violations.js";

export interface SetTrial {
  readonly seed: number;
}

export const setTrials: Hunt<SetTrial> = {
  name: "set-trials",
  about: "failover sets under random partitions and failures of parts; invariants judge",
  fixed: { from: 1000, count: 250 },
  limitSeconds: 120,
  input: (seed) => ({ seed }),
  attempt: ({ seed }) => violationsIn(trial(seed)),
};
