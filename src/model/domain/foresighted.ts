/** A machine that tells beforehand what it will say, so that it need not be asked at each step. */
import type { Effect, Input, Outcome } from "../../control/index.js";
import type { Micros } from "../../units/index.js";
import type { Place } from "../place.js";

export type Ask = Extract<Effect, { kind: "act" }>;
export type Answer = Extract<Effect, { kind: "send" }>;
export type Heard = Extract<Input, { kind: "message" }>;

export interface Foresighted {
  /** Where it runs, and as what it is known. */
  readonly at: Place;
  /** What it will say in the end if it hears that, and works; `null`: who knows. */
  foresees(input: Heard): Answer | null;
  /** What it has foreseen has come about, and it was not asked. */
  skip(): void;
  /** Learns what has come to it at that time, and was left out. @returns what it asked for: that is under way already */
  relive(input: Input, at: Micros): Ask | null;
  /** How that is settled. */
  settler(ask: Ask): (outcome: Outcome | null) => void;
}
