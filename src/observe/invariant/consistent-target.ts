/** A device is given to a host only when everything that is on it is complete. */
import type { Invariant } from "./invariant.js";

/** Evaluated when a device onto which something was once written as a whole is presented to a host or mounted by one. */
export const consistentTarget: Invariant = {
  name: "consistent-target",
  about:
    "A replica is used only when every extent of it is there: a takeover between two extents goes on with data that " +
    "never existed.",
  watch: (finding) => {
    /** Whether what was written onto a device came to its end. */
    const complete = new Map<string, boolean>();
    const use = (volume: string, device: string, at: number, how: string): void => {
      const known = complete.get(keyOf(volume, device));
      if (known === undefined) return;
      finding.stake();
      if (!known) finding.violated(at, `${device} was ${how}, and what is written onto it is not complete`);
    };
    return {
      hears: {
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
