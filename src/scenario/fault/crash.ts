/** A host stops at once, and what it had not flushed is lost. */
import type { Host } from "../../model/index.js";
import type { FaultKind } from "./fault-kind.js";
import { State } from "./overlay.js";

const crashed = new State<Host>(({ health }) => health !== "failed");

export const crash: FaultKind = {
  name: "crash",
  about: "A host stops at once: unflushed data is lost, and it does not start before the repair.",
  targets: ["host"],
  targetKey: "host",
  strikesHolders: true,
  schema: () => ({}),
  canStrike: (world, target) => {
    const host = world.host(target);
    return crashed.has(host) || (host.power.on && host.life.stage !== "off" && host.health !== "failed");
  },
  strike: (world, target) => {
    const host = world.host(target);
    return crashed.lay(host, (broken) => (broken ? host.crash() : host.repair()));
  },
  hostsServiced: (_, target) => [target],
};
