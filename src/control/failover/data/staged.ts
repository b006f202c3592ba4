/** The operating system lies ready at a stand-in that waits in standalone or under another name; only the rest is copied. */
import { aheadFor, inUse } from "../devices.js";
import type { DataStrategy } from "./strategy.js";
import { updateAhead } from "./update-ahead.js";
import { carried, lacksWay, presentingTo, wayTo } from "./way.js";

export const staged: DataStrategy = {
  name: "staged",
  about: "the system volume is copied ahead to a waiting stand-in; only the rest is copied after the failure",
  cost: "the size of the rest divided by the bandwidth, and no power-on diagnostics",
  lacks: lacksWay,
  ahead: (volume, to) => (volume.holds === "system" ? updateAhead(volume, to) : null),
  stages: [
    {
      name: null,
      act: (volume, to) => {
        const ready = aheadFor(volume, to);
        if (volume.holds !== "system" || ready === null) {
          return { kind: "copy", volume: volume.name, device: inUse(volume), to };
        }
        return { kind: "reassign", volume: volume.name, device: ready, to };
      },
    },
  ],
  estimate: (volume, to, facts) => {
    return volume.holds === "system"
      ? [{ fixed: presentingTo(volume, to, facts), bytes: 0, bandwidth: Infinity }]
      : [carried(volume.size, wayTo(volume, to, facts))];
  },
};
