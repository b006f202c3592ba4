/** The machine that the controller runs on stops, and starts again with what it had stored. */
import type { Place } from "../../model/index.js";
import type { FaultKind } from "./fault-kind.js";
import { State } from "./overlay.js";

const stopped = new State<Place>(({ alive }) => alive);

export const controllerFailure: FaultKind = {
  name: "controller-failure",
  about: "The machine that the controller runs on stops; started again, it has nothing left but what it had stored.",
  targets: ["controller"],
  targetKey: "of",
  schema: () => ({}),
  canStrike: (world, target) => {
    const place = world.place(target);
    return place.isManned && (place.alive || stopped.has(place));
  },
  strike: (world, target) => {
    const place = world.place(target);
    return stopped.lay(place, (stops) => place.setAlive(!stops));
  },
  hostsServiced: () => [],
};
