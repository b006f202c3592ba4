/** The order of names in which `web-2` stands before `web-10`: that of entries, since a mapping in YAML has none. */
export function inNaturalOrder<T extends { readonly name: string }>(entries: readonly T[]): readonly T[] {
  return entries.toSorted((a, b) => compareNaturally(a.name, b.name));
}

/** Runs of digits as numbers, all else by code unit; a total order. */
export function compareNaturally(a: string, b: string): number {
  const [left, right] = [a.match(/\d+|\D+/g) ?? [], b.match(/\d+|\D+/g) ?? []];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const difference = comparePieces(left[i]!, right[i]!);
    if (difference !== 0) return difference;
  }
  return left.length - right.length || compare(a, b);
}

function comparePieces(a: string, b: string): number {
  if (!/^\d/.test(a) || !/^\d/.test(b)) return compare(a, b);
  return compare(BigInt(a), BigInt(b));
}

function compare<T extends string | bigint>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
