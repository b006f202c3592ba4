/** Scenarios that are drawn whole, struck in the middle of steps. */
import { drawnTrial } from "../../test/mutants/drawn/trial.js";
import type { Hunt } from "../hunt.js";
import { violationsIn } from "../violations.js";

export interface DrawnTrial {
  readonly seed: number;
}

export const drawnTrials: Hunt<DrawnTrial> = {
  name: "drawn-trials",
  about: "drawn worlds under drawn policies, with faults in the middle of steps; invariants judge",
  fixed: { from: 1000, count: 200 },
  limitSeconds: 120,
  input: (seed) => ({ seed }),
  // Not everything that is drawn goes together: what is refused is no scenario.
  attempt: ({ seed }) => violationsIn(drawnTrial(seed) ?? []),
};
