/** A preset is a failover routine as a list of steps: one preset a file, see the index of this folder. */
import { type Facts, host } from "../facts.js";
import type { FailoverStep, Move } from "../steps.js";

export interface Preset {
  readonly name: string;
  readonly about: string;
  /** The routine for one move. Depends on configuration only, so that a stored position stays valid. */
  readonly steps: (move: Move, relays: Relays) => readonly FailoverStep[];
}

/** The relays in the power lines of the former holder and of the stand-in. */
export interface Relays {
  readonly from: string | null;
  readonly to: string | null;
}

export function relaysOf(move: Move, facts: Facts): Relays {
  return { from: host(facts, move.from).relay, to: host(facts, move.to).relay };
}
