/** The rows of the table of a volume's devices, as they are changed: blank at first, dropped when they are blank again. */
import { arrayOf } from "./devices.js";
import type { DeviceFacts, KeptOfVolume, VolumeFacts } from "./volume-facts.js";

/** For whoever changes something of it. */
export function changing(known: VolumeFacts): KeptOfVolume {
  (known as { touched: boolean }).touched = true;
  return known;
}

/** The row of a device, which is blank when nothing was known of it. */
export function rowOf(known: VolumeFacts, device: string): DeviceFacts {
  return (changing(known).devices[device] ??= {
    array: arrayOf(known, device),
    presented: {},
    holds: "copy",
    leftAs: null,
    same: "no",
    mirrors: null,
    splitting: "no",
    whole: true,
    useless: false,
    triedInVain: false,
    aheadFor: [],
  });
}

export function rowsOf(known: VolumeFacts): readonly DeviceFacts[] {
  return Object.values(changing(known).devices);
}

/** Nothing is known of them any more. */
export function dropBlanks(known: VolumeFacts): void {
  const { devices } = changing(known);
  for (const [device, row] of Object.entries(devices)) {
    const { presented, holds, leftAs, same, mirrors, whole, useless, aheadFor } = row;
    const isKnown = holds !== "copy" || leftAs !== null || same !== "no" || mirrors !== null || useless || !whole;
    if (!isKnown && aheadFor.length === 0 && Object.keys(presented).length === 0) delete devices[device];
  }
}
