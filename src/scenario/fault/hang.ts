/** A host keeps its power, its address and its disks, but answers nobody. */
import type { Host } from "../../model/index.js";
import type { FaultKind } from "./fault-kind.js";
import { State } from "./overlay.js";

/** Who lost its power hangs no more. */
const hung = new State<Host>((host) => !host.hung);

export const hang: FaultKind = {
  name: "hang",
  about: "A host answers nobody, yet keeps its power, its address and its disks; it wakes up with the repair.",
  targets: ["host"],
  targetKey: "host",
  strikesHolders: true,
  schema: () => ({}),
  canStrike: (world, target) => world.host(target).running || hung.has(world.host(target)),
  strike: (world, target) => {
    const host = world.host(target);
    return hung.lay(host, (hangs) => (hangs ? host.hang() : host.wake()));
  },
  hostsServiced: (_, target) => [target],
};
