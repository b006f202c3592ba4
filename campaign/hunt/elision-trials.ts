/** Failover under random faults that last for minutes, with all reports executed and with quiet ones left out. */
import type { World } from "../../src/model/index.js";
import { UNFENCED_VARIANTS } from "../../test/mutants/unfenced.js";
import { trial } from "../../test/mutants/trial.js";
import type { Hunt } from "../hunt.js";
import type { UnfencedTrial } from "./unfenced-trials.js";

const variants = Object.keys(UNFENCED_VARIANTS);

export const elisionTrials: Hunt<UnfencedTrial> = {
  name: "elision-trials",
  about:
    "small worlds and failover under random faults; a run that leaves out quiet reports behaves as one that does not",
  fixed: { from: 1000, count: 150 },
  limitSeconds: 240,
  input: (seed) => ({ variant: variants[seed % variants.length]!, seed }),
  attempt: (input) =>
    digest(input, true) === digest(input, false) ? null : "behaves differently when quiet reports are left out",
};

function digest({ variant, seed }: UnfencedTrial, everyEvent: boolean): string {
  const worlds: World[] = [];
  trial(seed, { ...UNFENCED_VARIANTS[variant]!, everyEvent, world: (world) => worlds.push(world) });
  return worlds[0]!.behaviour.hex;
}
