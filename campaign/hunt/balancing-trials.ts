/** Two services that borrow hosts from one pool under random faults. */
import { trial } from "../../test/mutants/balancing/trial.js";
import type { Hunt } from "../hunt.js";
import { violationsIn } from "../violations.js";

export const balancingTrials: Hunt<number> = {
  name: "balancing-trials",
  about: "two services and a pool under random faults; invariants judge",
  fixed: { from: 1000, count: 300 },
  limitSeconds: 120,
  input: (seed) => seed,
  attempt: (seed) => violationsIn(trial(seed)),
};
