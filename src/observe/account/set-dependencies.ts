/** What a failover set depends on: its members, all that these hang on, and the networks over which its roles are settled. */
import type { DutySpec, WorldSpec } from "../../model/index.js";

/** Names of parts and networks; none where no set has that name. */
export function setDependencies(
  { memberSets = [], duties = [], servers = [] }: WorldSpec,
  set: string,
): ReadonlySet<string> {
  const settling = memberSets.find(({ name }) => name === set);
  const names = new Set<string>([...(settling?.members ?? []), ...partsOfSet(duties, set)]);
  for (const { parts } of servers) {
    // Whatever needs something comes after it: backwards, what that needs in turn is still to come.
    for (const { name, needs } of parts.toReversed()) {
      if (names.has(name)) for (const each of needs.flat()) names.add(each);
    }
  }
  for (const network of settling?.networks ?? []) names.add(network);
  return names;
}

/** Those of the sets that stand in it too. */
function partsOfSet(duties: readonly DutySpec[], set: string): readonly string[] {
  const members = duties.filter((each) => each.set === set).flatMap((each) => each.members);
  return members.flatMap((each) => (each.set === undefined ? each.parts : partsOfSet(duties, each.set)));
}
