/** Nobody goes back to an older version: not a server, nor the persistent data of a cluster. */
import { runs } from "./applies.js";
import type { Invariant } from "./invariant.js";

/** Evaluated whenever a cluster has stored something, and whenever a server takes a copy: through restarts of both. */
export const copiesMonotonic: Invariant = {
  name: "copies-monotonic",
  about: "What a server holds of a cluster only becomes newer, and so does what the cluster has stored.",
  idle: "nothing was stored",
  appliesTo: runs("domain"),
  watch: (finding) => {
    const newest = new Map<string, number>();
    const rise = (who: string, cluster: string, version: number, at: number): void => {
      const key = `${who} ${cluster}`;
      const known = newest.get(key) ?? 0;
      finding.stake();
      if (version < known) finding.violated(at, `${who} goes from version ${known} of ${cluster} back to ${version}`);
      newest.set(key, Math.max(known, version));
    };
    return {
      hears: {
        ConfigurationStored: ({ cluster, version, at }) => rise("the cluster", cluster, version, at),
        NoteMade: ({ note, at }) => {
          if (note.kind !== "copy-taken") return;
          rise(note.server, note.cluster, note.version, at);
          const stored = newest.get(`the cluster ${note.cluster}`) ?? 0;
          if (note.version > stored)
            finding.violated(
              at,
              `${note.server} holds version ${note.version} of ${note.cluster}, which was never stored`,
            );
        },
      },
    };
  },
};
