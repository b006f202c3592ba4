/** A network director stops. */
import type { FaultKind } from "./fault-kind.js";
import { State } from "./overlay.js";

const stopped = new State();

export const directorFailure: FaultKind = {
  name: "director-failure",
  about: "A network director passes nothing on: the services behind it cannot be reached.",
  targets: ["director"],
  targetKey: "of",
  schema: () => ({}),
  canStrike: (world, target) => world.directors.has(target),
  strike: (world, target) => {
    const director = world.directors.get(target)!;
    return stopped.lay(director, (stops) => director.setUp(!stops));
  },
  hostsServiced: () => [],
};
