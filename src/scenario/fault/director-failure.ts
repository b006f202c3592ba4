/** A network director stops. */
import type { FaultKind } from "./fault-kind.js";

export const directorFailure: FaultKind = {
  name: "director-failure",
  about: "A network director passes nothing on: the services behind it cannot be reached.",
  targets: ["director"],
  targetKey: "of",
  schema: () => ({}),
  canStrike: (world, target) => world.directors.get(target)?.up === true,
  strike: (world, target) => {
    world.directors.get(target)?.setUp(false);
    return () => world.directors.get(target)?.setUp(true);
  },
  hostsServiced: () => [],
};
