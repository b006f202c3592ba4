/** Drawn worlds whose takeovers are attacked while they are made: by what starts by itself, fails twice, or cuts ways in the middle of steps. */
import { attacked, ATTACKS } from "../../test/mutants/drawn/attacks.js";
import type { Hunt } from "../hunt.js";
import { violationsIn } from "../violations.js";

export interface AttackTrial {
  readonly world: "drawn" | "site";
  readonly attack: string;
  readonly seed: number;
}

const attacks = Object.keys(ATTACKS);

export const attackTrials: Hunt<AttackTrial> = {
  name: "attack-trials",
  about: "drawn worlds under a few kinds of faults in the middle of nearly every step; invariants judge",
  fixed: { from: 1000, count: 160 },
  limitSeconds: 120,
  input: (seed) => ({
    world: seed % 2 === 0 ? "drawn" : "site",
    attack: attacks[Math.floor(seed / 2) % attacks.length]!,
    seed,
  }),
  // Not everything that is drawn goes together: what is refused is no scenario.
  attempt: ({ world, attack, seed }) => violationsIn(attacked(world, attack, seed) ?? []),
};
