/** The power fails. */
import type { FaultKind } from "./fault-kind.js";
import { State } from "./overlay.js";

const withoutPower = new State();

export const powerLoss: FaultKind = {
  name: "power-loss",
  about: "A host or a storage system has no power.",
  targets: ["host", "array"],
  targetKey: "of",
  schema: () => ({}),
  canStrike: () => true,
  strike: (world, target) => {
    const array = world.arrays.get(target);
    if (array !== undefined) return withoutPower.lay(array, (lost) => array.setPower(!lost));
    const { power } = world.host(target);
    return withoutPower.lay(power, (lost) => power.setSupply(!lost));
  },
  hostsServiced: (world, target) =>
    world.arrays.has(target)
      ? world.spec.hosts
          .filter(({ name }) => world.fabric.cabling.pathsFrom(name).some(({ array }) => array === target))
          .map(nameOf)
      : [target],
};

function nameOf({ name }: { readonly name: string }): string {
  return name;
}
