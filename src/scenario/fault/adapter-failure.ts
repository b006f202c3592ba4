/** A port adapter or a disk adapter of a storage system breaks. */
import type { FaultKind } from "./fault-kind.js";
import { arrayWith } from "./line.js";
import { State } from "./overlay.js";

const broken = new State();

export const adapterFailure: FaultKind = {
  name: "adapter-failure",
  about: "A port adapter or a disk adapter carries nothing: what is behind it cannot be reached, copies stand still.",
  targets: ["port-adapter", "disk-adapter"],
  targetKey: "of",
  schema: () => ({}),
  canStrike: () => true,
  strike: (world, target) => {
    const array = arrayWith(world, target)!;
    const adapter = array.ports.get(target) ?? array.adapters.get(target)!;
    return broken.lay(adapter, (breaks) => array.setAdapterUp(target, !breaks));
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
