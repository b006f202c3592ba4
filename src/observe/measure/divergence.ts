/** How long members of a set had different configurations. */
import { toSeconds, type Micros } from "../../units/index.js";
import type { Measure } from "./measure.js";

/** Of those that work; between the first member that stores a change and the last there is always a moment. */
export const divergence: Measure = {
  name: "divergence",
  about: "How far the configurations of members that work were apart.",
  of: "failover-set",
  appliesTo: ({ memberSets = [] }) => memberSets.length > 0,
  values: [
    { key: "diverged.time", about: "How long members that worked had different configurations.", unit: "seconds", better: "lower" },
    { key: "diverged.end", about: "Members that did not have the newest one at the end.", unit: "count", better: "lower" },
  ],
  begin: (set, { members, context: { warmUp } }) => {
    let since: Micros | null = null;
    let total = 0;
    const digests = (): readonly number[] =>
      (members.sets.get(set)?.members ?? []).flatMap((each) => {
        const { state, digest } = members.members.get(each)!;
        return state === "gone" ? [] : [digest];
      });
    const look = (at: Micros): void => {
      const differ = new Set(digests()).size > 1;
      if (differ && since === null) since = at;
      if (differ || since === null) return;
      total += Math.max(0, at - Math.max(since, warmUp));
      since = null;
    };
    return {
      hears: {
        NoteMade: ({ note, at }) => {
          if (note.kind === "configuration-stored" && note.set === set) look(at);
        },
        PartChanged: ({ at }) => look(at),
      },
      values: (until) => {
        const all = digests();
        if (all.length === 0) return [null, null];
        if (since !== null) total += Math.max(0, until - Math.max(since, warmUp));
        since = null;
        const counts = new Map<number, number>();
        for (const each of all) counts.set(each, (counts.get(each) ?? 0) + 1);
        return [toSeconds(total), all.length - Math.max(...counts.values())];
      },
    };
  },
};
