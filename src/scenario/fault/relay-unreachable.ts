/** The command path of a relay fails. */
import type { FaultKind } from "./fault-kind.js";

export const relayUnreachable: FaultKind = {
  name: "relay-unreachable",
  about: "A relay neither hears commands nor answers questions; its contacts stay where they are.",
  targets: ["relay"],
  targetKey: "relay",
  schema: () => ({}),
  canStrike: (world, target) => world.relay(target).reachable,
  strike: (world, target) => {
    world.relay(target).setReachable(false);
    return () => world.relay(target).setReachable(true);
  },
  hostsServiced: () => [],
};
