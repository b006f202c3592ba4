/** Every volume is copied by the storage system; no host takes part. */
import { inUse } from "../devices.js";
import type { DataStrategy } from "./strategy.js";
import { carried, notWithin, wayWithin } from "./way.js";

export const copy: DataStrategy = {
  name: "copy",
  about: "every volume is copied by the storage system to a device that the stand-in can reach",
  cost: "its size divided by the bandwidth, after the failure",
  lacks: notWithin,
  stages: [
    {
      name: null,
      act: (volume, to) => ({ kind: "copy", volume: volume.name, device: inUse(volume), to }),
    },
  ],
  estimate: (volume, to, facts) => [carried(volume.size, wayWithin(volume, to, facts))],
};
