/** Records that are gone through again and again, and of which the names stay what they are. */

const lists = new WeakMap<object, readonly unknown[]>();

const groups = new WeakMap<object, Map<string, ReadonlyMap<unknown, readonly unknown[]>>>();

/** Of such a record those that hang on a relay. */
export function listedBehind<Value extends { readonly relay: string | null }>(
  record: Readonly<Record<string, Value>>,
  relay: string,
): readonly Value[] {
  return listedBy(record, "relay", relay);
}

/** Of such a record those of which something is so that never changes. */
export function listedBy<Value extends object, Trait extends keyof Value & string>(
  record: Readonly<Record<string, Value>>,
  trait: Trait,
  is: Value[Trait],
): readonly Value[] {
  let traits = groups.get(record);
  if (traits === undefined) groups.set(record, (traits = new Map()));
  let known = traits.get(trait) as Map<Value[Trait], Value[]> | undefined;
  if (known === undefined) traits.set(trait, (known = groupedBy(listed(record), trait)));
  return known.get(is) ?? [];
}

function groupedBy<Value, Trait extends keyof Value>(all: readonly Value[], trait: Trait): Map<Value[Trait], Value[]> {
  const groups = new Map<Value[Trait], Value[]>();
  for (const each of all) {
    const others = groups.get(each[trait]);
    if (others === undefined) groups.set(each[trait], [each]);
    else others.push(each);
  }
  return groups;
}

/** The values of a record that gets no other names, and no other objects behind them: their list is made once. */
export function listed<Value extends object>(record: Readonly<Record<string, Value>>): readonly Value[] {
  const known = lists.get(record) as readonly Value[] | undefined;
  if (known !== undefined) return known;
  const list = Object.values(record);
  lists.set(record, list);
  return list;
}
