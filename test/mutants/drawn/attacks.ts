/** Drawn worlds under a few kinds of faults each, nearly all of them in the middle of steps: what a takeover meets while it is made. */
import type { InvariantResult } from "../../../src/result/index.js";
import { HOUR, MINUTE, SECOND, type Micros } from "../../../src/units/index.js";
import { BLOWS, type ChaosPlan } from "../chaos.js";
import { drawnSite } from "../sites/trial.js";
import { withoutUnforeseen } from "../unforeseen.js";
import { draw, runDrawn } from "./trial.js";

interface Attack {
  readonly kinds: readonly string[];
  readonly most: number;
  readonly longest: Micros;
}

/** By what is attacked. */
export const ATTACKS: Readonly<Record<string, Attack>> = {
  "hosts that start by themselves": {
    kinds: ["relay-stuck", "controller-failure", "storage-processor", "crash"],
    most: 8,
    longest: MINUTE,
  },
  "repairs that are over in seconds": {
    kinds: ["crash", "operator-error", "power-loss", "hang", "controller-failure"],
    most: 10,
    longest: 20 * SECOND,
  },
  "ways of reports and orders": {
    kinds: ["partition", "cut", "lossy", "flap", "disturbance", "controller-failure", "crash"],
    most: 8,
    longest: MINUTE,
  },
  "data while it is brought": {
    kinds: ["disk-failure", "corruption", "adapter-failure", "controller-failure", "crash"],
    most: 8,
    longest: MINUTE,
  },
};

export const WORLDS = { drawn: draw, site: drawnSite };

/** So many faults may cost a takeover, a failback and some attempts in vain each. */
const FLAPPING = { most: 40, within: HOUR };

/** What the invariants found, without what nobody could have prevented; `null` for what is no scenario. */
export function attacked(world: keyof typeof WORLDS, attack: string, seed: number): readonly InvariantResult[] | null {
  const { scenario } = WORLDS[world](seed);
  if (scenario === null) return null;
  const { kinds, most, longest } = ATTACKS[attack]!;
  const blows = BLOWS.filter(({ kind }) => kinds.includes(kind));
  const plan: ChaosPlan = { blows, most, from: 20 * SECOND, to: 10 * MINUTE, longest, atSteps: 0.9 };
  return withoutUnforeseen((world) => runDrawn({ ...scenario, flapping: FLAPPING }, false, { world }, plan));
}
