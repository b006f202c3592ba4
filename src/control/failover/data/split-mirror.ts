/** The mirror that every volume has is split off and given to the stand-in. */
import type { DataStrategy } from "./strategy.js";

export const splitMirror: DataStrategy = {
  name: "split-mirror",
  about: "a mirror of every volume exists; it is split off and presented to the stand-in",
  act: (volume, to) =>
    volume.mirror === null
      ? { cannot: `${volume.name} has no mirror` }
      : { kind: "split-mirror", volume: volume.name, device: volume.mirror, to },
};
