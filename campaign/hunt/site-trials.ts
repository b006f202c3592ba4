/** Scenarios of site failover that are drawn whole, with power by hand, relays, lines, makes, names, sites and hosts that are of use to nobody. */
import { siteTrial } from "../../test/mutants/sites/trial.js";
import type { Hunt } from "../hunt.js";
import { violationsIn } from "../violations.js";

export interface SiteTrial {
  readonly seed: number;
}

export const siteTrials: Hunt<SiteTrial> = {
  name: "site-trials",
  about: "drawn worlds with relays, lines, makes, names, sites and hosts that are named in vain; invariants judge",
  fixed: { from: 9_210_000, count: 200 },
  limitSeconds: 120,
  input: (seed) => ({ seed }),
  // Not everything that is drawn goes together: what is refused is no scenario.
  attempt: ({ seed }) => violationsIn(siteTrial(seed) ?? []),
};
