/** A failover set has one Primary at most. */
import { runs } from "./applies.js";
import type { Invariant } from "./invariant.js";

/**
 * Evaluated whenever a member becomes Primary, and whenever one that is goes on after it hung. Who hangs does nothing, and
 * who is gone is none; everybody else is Primary from when it says so of itself until it says otherwise, whoever believes it.
 */
export const onePrimaryInASet: Invariant = {
  name: "one-primary-in-a-set",
  about: "At any instant at most one member of a failover set serves as Primary: two would configure against each other.",
  idle: "nobody became Primary",
  appliesTo: runs("failover-sets"),
  watch: (finding, { members }) => {
    const evaluate = (set: string, at: number): void => {
      finding.stake();
      const primaries = members.primariesOf(set);
      if (primaries.length > 1) finding.violated(at, `${primaries.join(" and ")} are Primary of ${set}`);
    };
    return {
      hears: {
        NoteMade: ({ note, at }) => {
          if (note.kind === "role-taken" && note.role === "primary") evaluate(note.set, at);
        },
        PartChanged: ({ part, state, at }) => {
          const book = members.members.get(part);
          if (book?.role === "primary" && state === "works") evaluate(book.set, at);
        },
      },
    };
  },
};
