/** A host keeps its power, its address and its disks, but answers nobody. */
import type { FaultKind } from "./fault-kind.js";

export const hang: FaultKind = {
  name: "hang",
  about: "A host answers nobody, yet keeps its power, its address and its disks; it wakes up with the repair.",
  targets: ["host"],
  targetKey: "host",
  schema: () => ({}),
  canStrike: (world, target) => world.host(target).running,
  strike: (world, target) => {
    const host = world.host(target);
    host.hang();
    // Whoever lost its power meanwhile hangs no more.
    return () => {
      if (host.health === "hung") host.wake();
    };
  },
  hostsServiced: (_, target) => [target],
};
