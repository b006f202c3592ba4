/** Records that are gone through again and again, and of which the names stay what they are. */

const lists = new WeakMap<object, readonly unknown[]>();

const groups = new WeakMap<object, ReadonlyMap<string, readonly unknown[]>>();

/** Of such a record those that hang on a relay. */
export function listedBehind<Value extends { readonly relay: string | null }>(
  record: Readonly<Record<string, Value>>,
  relay: string,
): readonly Value[] {
  let known = groups.get(record) as Map<string, Value[]> | undefined;
  if (known === undefined) {
    known = new Map();
    for (const each of listed(record)) {
      if (each.relay === null) continue;
      const others = known.get(each.relay);
      if (others === undefined) known.set(each.relay, [each]);
      else others.push(each);
    }
    groups.set(record, known);
  }
  return known.get(relay) ?? [];
}

/** The values of a record that gets no other names, and no other objects behind them: their list is made once. */
export function listed<Value extends object>(record: Readonly<Record<string, Value>>): readonly Value[] {
  const known = lists.get(record) as readonly Value[] | undefined;
  if (known !== undefined) return known;
  const list = Object.values(record);
  lists.set(record, list);
  return list;
}
