/** Who can be put on the bench, by the name of the family. */
import { balancing } from "./balancing.js";
import type { Cast } from "./cast.js";
import { dualServer } from "./dual-server.js";
import { failover } from "./failover.js";
import { failoverSets } from "./failover-sets.js";
import { paths } from "./paths.js";
import { replication } from "./replication.js";

export const casts = new Map<string, Cast>([
  ["failover", failover],
  ["balancing", balancing],
  ["replication", replication],
  ["paths", paths],
  ["failover-sets", failoverSets],
  ["dual-server", dualServer],
]);
