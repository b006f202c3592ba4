/** Sets of write numbers as sorted, disjoint ranges: exact, and small however many writes there are. */
import type { WriteRange } from "../../model/index.js";

export type WriteSet = readonly WriteRange[];

/** The set with these writes too. */
export function withWrites(set: WriteSet, added: WriteRange): WriteSet {
  if (added.from >= added.to) return set;
  // Nearly always it goes on where the set ends.
  const last = set.at(-1);
  if (last?.to === added.from) return [...set.slice(0, -1), { from: last.from, to: added.to }];
  const before = set.filter((range) => range.to < added.from);
  const after = set.filter((range) => range.from > added.to);
  const touching = set.slice(before.length, set.length - after.length);
  const from = Math.min(added.from, touching[0]?.from ?? added.from);
  const to = Math.max(added.to, touching.at(-1)?.to ?? added.to);
  return [...before, { from, to }, ...after];
}

/** The set without these writes. */
export function withoutWrites(set: WriteSet, removed: WriteRange): WriteSet {
  return removed.from >= removed.to ? set : without(set, [removed]);
}

/** What is in the first set and in none of the others. */
export function difference(set: WriteSet, ...others: readonly WriteSet[]): WriteSet {
  let rest = set;
  for (const other of others) {
    if (rest.length === 0) return rest;
    if (other.length > 0) rest = without(rest, other);
  }
  return rest;
}

/** Goes through both once, side by side. */
function without(set: WriteSet, removed: WriteSet): WriteSet {
  const rest: WriteRange[] = [];
  let next = firstBeyond(removed, set[0]?.from ?? 0);
  for (const range of set) {
    let from = range.from;
    while (next < removed.length && removed[next]!.to <= from) next += 1;
    // The last of them may reach into the next range.
    for (let each = next; each < removed.length && removed[each]!.from < range.to; each += 1) {
      const gap = removed[each]!;
      if (from < gap.from) rest.push({ from, to: gap.from });
      from = Math.max(from, gap.to);
      next = each;
    }
    if (from === range.from) rest.push(range);
    else if (from < range.to) rest.push({ from, to: range.to });
  }
  return rest;
}

/** The index of the first range that ends behind a write. */
function firstBeyond(set: WriteSet, write: number): number {
  let [low, high] = [0, set.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (set[middle]!.to <= write) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What is in the one or in the other: goes through both once, side by side. */
export function union(set: WriteSet, other: WriteSet): WriteSet {
  if (other.length === 0) return set;
  if (set.length === 0) return other;
  const all: WriteRange[] = [];
  let [one, two] = [0, 0];
  while (one < set.length || two < other.length) {
    const isFirst = two >= other.length || (one < set.length && set[one]!.from <= other[two]!.from);
    const range = isFirst ? set[one++]! : other[two++]!;
    const last = all.at(-1);
    if (last === undefined || range.from > last.to) all.push(range);
    else if (range.to > last.to) all[all.length - 1] = { from: last.from, to: range.to };
  }
  return all;
}

/** How many writes are in the set. */
export function sizeOf(set: WriteSet): number {
  return set.reduce((sum, { from, to }) => sum + to - from, 0);
}
