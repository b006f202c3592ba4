/** The last good backup is restored and the transaction log applied to it; what the log does not hold is lost. */
import { aheadFor, arrayOf, formerOf, inUse, whyVain } from "../devices.js";
import type { VolumeFacts } from "../volume-facts.js";
import type { DataStrategy } from "./strategy.js";
import { carried, presentingTo, wayOfBackup, wayTo } from "./way.js";

export const backupLog: DataStrategy = {
  name: "backup+log",
  about: "the last good backup is restored and the transaction log, if there is one, applied to it",
  cost: "the time to restore and to replay; what neither backup nor log holds is lost",
  restores: true,
  lacks: (volume, to, facts) => {
    if (volume.backup === null) return `${volume.name} has no backup`;
    if (wayOfBackup(volume, to, facts) !== null) return null;
    return `no way leads from ${volume.backup.array ?? volume.array} to ${to}`;
  },
  asks: (volume) => volume.backup?.array ?? arrayOf(volume, inUse(volume)),
  stages: [
    {
      name: null,
      act: (volume, to) =>
        volume.backup === null
          ? { cannot: `${volume.name} has no backup` }
          : { kind: "restore", volume: volume.name, to, ...spared(volume) },
    },
    {
      name: "apply-log",
      optional: true,
      written: true,
      finds: ({ log, array }) => (log === null ? null : array),
      act: (volume, to) => {
        const restored = aheadFor(volume, to);
        if (volume.log === null || restored === null) return null;
        return { kind: "apply-log", volume: volume.name, device: restored, to, log: "as-written" };
      },
    },
    {
      name: "present-restored",
      written: true,
      act: (volume, to) => {
        const restored = aheadFor(volume, to);
        if (restored === null) return { cannot: `nothing was restored of ${volume.name}` };
        return { kind: "reassign", volume: volume.name, device: restored, to };
      },
    },
  ],
  estimate: (volume, to, facts) => {
    const { backup, log, size } = volume;
    const place = backup?.array;
    const read = carried(size, place === undefined ? wayTo(volume, to, facts) : wayOfBackup(volume, to, facts));
    const logged = log === null || backup === null ? 0 : (log.rate * backup.every) / 1_000_000;
    return [
      { ...read, most: backup?.bandwidth ?? 0 },
      { fixed: 0, bytes: logged, bandwidth: log?.replay ?? Infinity, own: true },
      { fixed: log === null ? presentingTo(volume, to, facts) : 0, bytes: 0, bandwidth: Infinity },
    ];
  },
};

/** What is in use is kept, and what was before: whoever holds what is may never have written to it, and then that is the newest. */
function spared(known: VolumeFacts): { readonly spares?: readonly string[] } {
  const newest = [...(known.left === "devices" ? [inUse(known)] : []), formerOf(known)];
  const spares = newest.filter((device) => device !== null).filter((device) => whyVain(known, device) === null);
  return spares.length === 0 ? {} : { spares };
}
