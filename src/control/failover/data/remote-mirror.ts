/** A second storage system mirrors the first; its mirror is split off and given to the stand-in. */
import { remoteMirrorOf } from "../devices.js";
import { host } from "../facts.js";
import type { DataStrategy } from "./strategy.js";

export const remoteMirror: DataStrategy = {
  name: "remote-mirror",
  about: "a second storage system mirrors every volume; its mirror is split off and presented to the stand-in",
  cost: "seconds, and nothing is lost when the mirror is synchronous; when it lags, what lags is lost",
  lacks: (volume, to, facts) => {
    const mirror = remoteMirrorOf(volume);
    if (mirror === null) return `${volume.name} has no remote mirror`;
    return host(facts, to).arrays.includes(mirror.array) ? null : `${to} is not attached to ${mirror.array}`;
  },
  asks: (volume) => remoteMirrorOf(volume)?.array ?? volume.array,
  stages: [
    {
      name: null,
      act: (volume, to) => {
        const mirror = remoteMirrorOf(volume);
        if (mirror === null) return { cannot: `${volume.name} has no remote mirror` };
        return { kind: "split-mirror", volume: volume.name, device: mirror.device, to };
      },
    },
  ],
  estimate: ({ remoteMirror: mirror }, _, facts) => [
    { fixed: facts.surroundings.arrays[mirror?.array ?? ""]?.split ?? 0, bytes: 0, bandwidth: Infinity },
  ],
};
