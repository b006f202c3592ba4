/** Changes to documents of keys and values: something is taken away, or another value put in its place. */
import type { Stream } from "../../src/sim/index.js";
import { below, chance, pick } from "./chance.js";

export type Tree = unknown[] | { [key: string]: unknown };

export interface Place {
  readonly tree: Tree;
  readonly key: string | number;
}

const isTree = (value: unknown): value is Tree => typeof value === "object" && value !== null;

/** Every place in a document that holds something. */
export function placesIn(value: unknown): readonly Place[] {
  const places: Place[] = [];
  const visit = (tree: unknown): void => {
    if (!isTree(tree)) return;
    const keys: readonly (string | number)[] = Array.isArray(tree) ? [...tree.keys()] : Object.keys(tree);
    for (const key of keys) {
      places.push({ tree, key });
      visit(valueAt({ tree, key }));
    }
  };
  visit(value);
  return places;
}

export function valueAt({ tree, key }: Place): unknown {
  return (tree as { [key: string | number]: unknown })[key];
}

/** What stands under each key anywhere in some documents: the likeliest values for it. */
export function valuesByKey(documents: readonly unknown[]): ReadonlyMap<string, readonly unknown[]> {
  const known = new Map<string, unknown[]>();
  for (const place of documents.flatMap(placesIn)) {
    if (typeof place.key !== "string") continue;
    const values = known.get(place.key);
    if (values === undefined) known.set(place.key, [valueAt(place)]);
    else values.push(valueAt(place));
  }
  return known;
}

export interface Replacements {
  /** Under a key. */
  readonly likely: ReadonlyMap<string, readonly unknown[]>;
  /** Anywhere. */
  readonly odd: readonly unknown[];
}

/** Takes something away, or puts another value in its place. What stands at the top stays there unless `top` is set. */
export function changeTree(document: Tree, { likely, odd }: Replacements, stream: Stream, top = false): void {
  const places = placesIn(document).filter(({ tree }) => top || tree !== document);
  if (places.length === 0) return;
  const place = places[below(places.length, stream)]!;
  const { tree, key } = place;
  if (chance(0.2, stream)) {
    if (Array.isArray(tree)) tree.splice(Number(key), 1);
    else delete tree[key];
    return;
  }
  const choices = chance(0.6, stream)
    ? ((typeof key === "string" ? likely.get(key) : undefined) ?? [valueAt(place)])
    : odd;
  (tree as { [key: string | number]: unknown })[key] = structuredClone(pick(choices, stream));
}
