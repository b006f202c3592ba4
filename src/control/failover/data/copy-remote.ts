/** The volumes are copied to another storage system (Fig. 4). */
import { arrayOf, inUse } from "../devices.js";
import type { DataStrategy } from "./strategy.js";
import { carried, wayAcross } from "./way.js";

export const copyRemote: DataStrategy = {
  name: "copy-remote",
  about: "every volume is copied over a link to another storage system that the stand-in is attached to",
  cost: "its size divided by the bandwidth of the link, after the failure",
  lacks: (volume, to, facts) =>
    wayAcross(volume, to, facts) === null
      ? `no link leads from ${arrayOf(volume, inUse(volume))} to a storage system of ${to}`
      : null,
  stages: [
    {
      name: null,
      act: (volume, to) => ({ kind: "copy", volume: volume.name, device: inUse(volume), to }),
    },
  ],
  estimate: (volume, to, facts) => [carried(volume.size, wayAcross(volume, to, facts))],
};
