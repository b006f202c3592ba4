/** A host stops at once, and what it had not flushed is lost. */
import type { FaultKind } from "./fault-kind.js";

export const crash: FaultKind = {
  name: "crash",
  about: "A host stops at once: unflushed data is lost, and it does not start before the repair.",
  targets: ["host"],
  targetKey: "host",
  schema: () => ({}),
  canStrike: (world, target) => {
    const { power, life, health } = world.host(target);
    return power.on && life.stage !== "off" && health !== "failed";
  },
  strike: (world, target) => {
    world.host(target).crash();
    return () => world.host(target).repair();
  },
  hostsServiced: (_, target) => [target],
};
