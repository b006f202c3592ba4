/** As log-apply, but the copy ahead is a mirror that is split off, and brought in step and split off again at the interval (Fig. 2B, 205). */
import { aheadFor, inUse, mirrorOf, splittingAhead } from "../devices.js";
import type { VolumeFacts } from "../volume-facts.js";
import { logApply } from "./log-apply.js";
import type { DataStrategy } from "./strategy.js";

export const splitLogApply: DataStrategy = {
  ...logApply,
  name: "split-log-apply",
  about:
    "a mirror of every volume is split off ahead, again and again; after the failure the transaction log is applied to it",
  cost: "the log since the mirror was split off last divided by the rate of replay; between splits there is no mirror",
  lacks: (volume, to, facts) =>
    splitFor(volume, to) === null ? `${volume.name} has no mirror to split off` : logApply.lacks(volume, to, facts),
  ahead: (volume, to) => {
    const device = splitFor(volume, to);
    return device === null
      ? null
      : { kind: "split-ahead", volume: volume.name, device, of: inUse(volume), to, ahead: true };
  },
};

/** The mirror, or what was split off of it the last time, or may have been. */
function splitFor(volume: VolumeFacts, to: string): string | null {
  return mirrorOf(volume) ?? aheadFor(volume, to) ?? splittingAhead(volume);
}
