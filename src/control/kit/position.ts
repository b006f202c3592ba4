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

/**
 * What is to be stored of those that are not as the machine begins with them, by their place in the list: all others a
 * restart finds as they are. So what is stored grows with what has happened, and not with all there is.
 */
export function changedSince<Known, Stored>(
  begun: readonly Known[],
  known: readonly Known[],
  isSame: (one: Known, other: Known) => boolean,
  toStore: (known: Known) => Stored,
): Readonly<Record<number, Stored>> {
  const changed: Record<number, Stored> = {};
  for (let index = 0; index < known.length; index++) {
    const each = known[index]!;
    if (!isSame(each, begun[index]!)) changed[index] = toStore(each);
  }
  return changed;
}

/** Whether two values of plain data are the same, but for the order in which their keys came. */
export function isSameData(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return false;
  const [keys, others] = [Object.keys(one), Object.keys(other)];
  const valueOf = (of: object, key: string): unknown => (of as Readonly<Record<string, unknown>>)[key];
  return keys.length === others.length && keys.every((key) => isSameData(valueOf(one, key), valueOf(other, key)));
}
