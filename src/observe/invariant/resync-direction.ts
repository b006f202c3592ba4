/** A resynchronisation copies from the newer to the older. */
import { difference, sizeOf, withWrites, type WriteSet } from "../account/write-set.js";
import { hasVolumes } from "./applies.js";
import type { Invariant } from "./invariant.js";

/**
 * Evaluated when a copy from one device onto another begins and the target holds writes. The device with which a host
 * went online last is the newest: it is violated when that is overwritten, and the source has not all that it holds. Of a
 * backup the source is what its log adds to it too: it is evaluated when somebody goes on with what was restored. What lay on
 * a disk that broke, or is corrupt, is nothing that could be lost.
 */
export const resyncDirection: Invariant = {
  name: "resync-direction",
  about: "A resynchronisation copies from the newer to the older: an empty disk picked as the source wipes everything.",
  idle: "no mirror was brought in step again",
  appliesTo: hasVolumes,
  watch: (finding, { context, copies }) => {
    const sizes = new Map(context.spec.arrays.flatMap(({ volumes }) => volumes.map(({ name, size }) => [name, size])));
    const holds = new Map<string, WriteSet>();
    /** What is of no use to anybody holds nothing that could be newer. */
    const corrupt = new Set<string>();
    const broken = new Set<string>();
    const underWay = new Map<
      string,
      { readonly from: string; readonly holds: WriteSet | null; readonly corrupt: boolean }
    >();
    const newest = new Map<string, string>();
    /** What lay on the newest device before a backup was restored onto it. */
    const restored = new Map<string, WriteSet>();
    const keyOf = (volume: string, device: string): string => `${volume}\n${device}`;
    const forget = (key: string): void => {
      holds.delete(key);
      restored.delete(key);
    };
    const set = (key: string, held: WriteSet): void => void holds.set(key, corrupt.has(key) ? [] : held);
    return {
      hears: {
        WritesStored: ({ volume, device, range }) => {
          const key = keyOf(volume, device);
          set(key, withWrites(holds.get(key) ?? [], range));
        },
        DataMounted: ({ volume, device, holds: held, at }) => {
          const gone = sizeOf(difference(restored.get(keyOf(volume, device)) ?? [], held));
          if (gone > 0)
            finding.violated(
              at,
              `a backup was restored onto ${device}, which was newer by ${gone} writes, log and all`,
            );
          restored.delete(keyOf(volume, device));
          newest.set(volume, device);
          // With a broken disk it is read from the mirror: on the disk itself there is nothing.
          if (!broken.has(keyOf(volume, device))) set(keyOf(volume, device), held);
        },
        CopyStarted: ({ volume, source, target, bytes, at }) => {
          const from = keyOf(volume, source);
          const onto = keyOf(volume, target);
          const holdsBefore = holds.get(onto) ?? [];
          const lost = difference(holdsBefore, holds.get(from) ?? []);
          const isAtStake = holdsBefore.length > 0;
          // Where no more than what changed is moved, what is corrupt of the target stays so.
          const staysCorrupt = corrupt.has(onto) && bytes < (sizes.get(volume) ?? 0);
          underWay.set(onto, { from, holds: holds.get(from) ?? null, corrupt: corrupt.has(from) || staysCorrupt });
          holds.set(onto, []);
          corrupt.delete(onto);
          if (!isAtStake) return;
          finding.stake();
          // A log is no copy: it adds to what the target holds.
          if (source === `${volume}-log` || newest.get(volume) !== target || sizeOf(lost) === 0) return;
          if (source === `${volume}-backup`) return void restored.set(onto, holdsBefore);
          finding.violated(at, `${source} is copied onto ${target}, which is newer by ${sizeOf(lost)} writes`);
        },
        // What somebody else's data was laid over is gone; so is all of a disk that broke, and another one is empty.
        DeviceOverwritten: ({ volume, device }) => forget(keyOf(volume, device)),
        DiskChanged: ({ volume, device, works }) => {
          const key = keyOf(volume, device);
          if (works) return void broken.delete(key);
          broken.add(key);
          forget(key);
        },
        DeviceCorrupted: ({ volume, device }) => {
          corrupt.add(keyOf(volume, device));
          forget(keyOf(volume, device));
        },
        // From here on it holds what the other does, and gets what that gets.
        MirrorEstablished: ({ volume, device, source }) => {
          set(keyOf(volume, device), holds.get(keyOf(volume, source)) ?? []);
        },
        CopyEnded: ({ volume, target, result, holds: written }) => {
          const made = underWay.get(keyOf(volume, target));
          if (result !== "done" || made === undefined) return;
          // Another disk is filled with what its mirror holds in the end.
          const held = broken.has(keyOf(volume, target)) ? (holds.get(made.from) ?? []) : made.holds;
          for (const each of [target, ...copies.mirrorsOf(volume, target)]) {
            if (made.corrupt) corrupt.add(keyOf(volume, each));
            // Logs and backups are no devices: what they have given is what is there then.
            set(keyOf(volume, each), held ?? written);
          }
        },
      },
    };
  },
};
