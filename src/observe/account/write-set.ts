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
  if (removed.from >= removed.to) return set;
  return set.flatMap((range) => {
    if (range.to <= removed.from || range.from >= removed.to) return [range];
    const rest: WriteRange[] = [];
    if (range.from < removed.from) rest.push({ from: range.from, to: removed.from });
    if (range.to > removed.to) rest.push({ from: removed.to, to: range.to });
    return rest;
  });
}

/** What is in the first set and in none of the others. */
export function difference(set: WriteSet, ...others: readonly WriteSet[]): WriteSet {
  let rest = set;
  for (const other of others) {
    if (rest.length === 0) return rest;
    for (const range of other) rest = withoutWrites(rest, range);
  }
  return rest;
}

export function union(set: WriteSet, other: WriteSet): WriteSet {
  let all = set;
  for (const range of other) all = withWrites(all, range);
  return all;
}

/** How many writes are in the set. */
export function sizeOf(set: WriteSet): number {
  return set.reduce((sum, { from, to }) => sum + to - from, 0);
}
