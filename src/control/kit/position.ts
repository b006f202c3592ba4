/** Before a machine acts it stores where it stands: nothing is done that would not be known after a restart. */
import type { Effect } from "../words.js";
import type { Out } from "./desk.js";

/** The effects of a turn, with the position before them when one of them moves the machine on. */
export function storeBefore(
  effects: Out,
  key: string,
  movesOn: (effect: Effect) => boolean,
  content: () => unknown,
): Out {
  return effects.some(movesOn) ? [{ kind: "store", key, content: content() }, ...effects] : effects;
}
