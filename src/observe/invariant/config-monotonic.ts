/** No member goes back to an older configuration. */
import { runs } from "./applies.js";
import type { Invariant } from "./invariant.js";

/** Evaluated whenever a member has stored a configuration, restarts in between or not. */
export const configMonotonic: Invariant = {
  name: "config-monotonic",
  about: "No member of a failover set goes back to an older configuration: what it was told before would be undone.",
  idle: "no configuration was stored",
  appliesTo: runs("failover-sets"),
  watch: (finding) => {
    const newest = new Map<string, { readonly epoch: number; readonly index: number }>();
    return {
      hears: {
        NoteMade: ({ note, at }) => {
          if (note.kind !== "configuration-stored") return;
          finding.stake();
          const { epoch, index } = note.version;
          const before = newest.get(note.member);
          if (before !== undefined && (epoch < before.epoch || (epoch === before.epoch && index <= before.index))) {
            const what = `${note.member} stored ${epoch}.${index} after ${before.epoch}.${before.index}`;
            finding.violated(at, what);
          }
          newest.set(note.member, note.version);
        },
      },
    };
  },
};
