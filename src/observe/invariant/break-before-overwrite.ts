/** A stand-in's own data is overwritten only after its mirror was broken off, it was backed up, or it was given up in so many words. */
import { homesOf } from "../../model/index.js";
import { all, hasVolumes, runs } from "./applies.js";
import type { Invariant } from "./invariant.js";

/**
 * Evaluated when a device of a host that has services of its own is laid over by another volume. Each overwriting needs
 * a split, a backup or a declaration since the one before. Data that somebody else has taken over is nobody's any more.
 */
export const breakBeforeOverwrite: Invariant = {
  name: "break-before-overwrite",
  about:
    "A stand-in's own data is overwritten only after its mirror was split off or it was backed up, or where the policy " +
    "says that it does not matter: otherwise a failover of one service destroys the data of another in silence.",
  idle: "no data of a stand-in was laid over",
  appliesTo: all(runs("failover"), hasVolumes),
  watch: (finding, { context }) => {
    const hasServices = new Set(context.spec.services.flatMap(homesOf));
    const putAside = new Set<string>();
    /** Who went on with each volume last. */
    const holders = new Map<string, string>();
    return {
      hears: {
        DataMounted: ({ host, volume }) => void holders.set(volume, host),
        // What only keeps what it has because its source is being laid over was put aside by nobody.
        MirrorSplit: ({ volume, overwritten }) => {
          if (overwritten !== true) putAside.add(volume);
        },
        BackupTaken: ({ volume }) => void putAside.add(volume),
        NoteMade: ({ note }) => {
          if (note.kind === "data-discarded") for (const volume of note.volumes) putAside.add(volume);
        },
        DeviceOverwritten: ({ host, volume, device, by, at }) => {
          if (!hasServices.has(host) || (holders.get(volume) ?? host) !== host) return;
          finding.stake();
          if (!putAside.delete(volume)) {
            finding.violated(
              at,
              `${by} was laid over ${device} of ${host}, and nothing of ${volume} was put aside before`,
            );
          }
        },
      },
    };
  },
};
