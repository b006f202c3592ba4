/** The name that was probably meant. */

/** Longer words and further names are not looked at: a scenario from outside must not cost minutes. */
const LONGEST = 64;
const MOST = 5_000;

/** The nearest of the names, if it is near enough to be a slip of the fingers: a third of the letters, at least one. */
export function nearestName(wrong: string, names: Iterable<string>): string | undefined {
  let nearest: string | undefined;
  // A single letter is a slip away from any other.
  let best = wrong.length < 2 ? 1 : Math.max(1, Math.floor(wrong.length / 3)) + 1;
  let seen = 0;
  if (wrong.length > LONGEST) return undefined;
  const lower = wrong.toLowerCase();
  for (const name of names) {
    if (++seen > MOST) break;
    // The beginning of a name is nearer than one slip.
    if (lower.length >= 2 && best > 0.5 && name.toLowerCase().startsWith(lower)) [nearest, best] = [name, 0.5];
    if (Math.abs(name.length - wrong.length) >= best) continue;
    const distance = editDistance(lower, name.toLowerCase());
    if (distance < best) [nearest, best] = [name, distance];
  }
  return nearest;
}

/**
 * How many letters must be inserted, deleted, replaced or swapped with their neighbour (optimal string alignment, after
 * Damerau 1964).
 */
export function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let least = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, beforeLast[j - 2]! + 1);
      row.push(least);
    }
    [beforeLast, last] = [last, row];
  }
  return last[b.length]!;
}
