/** What a failover set would not survive, as far as its members and their voters tell. */
import { quorumOf, votersOf } from "../../../control/index.js";
import type { WorldSpec } from "../../../model/index.js";
import { memberConfigs } from "./config.js";
import type { SetsMeaning } from "./meaning.js";
import type { SetsSpec } from "./policy.js";

export interface SpokenPolicy {
  readonly policy: string;
  readonly part: SetsSpec;
}

/** One sentence for each failure that stops a set, whatever the policy or under those that are named. */
export function setWeaknesses(
  meaning: SetsMeaning,
  policies: readonly SpokenPolicy[],
  { servers = [] }: WorldSpec,
): readonly string[] {
  const { set, networks, members, sets } = meaning;
  const found: string[] = [];
  if (networks.length === 1) found.push(`${set}: its members talk over ${networks[0]} alone`);
  const homes = new Set(members.map(({ server }) => server));
  if (homes.size === 1) {
    const home = servers.find(({ name }) => homes.has(name));
    const supplies = home?.parts.filter(({ kind }) => kind === "supply") ?? [];
    if (supplies.length === 1) found.push(`${set}: all members hang on the supply ${supplies[0]!.name}`);
  }
  found.push(...ofPolicies(policies, (part) => voterWeaknesses(meaning, part, servers)));
  for (const { name, composition, members: of } of sets) {
    if (composition === "single") found.push(`${name}: nobody stands in for ${of[0]!.name}`);
  }
  return found;
}

/** What holds under all policies is said without their names. */
function ofPolicies(
  policies: readonly SpokenPolicy[],
  weaknessesOf: (part: SetsSpec) => readonly string[],
): readonly string[] {
  const under = new Map<string, string[]>();
  for (const { policy, part } of policies) {
    for (const each of weaknessesOf(part)) under.set(each, [...(under.get(each) ?? []), policy]);
  }
  return [...under].map(([each, names]) =>
    names.length === policies.length ? each : `under ${names.join(", ")} ${each}`,
  );
}

function voterWeaknesses(
  meaning: SetsMeaning,
  part: SetsSpec,
  servers: NonNullable<WorldSpec["servers"]>,
): readonly string[] {
  const { set, members } = meaning;
  if (part.quorum === "none") return [`${set}: where its networks are cut, each side has a Primary`];
  const [config] = memberConfigs(meaning, part, servers);
  if (config === undefined) return [];
  const voters = votersOf(config);
  const spare = voters.length - quorumOf(config);
  const found: string[] = [];
  if (spare === 0)
    found.push(`${set}: none of its ${voters.length === 1 ? "members" : `${voters.length} voters`} may fail`);
  else if (voters.length % 2 === 0) {
    found.push(`${set}: cut into halves of ${members.length / 2}, neither has a Primary, for there is no witness`);
  }
  for (const { name, parts } of servers) {
    const held = parts.filter((each) => voters.includes(each.name)).map((each) => each.name);
    if (spare === 0 || held.length <= spare) continue;
    const which = held.length > MANY ? "" : ` (${held.join(", ")})`;
    found.push(
      `${set}: ${held.length} of ${voters.length} voters${which} are in ${name}: without it nobody is Primary`,
    );
  }
  return found;
}

/** More names than these are not told. */
const MANY = 4;
