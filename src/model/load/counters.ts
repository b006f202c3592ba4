/** The counters of a host as its operating system keeps them, read now. */
import type { HostCounters } from "../../control/index.js";
import type { Host } from "../host.js";

export function countersOf({ server, spec, world, storage: { access } }: Host): HostCounters {
  server.catchUp();
  const { received, completed, busy, waited, storage, swapped, load, cache } = server;
  const { memory } = spec;
  const used = memory === undefined ? 0 : (memory.base + memory.perRequest * load) / memory.size;
  return {
    at: world.kernel.now,
    received,
    completed,
    busy,
    waited,
    storage,
    carried: access.carried,
    swapped,
    reads: cache?.reads ?? 0,
    misses: cache?.misses ?? 0,
    pending: load,
    memory: used,
  };
}
