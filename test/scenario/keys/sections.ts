/** All pairs of scenarios that differ in one key, by the section that it stands in. */
import type { Pair } from "./pair.js";
import { balancing } from "./pairs/balancing.js";
import { detection } from "./pairs/detection.js";
import { domain } from "./pairs/domain.js";
import { failoverSets } from "./pairs/failover-sets.js";
import { failover } from "./pairs/failover.js";
import { faults } from "./pairs/faults.js";
import { paths } from "./pairs/paths.js";
import { replication } from "./pairs/replication.js";
import { expectations, services } from "./pairs/services.js";
import { head, hosts, lines, networks, people, software, storage } from "./pairs/world.js";

export const sections: Readonly<Record<string, readonly Pair[]>> = {
  head,
  networks,
  storage,
  hosts,
  lines,
  software,
  services,
  people,
  failover,
  detection,
  balancing,
  replication,
  domain,
  paths,
  failoverSets,
  faults,
  expectations,
};
export const pairs: readonly Pair[] = Object.values(sections).flat();

/** One kind of fault in each world. */
const FEW_KINDS = ["crash", "agent-failure", "part-failure", "server-failure", "path-failure"];

/** How a fault ends is the same for all kinds: of most of them the campaign looks at it (keys.long.ts). */
export function isForTheCampaign({ path }: Pair): boolean {
  const kind = /^faults\.0\.([a-z-]+)\.(?:for|crew|class)$/.exec(path)?.[1];
  return kind !== undefined && !FEW_KINDS.includes(kind);
}

export function told({ path, values: [one, other] }: Pair): string {
  return `${path} is ${JSON.stringify(one) ?? "absent"} or ${JSON.stringify(other) ?? "absent"}`;
}
