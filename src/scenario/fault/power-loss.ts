/** The power fails. */
import type { FaultKind } from "./fault-kind.js";

export const powerLoss: FaultKind = {
  name: "power-loss",
  about: "A host or a storage system has no power.",
  targets: ["host", "array"],
  targetKey: "of",
  schema: () => ({}),
  canStrike: (world, target) => world.arrays.get(target)?.powered ?? world.host(target).power.supplied,
  strike: (world, target) => {
    const array = world.arrays.get(target);
    const set = (on: boolean): void => (array ? array.setPower(on) : world.host(target).power.setSupply(on));
    set(false);
    return () => set(true);
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
