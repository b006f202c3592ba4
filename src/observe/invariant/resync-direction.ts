/** A resynchronisation copies from the newer to the older. */
import { difference, sizeOf, withWrites, type WriteSet } from "../account/write-set.js";
import type { Invariant } from "./invariant.js";

/**
 * Evaluated when a copy from one device onto another begins and the target holds writes. The device with which a host
 * went online last is the newest: it is violated when that is overwritten, and the source has not all that it holds.
 */
export const resyncDirection: Invariant = {
  name: "resync-direction",
  about: "A resynchronisation copies from the newer to the older: an empty disk picked as the source wipes everything.",
  watch: (finding) => {
    const holds = new Map<string, WriteSet>();
    const underWay = new Map<string, WriteSet>();
    const newest = new Map<string, string>();
    const keyOf = (volume: string, device: string): string => `${volume}\n${device}`;
    return {
      hears: {
        WritesStored: ({ volume, device, range }) => {
          const key = keyOf(volume, device);
          holds.set(key, withWrites(holds.get(key) ?? [], range));
        },
        DataMounted: ({ volume, device, holds: held }) => {
          newest.set(volume, device);
          holds.set(keyOf(volume, device), held);
        },
        CopyStarted: ({ volume, source, target, at }) => {
          const from = holds.get(keyOf(volume, source)) ?? [];
          const onto = holds.get(keyOf(volume, target)) ?? [];
          underWay.set(keyOf(volume, target), from);
          holds.set(keyOf(volume, target), []);
          if (onto.length === 0) return;
          finding.stake();
          const gone = sizeOf(difference(onto, from));
          if (newest.get(volume) === target && gone > 0) {
            finding.violated(at, `${source} is copied onto ${target}, which is newer by ${gone} writes`);
          }
        },
        // From here on it holds what the other does, and gets what that gets.
        MirrorEstablished: ({ volume, device, source }) => {
          holds.set(keyOf(volume, device), holds.get(keyOf(volume, source)) ?? []);
        },
        CopyEnded: ({ volume, target, result }) => {
          if (result === "done") holds.set(keyOf(volume, target), underWay.get(keyOf(volume, target)) ?? []);
        },
      },
    };
  },
};
