/** A device is given to a host only when everything that is on it is complete. */
import { hasVolumes } from "./applies.js";
import type { Invariant } from "./invariant.js";

/**
 * Evaluated when a device onto which something was once written as a whole is presented to a host or mounted by one. As
 * long as its disk is broken, or being filled after that, a device is read from its mirror: then that must be complete.
 */
export const consistentTarget: Invariant = {
  name: "consistent-target",
  about:
    "A replica is used only when every extent of it is there: a takeover between two extents goes on with data that " +
    "never existed.",
  idle: "nothing was copied and gone on with",
  appliesTo: hasVolumes,
  watch: (finding, { copies }) => {
    /** Whether what was written onto a device came to its end. */
    const complete = new Map<string, boolean>();
    const broken = new Set<string>();
    const readFrom = (volume: string, device: string): string =>
      broken.has(keyOf(volume, device)) ? (copies.mirrorsOf(volume, device)[0] ?? device) : device;
    const use = (volume: string, named: string, at: number, how: string): void => {
      const device = readFrom(volume, named);
      const known = complete.get(keyOf(volume, device));
      if (known === undefined) return;
      finding.stake();
      if (!known) finding.violated(at, `${device} was ${how}, and what is written onto it is not complete`);
    };
    return {
      hears: {
        DiskChanged: ({ volume, device, works }) => {
          if (works) broken.delete(keyOf(volume, device));
          else broken.add(keyOf(volume, device));
        },
        CopyStarted: ({ volume, target }) => void complete.set(keyOf(volume, target), false),
        CopyEnded: ({ volume, target, result }) => void complete.set(keyOf(volume, target), result === "done"),
        DeviceOverwritten: ({ volume, device }) => void complete.set(keyOf(volume, device), false),
        DevicePresented: ({ volume, device, host, at }) => use(volume, device, at, `presented to ${host}`),
        DataMounted: ({ volume, device, host, at }) => use(volume, device, at, `mounted by ${host}`),
      },
    };
  },
};

function keyOf(volume: string, device: string): string {
  return `${volume}\n${device}`;
}
