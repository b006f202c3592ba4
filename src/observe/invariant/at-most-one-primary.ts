/** No two hosts work on the data of one service. */
import { writtenVolumes } from "../account/written-volumes.js";
import { writes } from "./applies.js";
import type { Invariant } from "./invariant.js";

/**
 * A primary is a host that works (online, neither hung nor failed) with a volume that a service writes. Evaluated whenever
 * another host than before mounts such a volume, and whenever one that mounted it works again.
 */
export const atMostOnePrimary: Invariant = {
  name: "at-most-one-primary",
  about:
    "At any instant at most one host works on the data of a service: two that do diverge, and one of them will have " +
    "worked in vain.",
  idle: "no two hosts could have written at once",
  appliesTo: writes,
  watch: (finding, { hosts, context }) => {
    const mounted = new Map<string, Set<string>>();
    for (const volume of writtenVolumes(context.spec)) mounted.set(volume, new Set());
    const evaluate = (host: string, at: number) => {
      if (!hosts.isAvailable(host)) return;
      for (const [volume, holders] of mounted) {
        if (!holders.has(host)) continue;
        const others = [...holders].filter((other) => other !== host);
        if (others.length > 0) finding.stake();
        for (const other of others) {
          if (hosts.isAvailable(other)) finding.violated(at, `${host} and ${other} both work on ${volume}`);
        }
      }
    };
    return {
      hears: {
        DataMounted: ({ host, volume }) => void mounted.get(volume)?.add(host),
        // Who only reads a copy is no primary.
        CopyMounted: ({ host, volume }) => void mounted.get(volume)?.delete(host),
        HostStageChanged: ({ host, from, to, at }) => {
          if (to === "online") return evaluate(host, at);
          // What it had before it was down says nothing of what it will have.
          if (to === "booting") for (const holders of mounted.values()) holders.delete(host);
          if (from !== "online") return;
          // Whoever left the data alone is no primary any more, and was evaluated when the next one came.
          for (const holders of mounted.values()) if (holders.size > 1) holders.delete(host);
        },
        HostHealthChanged: ({ host, from, to, at }) => {
          if (from === "hung" && (to === "healthy" || to === "degraded")) evaluate(host, at);
        },
      },
    };
  },
};
