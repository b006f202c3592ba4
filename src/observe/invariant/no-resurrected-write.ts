/** What was told to be lost does not come back. */
import { difference, sizeOf } from "../account/write-set.js";
import { writes } from "./applies.js";
import type { Invariant } from "./invariant.js";

/** Evaluated whenever a host goes on with a volume of which writes were lost before. */
export const noResurrectedWrite: Invariant = {
  name: "no-resurrected-write",
  about:
    "A write that was reported as lost does not appear again later: its user has done it anew by then, and now it is " +
    "there twice.",
  idle: "nothing was lost that could have come back",
  appliesTo: writes,
  watch: (finding, { writes }) => ({
    hears: {
      DataMounted: ({ host, volume, device, holds, at }) => {
        // What is lost at this very mount is not among what the device holds.
        const lost = writes.lostOf(volume);
        if (lost.length === 0) return;
        finding.stake();
        const back = sizeOf(lost) - sizeOf(difference(lost, holds));
        if (back === 0) return;
        finding.violated(at, `${host} goes on with ${device}, which holds ${back} writes that were lost before`);
      },
    },
  }),
};
