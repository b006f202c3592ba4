/** What a fenced host still had in its hands does not reach the media. */
import type { WriteRange } from "../../model/index.js";
import { all, decides, writes } from "./applies.js";
import type { Invariant } from "./invariant.js";

/**
 * Evaluated at each write that reaches the media of a volume: by whom it was acknowledged is known from its number. A host
 * is barred from the start of the first step of a takeover that comes after fencing, until it mounts the volume again in a
 * takeover, or is told to start again with its own: then it may come up late, after its power has returned.
 */
export const noWriteAfterFence: Invariant = {
  name: "no-write-after-fence",
  about:
    "Nothing that a fenced host had still under way reaches the media: it would change data that the stand-in already " +
    "works with.",
  appliesTo: all(decides, writes),
  watch: (finding, { undertakings }) => {
    const barred = new Set<string>();
    /** Writes that were acknowledged and may still be under way: by volume, who did and which. */
    const pending = new Map<string, { readonly host: string; readonly range: WriteRange }[]>();
    const of = (volume: string) => {
      let list = pending.get(volume);
      if (list === undefined) pending.set(volume, (list = []));
      return list;
    };
    const forget = (volume: string, range: WriteRange) => {
      pending.set(
        volume,
        of(volume).filter((each) => each.range.to <= range.from || each.range.from >= range.to),
      );
    };
    return {
      hears: {
        NoteMade: ({ note }) => {
          if (note.kind !== "step-begun" || note.phase === "fence" || note.phase === "person") return;
          const { from, to, recovers } = note.of;
          if (!recovers || from === undefined || to === undefined) return;
          // A host that takes over is barred no more than one that begins to.
          barred.delete(to);
          if (from !== to) barred.add(from);
        },
        DataMounted: ({ host }) =>
          void (undertakings.recoveriesUnderWay().some(({ of }) => of.to === host) && barred.delete(host)),
        WritesAcknowledged: ({ host, volume, range }) => void of(volume).push({ host, range }),
        WritesDropped: ({ volume, range }) => forget(volume, range),
        WritesStored: ({ volume, device, range, at }) => {
          const author = of(volume).findLast((each) => each.range.from < range.to && each.range.to > range.from)?.host;
          if (author === undefined) return;
          if (barred.size > 0) finding.stake();
          if (!barred.has(author)) return;
          finding.violated(
            at,
            `writes ${range.from} to ${range.to - 1} of ${author} reached ${device} after it was fenced`,
          );
        },
      },
    };
  },
};
