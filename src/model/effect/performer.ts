/** How one kind of action is carried out: one file each in this folder. */
import type { Action, Outcome } from "../../control/index.js";
import type { Place } from "../place.js";
import type { World } from "../world.js";

/** Called once, now or later: with the outcome, or with `null` when the answer is lost. */
export type Settle = (outcome: Outcome | null) => void;

export type Performer<K extends Action["kind"]> = (
  world: World,
  action: Extract<Action, { kind: K }>,
  settle: Settle,
  /** Where the machine runs that wants it. */
  from: Place,
) => void;
