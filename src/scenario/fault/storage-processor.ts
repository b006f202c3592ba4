/** The processor of a storage system stops. */
import type { FaultKind } from "./fault-kind.js";

export const storageProcessor: FaultKind = {
  name: "storage-processor",
  about:
    "A storage system takes no orders: nothing is split, copied or presented; hosts reach their data all the same.",
  targets: ["array"],
  targetKey: "of",
  schema: () => ({}),
  canStrike: (world, target) => world.arrays.get(target)?.processor.takesOrders === true,
  strike: (world, target) => {
    world.arrays.get(target)?.processor.setWorking(false);
    return () => world.arrays.get(target)?.processor.setWorking(true);
  },
  hostsServiced: () => [],
};
