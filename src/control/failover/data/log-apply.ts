/** Copied ahead; after the failure only the transaction log is found and applied (Fig. 2B). */
import { aheadFor, inUse } from "../devices.js";
import type { DataStrategy } from "./strategy.js";
import { updateAhead } from "./update-ahead.js";
import { lacksWay, presentingTo } from "./way.js";

export const logApply: DataStrategy = {
  name: "log-apply",
  about: "every volume is copied ahead at an interval; after the failure the transaction log is applied to that copy",
  cost: "the log since the last copy divided by the rate of replay; what the log does not hold is lost",
  needsAhead: true,
  lacks: (volume, to, facts) =>
    volume.log === null && volume.holds === "data" ? `${volume.name} has no log` : lacksWay(volume, to, facts),
  ahead: updateAhead,
  instead: (volume, to) => ({ kind: "copy", volume: volume.name, device: inUse(volume), to }),
  stages: [
    {
      name: "apply-log",
      act: (volume, to) => {
        const copied = aheadFor(volume, to);
        if (copied === null) return { cannot: `no copy of ${volume.name} was made ahead` };
        // Systems and programs keep no log: they are taken as they were copied.
        if (volume.log === null) return { kind: "reassign", volume: volume.name, device: copied, to };
        return { kind: "apply-log", volume: volume.name, device: copied, to, log: "as-written" };
      },
    },
  ],
  estimate: (volume, to, facts, every) => [
    volume.log === null
      ? { fixed: presentingTo(volume, to, facts), bytes: 0, bandwidth: Infinity }
      : { fixed: 0, bytes: (volume.log.rate * every) / 1_000_000, bandwidth: volume.log.replay, own: true },
  ],
};
