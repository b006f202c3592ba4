/** Parts of a world by their names. */

export interface Named {
  readonly name: string;
}

/** What bears a name; must exist. */
export function known<T>(map: ReadonlyMap<string, T>, name: string, what: string): T {
  const found = map.get(name);
  if (found === undefined) throw new Error(`there is no ${what} ${name}`);
  return found;
}

/** Items by what they have in common, in their order; those without it are left out. */
export function grouped<T, Key = string>(
  items: Iterable<T>,
  common: (item: T) => Key | undefined,
): ReadonlyMap<Key, readonly T[]> {
  const groups = new Map<Key, T[]>();
  for (const item of items) {
    const key = common(item);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
