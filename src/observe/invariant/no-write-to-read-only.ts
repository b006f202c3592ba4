/** Whoever only helps never writes. */
import { runs } from "./applies.js";
import type { Invariant } from "./invariant.js";

/** Evaluated whenever writes to a volume are told while somebody else reads a copy of it. */
export const noWriteToReadOnly: Invariant = {
  name: "no-write-to-read-only",
  about:
    "Requests that modify data go only to the host that owns it: what a helper writes to its copy is lost when it leaves, " +
    "though its user was told that it is safe.",
  idle: "nothing was written beside a copy for reading",
  appliesTo: runs("balancing"),
  watch: (finding) => {
    /** Volumes that a host may only read. */
    const copies = new Map<string, Set<string>>();
    return {
      hears: {
        CopyMounted: ({ host, volume }) => {
          copies.set(host, new Set([...(copies.get(host) ?? []), volume]));
        },
        DataMounted: ({ host, volume }) => void copies.get(host)?.delete(volume),
        HostStageChanged: ({ host, from }) => {
          if (from === "online") copies.delete(host);
        },
        WritesAcknowledged: ({ host, volume, range, at }) => {
          if (![...copies.values()].some((volumes) => volumes.has(volume))) return;
          finding.stake();
          if (!copies.get(host)?.has(volume)) return;
          finding.violated(at, `${host} acknowledged ${range.to - range.from} writes to its copy of ${volume}`);
        },
      },
    };
  },
};
