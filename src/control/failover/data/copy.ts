/** Every volume is copied by the storage system; no host takes part. */
import type { DataStrategy } from "./strategy.js";

export const copy: DataStrategy = {
  name: "copy",
  about: "every volume is copied by the storage system to a device that the stand-in can reach",
  act: (volume, to) => ({ kind: "copy", volume: volume.name, device: volume.current.device, to }),
};
