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

/** Of something with these properties those that are not as they were at the beginning; `null` when all are. */
export function changed<Known extends object, Key extends keyof Known>(
  begun: Known,
  known: Known,
  keys: readonly Key[],
): Partial<Pick<Known, Key>> | null {
  let differing: Partial<Pick<Known, Key>> | null = null;
  for (const key of keys) {
    if (isSameData(begun[key], known[key])) continue;
    differing ??= {};
    differing[key] = known[key];
  }
  return differing;
}

/**
 * The same of many, by their place in the list: what a restart finds as it is, is left out. So what is stored grows with what
 * has happened, and not with all there is.
 * @param mayDiffer false of what is certainly as it was, which need not be compared
 */
export function changedOfAll<Known extends object, Key extends keyof Known>(
  begun: readonly Known[],
  known: readonly Known[],
  keys: readonly Key[],
  mayDiffer: (known: Known) => boolean = () => true,
): Readonly<Record<number, Partial<Pick<Known, Key>>>> {
  const all: Record<number, Partial<Pick<Known, Key>>> = {};
  for (let place = 0; place < known.length; place++) {
    if (!mayDiffer(known[place]!)) continue;
    const each = changed(begun[place]!, known[place]!, keys);
    if (each !== null) all[place] = each;
  }
  return all;
}

/** Whether two values of plain data are the same, but for the order in which their keys came. */
export function isSameData(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return false;
  const keys = Object.keys(one);
  if (keys.length !== Object.keys(other).length) return false;
  for (const key of keys) if (!isSameData(one[key as never], other[key as never])) return false;
  return true;
}

/** A record of the same names, with what each becomes. */
export function mapped<From, To>(record: Readonly<Record<string, From>>, to: (from: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, to(value)]));
}
