/** The machine or the program that a controller runs in stops, and starts again with what it had stored. */
import type { Place } from "../../model/index.js";
import type { FaultKind } from "./fault-kind.js";
import { State } from "./overlay.js";
import { canDie, kill } from "./process-death.js";

const stopped = new State<Place>(({ alive }) => alive);

export const controllerFailure: FaultKind = {
  name: "controller-failure",
  about:
    "The machine that the controller runs on stops, or its program where a host carries it; started again, it has nothing left but what it had stored.",
  targets: ["controller"],
  targetKey: "of",
  schema: () => ({}),
  canStrike: (world, target) => {
    const process = world.processes.get(target);
    if (process !== undefined) return canDie(process);
    const place = world.place(target);
    return place.isManned && (place.alive || stopped.has(place));
  },
  strike: (world, target) => {
    const process = world.processes.get(target);
    if (process !== undefined) return kill(process);
    const place = world.place(target);
    return stopped.lay(place, (stops) => place.setAlive(!stops));
  },
  hostsServiced: () => [],
};
