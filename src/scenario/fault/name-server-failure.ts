/** A name server stops. */
import type { FaultKind } from "./fault-kind.js";
import { State } from "./overlay.js";

const stopped = new State();

export const nameServerFailure: FaultKind = {
  name: "name-server-failure",
  about:
    "A name server tells nobody anything: who has asked before goes on with the answer until its time to live ends.",
  targets: ["name-server"],
  targetKey: "of",
  schema: () => ({}),
  canStrike: (world, target) => world.nameServers.has(target),
  strike: (world, target) => {
    const server = world.nameServers.get(target)!;
    return stopped.lay(server, (stops) => server.setUp(!stops));
  },
  hostsServiced: () => [],
};
