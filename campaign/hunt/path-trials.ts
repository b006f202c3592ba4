/** Hosts with several paths to exported devices, under random faults and policies. */
import { trial } from "../../test/mutants/paths/trial.js";
import type { Hunt } from "../hunt.js";
import { violationsIn } from "../violations.js";

export interface PathTrial {
  readonly seed: number;
}

export const pathTrials: Hunt<PathTrial> = {
  name: "path-trials",
  about: "paths to exported devices under random faults and path policies; invariants judge",
  fixed: { from: 1000, count: 300 },
  limitSeconds: 120,
  input: (seed) => ({ seed }),
  attempt: ({ seed }) => violationsIn(trial(seed)),
};
