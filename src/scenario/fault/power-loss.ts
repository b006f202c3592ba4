/** The power fails. */
import type { World } from "../../model/index.js";
import type { FaultKind } from "./fault-kind.js";
import { hostsAt } from "./line.js";
import { State } from "./overlay.js";

const withoutPower = new State();

/** The power of a host fails, for whatever cause: it is back when the last of them has ended. @returns what ends this one */
export function losePower(world: World, host: string): () => void {
  const { power } = world.host(host);
  return withoutPower.lay(power, (lost) => power.setSupply(!lost));
}

export const powerLoss: FaultKind = {
  name: "power-loss",
  about: "A host or a storage system has no power.",
  targets: ["host", "array"],
  targetKey: "of",
  strikesHolders: true,
  schema: () => ({}),
  canStrike: () => true,
  strike: (world, target) => {
    const array = world.arrays.get(target);
    if (array !== undefined) return withoutPower.lay(array, (lost) => array.setPower(!lost));
    return losePower(world, target);
  },
  hostsServiced: (world, target) => (world.arrays.has(target) ? hostsAt(world, target) : [target]),
};
