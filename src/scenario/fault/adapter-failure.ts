/** A port adapter or a disk adapter of a storage system breaks. */
import type { World } from "../../model/index.js";
import type { FaultKind } from "./fault-kind.js";

export const adapterFailure: FaultKind = {
  name: "adapter-failure",
  about: "A port adapter or a disk adapter carries nothing: what is behind it cannot be reached, copies stand still.",
  targets: ["port-adapter", "disk-adapter"],
  targetKey: "of",
  schema: () => ({}),
  canStrike: (world, target) => {
    const array = arrayWith(world, target);
    return (array?.ports.get(target) ?? array?.adapters.get(target))?.up === true;
  },
  strike: (world, target) => {
    arrayWith(world, target)?.setAdapterUp(target, false);
    return () => arrayWith(world, target)?.setAdapterUp(target, true);
  },
  hostsServiced: (world, target) => {
    const array = arrayWith(world, target);
    return world.spec.hosts
      .filter(({ name }) =>
        world.fabric.cabling
          .pathsFrom(name)
          .some((each) => each.array === array?.spec.name && (each.port === target || array.adapters.has(target))),
      )
      .map(({ name }) => name);
  },
};

function arrayWith(world: World, adapter: string) {
  return [...world.arrays.values()].find(({ ports, adapters }) => ports.has(adapter) || adapters.has(adapter));
}
