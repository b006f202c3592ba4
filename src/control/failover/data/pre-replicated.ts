/** A copy made at the start and brought up to date again and again; after the failure only what changed since is copied. */
import { inUse } from "../devices.js";
import type { DataStrategy } from "./strategy.js";
import { updateAhead } from "./update-ahead.js";
import { carried, changedBytes, lacksWay, wayTo } from "./way.js";

export const preReplicated: DataStrategy = {
  name: "pre-replicated",
  about: "every volume is copied at the start and brought up to date at an interval, and once more after the failure",
  cost:
    "what changed since the last time divided by the bandwidth; each update takes bandwidth from production; where what is " +
    "in use is of no use by then, and no way that follows does without it, what was written since the last time is lost",
  lacks: lacksWay,
  ahead: updateAhead,
  stages: [
    {
      name: null,
      act: (volume, to) => ({
        kind: "update",
        volume: volume.name,
        device: inUse(volume),
        to,
        ahead: false,
      }),
    },
  ],
  estimate: (volume, to, facts, every) => [carried(changedBytes(volume, every), wayTo(volume, to, facts))],
};
