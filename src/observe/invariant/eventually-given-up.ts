/** A member that does not work is given up by the Primary, whatever it was then. */
import { duration, say } from "../../control/index.js";
import type { Micros } from "../../units/index.js";
import { SetPeace } from "../account/set-peace.js";
import { all, runs } from "./applies.js";
import type { Invariant } from "./invariant.js";

/**
 * Evaluated when a member works again, and at the end: whoever has been gone for long, while one member was Primary all the time
 * and nothing else went wrong, has been given up since, or was before and has not been admitted again.
 */
export const eventuallyGivenUp: Invariant = {
  name: "eventually-given-up",
  about:
    "A member that does not work is given up: nobody would put it right, and nobody would do what its server did, " +
    "as long as all take it for alive.",
  idle: "no member was gone for long under one Primary",
  appliesTo: all(runs("failover-sets"), ({ setPatience }) => setPatience !== undefined),
  watch: (finding, { members, context }) => {
    const peace = new SetPeace(context.spec);
    const patience = context.setPatience ?? Infinity;
    const goneSince = new Map<string, Micros>();
    const down = new Set<string>();
    /** When somebody became Primary last, or was not any more. */
    let primarySince: Micros = 0;
    const look = (member: string, at: Micros): void => {
      const since = goneSince.get(member);
      const book = members.members.get(member);
      if (since === undefined || book === undefined) return;
      const watched = at - Math.max(since, peace.since(at), primarySince);
      if (watched < patience || members.primariesOf(book.set).length !== 1) return;
      finding.stake();
      if (down.has(member)) return;
      finding.violated(at, say`${member} has been gone for ${duration(at - since)}, and nobody has given it up`);
    };
    return {
      hears: {
        ...peace.hears,
        PartChanged: (record) => {
          const { part, state, at } = record;
          if (state === "gone" && members.members.has(part)) goneSince.set(part, at);
          else {
            look(part, at);
            goneSince.delete(part);
          }
          peace.hears.PartChanged?.(record);
        },
        NoteMade: ({ note, at }) => {
          if (note.kind === "member-given-up") down.add(note.member);
          else if (note.kind === "member-admitted") down.delete(note.member);
          else if (note.kind === "role-taken" && (note.role === "primary" || note.role === "none")) primarySince = at;
          if (note.kind === "role-taken" && note.role === "primary") down.delete(note.member);
        },
      },
      finish: (at) => {
        for (const member of goneSince.keys()) look(member, at);
      },
    };
  },
};
