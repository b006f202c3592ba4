/** How long members of a set had different configurations. */
import type { Version } from "../../control/index.js";
import { toSeconds, type Micros } from "../../units/index.js";
import { isOlder, newestOf } from "../account/version-order.js";
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
      about: "Members that worked and did not have the newest one at the end.",
      unit: "count",
      better: "lower",
    },
  ],
  begin: (set, { members, context: { warmUp } }) => {
    let since: Micros | null = null;
    let total = 0;
    /** What each member has that works, and how many have the same. */
    const had = new Map<string, Stored>();
    let isKnown = false;
    const counts = new Map<number, number>();
    const put = (member: string, stored: Stored | null): void => {
      const before = had.get(member);
      if (before !== undefined) {
        const left = counts.get(before.digest)! - 1;
        if (left === 0) counts.delete(before.digest);
        else counts.set(before.digest, left);
        had.delete(member);
      }
      if (stored === null) return;
      isKnown = true;
      had.set(member, stored);
      counts.set(stored.digest, (counts.get(stored.digest) ?? 0) + 1);
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
          put(note.member, note);
          look(at);
        },
        PartChanged: ({ part, state, at }) => {
          const book = members.members.get(part);
          if (book?.set !== set || book.version === null) return;
          put(part, state === "works" ? { version: book.version, digest: book.digest } : null);
          look(at);
        },
      },
      values: (until) => {
        if (!isKnown) return [null, null];
        if (since !== null) total += Math.max(0, until - Math.max(since, warmUp));
        since = null;
        return [toSeconds(total), lackingNewest([...had.values()])];
      },
    };
  },
};

interface Stored {
  readonly version: Version;
  readonly digest: number;
}

/** How many have an older version, or one that goes by the same number and is another. */
function lackingNewest(stored: readonly Stored[]): number {
  const newest = newestOf(stored.map(({ version }) => version));
  const itsHolders = new Map<number, number>();
  for (const { version, digest } of stored) {
    if (!isOlder(version, newest)) itsHolders.set(digest, (itsHolders.get(digest) ?? 0) + 1);
  }
  return stored.length - Math.max(0, ...itsHolders.values());
}
