/** The machine that the controller runs on stops, and starts again with what it had stored. */
import type { FaultKind } from "./fault-kind.js";

export const controllerFailure: FaultKind = {
  name: "controller-failure",
  about: "The machine that the controller runs on stops; started again, it has nothing left but what it had stored.",
  targets: ["controller"],
  targetKey: "of",
  schema: () => ({}),
  canStrike: (world, target) => world.place(target).isManned && world.place(target).alive,
  strike: (world, target) => {
    world.place(target).setAlive(false);
    return () => world.place(target).setAlive(true);
  },
  hostsServiced: () => [],
};
