/** What follows from two parts of a scenario is worked out once for each two, however often it is asked for: for every replication, say. */

/** As `work`, which must depend on nothing but what it is given, none of which changes. */
export function oncePer<A extends object, B extends object, Result>(
  work: (a: A, b: B) => Result,
): (a: A, b: B) => Result {
  const found = new WeakMap<A, WeakMap<B, { readonly result: Result }>>();
  return (a, b) => {
    let ofA = found.get(a);
    if (ofA === undefined) found.set(a, (ofA = new WeakMap()));
    let known = ofA.get(b);
    if (known === undefined) ofA.set(b, (known = { result: work(a, b) }));
    return known.result;
  };
}
