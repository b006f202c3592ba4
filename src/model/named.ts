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

const indices = new WeakMap<readonly Named[], ReadonlyMap<string, Named>>();

/** The item of a list that bears a name. Of each list an index is kept: a specification does not change. */
export function namedIn<T extends Named>(items: readonly T[], name: string): T | undefined {
  let index = indices.get(items);
  if (index === undefined) {
    index = new Map(items.toReversed().map((each) => [each.name, each]));
    indices.set(items, index);
  }
  return index.get(name) as T | undefined;
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
