/** A change of the configuration that was acknowledged is never lost. */
import { runs } from "./applies.js";
import type { Invariant } from "./invariant.js";

/**
 * Evaluated whenever a member becomes Primary, and whenever a change is acknowledged. Violated when a Primary has an older
 * configuration than one that was acknowledged before, or when two members have stored different ones under one version.
 */
export const acknowledgedConfigKept: Invariant = {
  name: "acknowledged-config-kept",
  about: "A change of the configuration that was acknowledged is in the configuration of every later Primary.",
  idle: "no change was acknowledged before a Primary came",
  appliesTo: runs("failover-sets"),
  watch: (finding, { members }) => {
    /** By set and version: the chain that led there. */
    const digests = new Map<string, number>();
    const newest = new Map<string, { readonly epoch: number; readonly index: number; readonly request: number }>();
    return {
      hears: {
        NoteMade: ({ note, at }) => {
          if (note.kind === "configuration-stored") {
            const key = `${note.set} ${note.version.epoch}.${note.version.index}`;
            const known = digests.get(key);
            if (known !== undefined && known !== note.digest) {
              const { epoch, index } = note.version;
              finding.violated(at, `${note.member} has another configuration ${epoch}.${index} than others`);
            }
            digests.set(key, note.digest);
          }
          if (note.kind === "change-acknowledged") {
            const before = newest.get(note.set);
            const { epoch, index } = note.version;
            if (before === undefined || epoch > before.epoch || (epoch === before.epoch && index > before.index)) {
              newest.set(note.set, { epoch, index, request: note.request });
            }
          }
          if (note.kind !== "role-taken" || note.role !== "primary") return;
          const before = newest.get(note.set);
          const has = members.members.get(note.member)?.version;
          if (before === undefined || has === undefined || has === null) return;
          finding.stake();
          // Each change of one chain has the next index.
          if (has.index < before.index || has.epoch < before.epoch) {
            const what = `${note.member} is Primary with ${has.epoch}.${has.index}, and lacks request ${before.request}`;
            finding.violated(at, what);
          }
        },
      },
    };
  },
};
