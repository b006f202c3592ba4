/** How long members of a set had different configurations. */
import { toSeconds, type Micros } from "../../units/index.js";
import type { Measure } from "./measure.js";

/** Of those that work; between the first member that stores a change and the last there is always a moment. */
export const divergence: Measure = {
  name: "divergence",
  about: "How far the configurations of members that work were apart.",
  of: "failover-set",
  appliesTo: ({ memberSets = [] }, set) => memberSets.some(({ name }) => name === set),
  values: [
    {
      key: "diverged.time",
      about: "How long members that worked had different configurations.",
      unit: "seconds",
      better: "lower",
    },
    {
      key: "diverged.end",
      about: "Members that did not have the newest one at the end.",
      unit: "count",
      better: "lower",
    },
  ],
  begin: (set, { members, context: { warmUp } }) => {
    let since: Micros | null = null;
    let total = 0;
    /** What each member has that works, and how many have the same. */
    const had = new Map<string, number>();
    const counts = new Map<number, number>();
    const put = (member: string, digest: number | null): void => {
      const before = had.get(member);
      if (before !== undefined) {
        const left = counts.get(before)! - 1;
        if (left === 0) counts.delete(before);
        else counts.set(before, left);
        had.delete(member);
      }
      if (digest === null) return;
      had.set(member, digest);
      counts.set(digest, (counts.get(digest) ?? 0) + 1);
    };
    const look = (at: Micros): void => {
      if (counts.size > 1) since ??= at;
      else if (since !== null) {
        total += Math.max(0, at - Math.max(since, warmUp));
        since = null;
      }
    };
    return {
      hears: {
        NoteMade: ({ note, at }) => {
          if (note.kind !== "configuration-stored" || note.set !== set) return;
          put(note.member, note.digest);
          look(at);
        },
        PartChanged: ({ part, state, at }) => {
          const book = members.members.get(part);
          if (book?.set !== set || book.version === null) return;
          put(part, state === "gone" ? null : book.digest);
          look(at);
        },
      },
      values: (until) => {
        if (had.size === 0) return [null, null];
        if (since !== null) total += Math.max(0, until - Math.max(since, warmUp));
        since = null;
        return [toSeconds(total), had.size - Math.max(...counts.values())];
      },
    };
  },
};
