/** The devices themselves are moved from the primary's port adapter to the stand-in's. */
import { arrayOf, inUse } from "../devices.js";
import type { DataStrategy } from "./strategy.js";
import { notWithin } from "./way.js";

export const reassign: DataStrategy = {
  name: "reassign",
  about: "the devices themselves are presented on the stand-in's port adapter instead of the failed host's",
  cost: "seconds; there is no second copy, so that a lost device is lost",
  lacks: notWithin,
  stages: [
    {
      name: null,
      act: (volume, to) => ({ kind: "reassign", volume: volume.name, device: inUse(volume), to }),
    },
  ],
  estimate: (volume, _, facts) => [
    { fixed: facts.surroundings.arrays[arrayOf(volume, inUse(volume))]?.reassign ?? 0, bytes: 0, bandwidth: Infinity },
  ],
};
