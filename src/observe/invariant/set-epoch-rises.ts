/** Each Primary of a set rules under a newer epoch than all before. */
import { runs } from "./applies.js";
import type { Invariant } from "./invariant.js";

/** Evaluated whenever a member becomes Primary. */
export const setEpochRises: Invariant = {
  name: "set-epoch-rises",
  about: "Each Primary of a failover set rules under a newer epoch than all before it, also after restarts: orders of an older one can be told by that.",
  idle: "nobody became Primary",
  appliesTo: runs("failover-sets"),
  watch: (finding) => {
    const newest = new Map<string, { readonly epoch: number; readonly member: string }>();
    return {
      hears: {
        NoteMade: ({ note, at }) => {
          if (note.kind !== "role-taken" || note.role !== "primary") return;
          finding.stake();
          const before = newest.get(note.set);
          if (before !== undefined && note.epoch <= before.epoch) {
            const what = `${note.member} rules ${note.set} under epoch ${note.epoch}, after ${before.member} under ${before.epoch}`;
            finding.violated(at, what);
          }
          newest.set(note.set, note);
        },
      },
    };
  },
};
