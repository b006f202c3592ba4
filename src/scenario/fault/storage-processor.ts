/** The processor of a storage system stops. */
import type { FaultKind } from "./fault-kind.js";
import { hostsAt } from "./line.js";
import { State } from "./overlay.js";

const stopped = new State();

export const storageProcessor: FaultKind = {
  name: "storage-processor",
  about:
    "A storage system takes no orders: nothing is split, copied or presented; hosts reach their data all the same.",
  targets: ["array"],
  targetKey: "of",
  schema: () => ({}),
  canStrike: (world, target) => world.arrays.get(target)?.powered === true,
  strike: (world, target) => {
    const { processor } = world.arrays.get(target)!;
    return stopped.lay(processor, (stops) => processor.setWorking(!stops));
  },
  hostsServiced: (world, target) => hostsAt(world, target),
};
