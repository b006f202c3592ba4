/** The stand-in reaches the primary's storage system over the network. */
import { arrayOf, inUse, isShown } from "../devices.js";
import type { DataStrategy } from "./strategy.js";

export const shared: DataStrategy = {
  name: "shared",
  about: "the stand-in reaches the failed host's storage system over the network and uses the devices from there",
  cost: "nothing at once; every request pays for the way over the network from then on",
  lacks: (volume, to, facts) => {
    const array = arrayOf(volume, inUse(volume));
    if (!isShown(volume, array, to)) return `${array} does not show ${volume.name} to ${to}`;
    return (facts.surroundings.arrays[array]?.network ?? null) === null ? `${array} is on no network` : null;
  },
  stages: [
    {
      name: null,
      act: (volume, to) => ({ kind: "share", volume: volume.name, device: inUse(volume), to }),
    },
  ],
  estimate: () => [{ fixed: 0, bytes: 0, bandwidth: Infinity }],
};
