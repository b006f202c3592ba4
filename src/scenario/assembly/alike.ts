/** What differs by names alone is told once: of two thousand hosts that are all alike nobody reads two thousand lines. */
import type { PlannedMove } from "./planned-move.js";

/** So many are told one by one; of more the first stands for all. */
export const FEW = 5;

/** A name, or what is made of one: `web-1`, `shop-data-mirror`, `10.0.0.11`. */
const WORD = /[A-Za-z0-9_][A-Za-z0-9_.-]*/g;

/**
 * The text with names replaced by their places in the list: texts that become equal differ by those names alone. Of a name
 * that stands in the list twice the first place counts.
 */
export function masked(text: string, names: readonly string[]): string {
  const places = new Map<string, number>();
  for (const [place, name] of names.entries()) if (!places.has(name)) places.set(name, place);
  return text.replace(WORD, (word) => {
    for (
      let end = word.length;
      end > 0;
      end = Math.max(word.lastIndexOf("-", end - 1), word.lastIndexOf(".", end - 1))
    ) {
      const place = places.get(word.slice(0, end));
      if (place !== undefined) return `\u0000${place}\u0000${word.slice(end)}`;
    }
    return word;
  });
}

/** Something with what is left of it when its names are taken away. */
export interface Shaped<T> {
  readonly it: T;
  readonly shape: string;
}

/** In their order those to be told: all of a shape that few have, of any other the first, with the rest of its shape. */
export function toldOnce<T>(
  all: Iterable<Shaped<T>>,
  few = FEW,
): readonly { readonly it: T; readonly alike: readonly T[] }[] {
  const byShape = new Map<string, T[]>();
  const order: { readonly it: T; readonly same: T[] }[] = [];
  for (const { it, shape } of all) {
    let same = byShape.get(shape);
    if (same === undefined) byShape.set(shape, (same = []));
    same.push(it);
    if (same.length <= few) order.push({ it, same });
  }
  return order.flatMap(({ it, same }) => {
    if (same.length <= few) return [{ it, alike: [] }];
    return it === same[0] ? [{ it, alike: same.slice(1) }] : [];
  });
}

/** A move with the names in it in the order of the parts that they play, the same parts for each. */
export interface NamedMove {
  readonly move: PlannedMove;
  readonly names: readonly string[];
  /** In what these differ besides, each of some words: how long it takes. */
  readonly phrases?: readonly string[];
  /** Why hosts are excluded, without names; and those hosts, of whom the move itself tells nothing yet. */
  readonly whys?: readonly string[];
  readonly excluded?: () => PlannedMove["excluded"];
}

/** Moves that differ by names alone are told once, where they are many. */
export function movesToldOnce(moves: Iterable<NamedMove>): readonly PlannedMove[] {
  return toldOnce(shaped(moves)).map(({ it, alike }) =>
    alike.length === 0 ? it : { ...it, alike: alike.map(({ subjects, from, to }) => ({ subjects, from, to })) },
  );
}

/** A move, and those that differ from it by names alone. */
export function eachOf(move: PlannedMove): readonly Pick<PlannedMove, "subjects" | "from" | "to">[] {
  return [move, ...(move.alike ?? [])];
}

/** What many have in common is kept but for the first of them. */
function* shaped(moves: Iterable<NamedMove>): Generator<Shaped<PlannedMove>> {
  const seen = new Map<string, number>();
  for (const { move, names, phrases = [], whys = [], excluded = () => move.excluded } of moves) {
    const { subjects, from, to, notices, noticedWithinMicros, ahead, steps, next } = move;
    const rest = [notices, noticedWithinMicros, ahead, steps, next];
    const text = phrases.reduce(
      (told, phrase) => told.replaceAll(phrase, "\u0001"),
      JSON.stringify([subjects.length, to === null, rest]),
    );
    const shape = masked(text, names) + whys.join();
    const times = (seen.get(shape) ?? 0) + 1;
    seen.set(shape, times);
    const nothing = { excluded: [], notices: [], noticedWithinMicros, ahead: [], steps: [] };
    yield { shape, it: times <= FEW ? { ...move, excluded: excluded() } : { subjects, from, to, ...nothing } };
  }
}
