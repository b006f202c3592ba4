/** What hangs on parts of storage servers: a failover set on its members and networks, an adapter of a storage system on the part that it is. */
import type { DutySpec, StorageServerSpec, WorldSpec } from "../../model/index.js";

/** Names of parts and networks; none where no set has that name. */
export function setDependencies(
  { memberSets = [], duties = [], servers = [] }: WorldSpec,
  set: string,
): ReadonlySet<string> {
  const settling = memberSets.find(({ name }) => name === set);
  const names = new Set<string>([...(settling?.members ?? []), ...partsOfSet(duties, set)]);
  for (const server of servers) addNeeds(server, names);
  for (const network of settling?.networks ?? []) names.add(network);
  return names;
}

/** Names of the parts that these adapters are, with all that they hang on, and of the switching circuits between ports and stores. */
export function partsBehind({ servers = [] }: WorldSpec, adapters: ReadonlySet<string>): ReadonlySet<string> {
  const names = new Set<string>();
  for (const server of servers) {
    const carrying = server.parts.filter(({ adapter }) => adapter !== undefined && adapters.has(adapter));
    for (const { name } of carrying) names.add(name);
    if (!carrying.some(({ kind }) => kind === "port")) continue;
    for (const { name, kind } of server.parts) if (kind === "switching-circuit") names.add(name);
  }
  for (const server of servers) addNeeds(server, names);
  return names;
}

function addNeeds({ parts }: StorageServerSpec, names: Set<string>): void {
  // Whatever needs something comes after it: backwards, what that needs in turn is still to come.
  for (const { name, needs } of parts.toReversed()) {
    if (names.has(name)) for (const each of needs.flat()) names.add(each);
  }
}

/** Those of the sets that stand in it too. */
function partsOfSet(duties: readonly DutySpec[], set: string): readonly string[] {
  const members = duties.filter((each) => each.set === set).flatMap((each) => each.members);
  return members.flatMap((each) => (each.set === undefined ? each.parts : partsOfSet(duties, each.set)));
}
