/** What members, their witness and the console are told before they start. */
import type { MemberConfig, WitnessConfig } from "../../../control/index.js";
import type { WorldSpec } from "../../../model/index.js";
import type { SetsMeaning } from "./meaning.js";
import type { SetsSpec } from "./policy.js";

type Servers = NonNullable<WorldSpec["servers"]>;

export function memberConfigs(
  meaning: SetsMeaning,
  { witness, ...policy }: SetsSpec,
  servers: Servers,
): readonly MemberConfig[] {
  const { set, members, networks, sets, serverOf, console } = meaning;
  const looked = new Set(Object.values(serverOf));
  const hangsOn = whatHangs(meaning, servers);
  const shared = { set, members, networks, witness, policy, sets, serverOf, hangsOn, console: console?.place ?? null };
  return members.map(({ name, server }) => ({ ...shared, self: name, looksAfter: looked.has(server) }));
}

/** What the parts of sets and the members hang on, and all that carries them. */
function whatHangs({ sets, members }: SetsMeaning, servers: Servers): MemberConfig["hangsOn"] {
  const needs = new Map(servers.flatMap(({ parts }) => parts.map((each) => [each.name, each.needs] as const)));
  const inSets = sets.flatMap((set) => set.members.flatMap(({ parts }) => parts));
  const found = new Set([...inSets, ...members.map(({ name }) => name)]);
  // Whatever is added is gone through as well.
  for (const each of found) for (const below of (needs.get(each) ?? []).flat()) found.add(below);
  return Object.fromEntries([...found].flatMap((each) => (needs.has(each) ? [[each, needs.get(each)!]] : [])));
}

export function witnessConfig({ set, networks }: SetsMeaning, { lease, margin }: SetsSpec): WitnessConfig {
  return { set, networks, lease, margin };
}
