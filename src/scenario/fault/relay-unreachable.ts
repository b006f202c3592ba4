/** The command path of a relay fails. */
import type { FaultKind } from "./fault-kind.js";
import { State } from "./overlay.js";

const unreachable = new State();

export const relayUnreachable: FaultKind = {
  name: "relay-unreachable",
  about: "A relay neither hears commands nor answers questions; its contacts stay where they are.",
  targets: ["relay"],
  targetKey: "relay",
  schema: () => ({}),
  canStrike: () => true,
  strike: (world, target) => {
    const relay = world.relay(target);
    return unreachable.lay(relay, (lost) => relay.setReachable(!lost));
  },
  hostsServiced: () => [],
};
