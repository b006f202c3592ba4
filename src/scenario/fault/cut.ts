/** A link, also one between storage systems, or a network carries nothing. */
import type { World } from "../../model/index.js";
import type { FaultKind } from "./fault-kind.js";
import { hostsOn, lineNamed } from "./line.js";
import { State } from "./overlay.js";

const cuts = new State();

export const cut: FaultKind = {
  name: "cut",
  about:
    "A link, a switch, a network, a connector between networks or the management path carries nothing; a zone is inactive.",
  targets: ["link", "switch", "zone", "array-link", "network", "connector", "management-path"],
  targetKey: "of",
  schema: () => ({}),
  canStrike: () => true,
  strike: (world, target) => {
    const line = carrier(world, target);
    return cuts.lay(line, (cut) => line.setUp(!cut));
  },
  hostsServiced: hostsOn,
};

function carrier(world: World, target: string): { setUp(up: boolean): void } {
  return (
    world.connectors.get(target) ?? world.switches.get(target) ?? world.zones.get(target) ?? lineNamed(world, target)
  );
}
