/** The machine that the controller runs on stops, and starts again with what it had stored. */
import type { FaultKind } from "./fault-kind.js";

export const controllerFailure: FaultKind = {
  name: "controller-failure",
  about: "The machine that the controller runs on stops; started again, it has nothing left but what it had stored.",
  targets: ["controller"],
  targetKey: "of",
  schema: () => ({}),
  canStrike: (world) => world.controller?.alive === true,
  strike: (world) => {
    world.setControllerAlive(false);
    return () => world.setControllerAlive(true);
  },
  hostsServiced: () => [],
};
