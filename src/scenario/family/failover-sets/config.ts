/** What members, their witness and the console are told before they start. */
import type { MemberConfig, WitnessConfig } from "../../../control/index.js";
import type { SetsMeaning } from "./meaning.js";
import type { SetsSpec } from "./policy.js";

export function memberConfigs(
  { set, members, networks, sets, serverOf, console }: SetsMeaning,
  { witness, ...policy }: SetsSpec,
): readonly MemberConfig[] {
  const servers = new Set(Object.values(serverOf));
  const shared = { set, members, networks, witness, policy, sets, serverOf, console: console?.place ?? null };
  return members.map(({ name, server }) => ({ ...shared, self: name, looksAfter: servers.has(server) }));
}

export function witnessConfig({ set, networks }: SetsMeaning, { lease, margin }: SetsSpec): WitnessConfig {
  return { set, networks, lease, margin };
}
