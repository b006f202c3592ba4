/** Nobody holds a role without the configuration that goes with it. */
import { runs } from "./applies.js";
import type { Invariant } from "./invariant.js";

/** Evaluated whenever the Primary admits a member: that has stored by then whatever was acknowledged under this Primary by then. */
export const roleAfterCatchUp: Invariant = {
  name: "role-after-catch-up",
  about: "A member that was away is brought up to date before it may hold a role: it may have to be Primary the next moment.",
  idle: "no member was admitted",
  appliesTo: runs("failover-sets"),
  watch: (finding, { members }) => {
    const acknowledged = new Map<string, { readonly epoch: number; readonly index: number }>();
    return {
      hears: {
        NoteMade: ({ note, at }) => {
          if (note.kind === "change-acknowledged") acknowledged.set(note.set, note.version);
          // Serving is an acknowledgement too: the first change of that Primary is durable.
          if (note.kind === "role-taken" && note.role === "primary") {
            const version = members.members.get(note.member)?.version;
            if (version !== undefined && version !== null) acknowledged.set(note.set, version);
          }
          if (note.kind !== "member-admitted") return;
          finding.stake();
          const wanted = acknowledged.get(note.set);
          const has = members.members.get(note.member)?.version ?? { epoch: 0, index: 0 };
          if (wanted === undefined) return;
          if (has.epoch > wanted.epoch || (has.epoch === wanted.epoch && has.index >= wanted.index)) return;
          const what = `${note.member} is admitted with ${has.epoch}.${has.index}, when ${wanted.epoch}.${wanted.index} was acknowledged`;
          finding.violated(at, what);
        },
      },
    };
  },
};
