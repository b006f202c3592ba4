/** The mirror that every volume has is split off and given to the stand-in. */
import { arrayOf, inUse, mirrorOf } from "../devices.js";
import type { DataStrategy } from "./strategy.js";
import { notWithin } from "./way.js";

export const splitMirror: DataStrategy = {
  name: "split-mirror",
  about: "a mirror of every volume exists; it is split off and presented to the stand-in",
  cost: "seconds; a second copy of everything is paid for all the time",
  lacks: (volume, to, facts) =>
    mirrorOf(volume) === null ? `${volume.name} has no mirror` : notWithin(volume, to, facts),
  stages: [
    {
      name: null,
      act: (volume, to) => {
        const device = mirrorOf(volume);
        if (device === null) return { cannot: `${volume.name} has no mirror` };
        return { kind: "split-mirror", volume: volume.name, device, to };
      },
    },
  ],
  estimate: (volume, _, facts) => [
    { fixed: facts.surroundings.arrays[arrayOf(volume, inUse(volume))]?.split ?? 0, bytes: 0, bandwidth: Infinity },
  ],
};
