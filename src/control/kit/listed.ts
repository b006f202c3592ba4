/** Records that are gone through again and again, and of which the names stay what they are. */

const lists = new WeakMap<object, readonly unknown[]>();

/** The values of a record that gets no other names, and no other objects behind them: their list is made once. */
export function listed<Value extends object>(record: Readonly<Record<string, Value>>): readonly Value[] {
  const known = lists.get(record) as readonly Value[] | undefined;
  if (known !== undefined) return known;
  const list = Object.values(record);
  lists.set(record, list);
  return list;
}
