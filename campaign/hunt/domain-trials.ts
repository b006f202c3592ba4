/** A domain of two server systems under random faults: tasks, copies of configuration, registrations. */
import { trial } from "../../test/mutants/dual-server/trial.js";
import type { Hunt } from "../hunt.js";
import { violationsIn } from "../violations.js";

export const domainTrials: Hunt<number> = {
  name: "domain-trials",
  about: "two server systems with agents for two servers under random faults; invariants judge",
  fixed: { from: 1000, count: 200 },
  limitSeconds: 120,
  input: (seed) => seed,
  attempt: (seed) => violationsIn(trial(seed)),
};
