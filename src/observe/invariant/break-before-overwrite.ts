/** A stand-in's own data is overwritten only after its mirror was broken off or it was backed up. */
import type { Invariant } from "./invariant.js";

/**
 * Evaluated when a device of a host that has services of its own is laid over by another volume. Each overwriting needs
 * a split or a backup since the one before. Data that somebody else has taken over is nobody's any more.
 */
export const breakBeforeOverwrite: Invariant = {
  name: "break-before-overwrite",
  about:
    "A stand-in's own data is overwritten only after its mirror was split off or it was backed up: otherwise a failover " +
    "of one service destroys the data of another.",
  watch: (finding, { context }) => {
    const hasServices = new Set(context.spec.services.map(({ runsOn }) => runsOn));
    const putAside = new Set<string>();
    /** Who went on with each volume last. */
    const holders = new Map<string, string>();
    return {
      hears: {
        DataMounted: ({ host, volume }) => void holders.set(volume, host),
        MirrorSplit: ({ volume }) => void putAside.add(volume),
        BackupTaken: ({ volume }) => void putAside.add(volume),
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
