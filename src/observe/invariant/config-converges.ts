/** When nothing is wrong with their networks all members come to have the same configuration. */
import { SetPeace } from "../account/set-peace.js";
import { isOlder, newestOf } from "../account/version-order.js";
import { type Micros, MINUTE, SECOND } from "../../units/index.js";
import { runs } from "./applies.js";
import type { Invariant } from "./invariant.js";

/** So long after the last trouble everybody has been heard, and sent what it lacks. */
const PATIENCE: Micros = MINUTE;
/** So long a change may be on its way. */
const UNDER_WAY: Micros = 10 * SECOND;

/** Evaluated at the end, of the members that have worked for a while: what the Primary has had for some time they have too. */
export const configConverges: Invariant = {
  name: "config-converges",
  about: "All members of a failover set that can be reached have the same configuration in the end.",
  idle: "the networks were not whole for long enough at the end",
  appliesTo: runs("failover-sets"),
  watch: (finding, { members, context }) => {
    const peace = new SetPeace(context.spec);
    const settles = context.setPatience ?? 0;
    /** When each version was stored first. */
    const made = new Map<string, Micros>();
    return {
      hears: {
        ...peace.hears,
        NoteMade: ({ note, at }) => {
          if (note.kind !== "configuration-stored") return;
          const key = `${note.set} ${note.version.epoch}.${note.version.index}`;
          if (!made.has(key)) made.set(key, at);
        },
      },
      finish: (at) => {
        if (at - peace.since(at) < Math.max(PATIENCE, settles)) return;
        for (const [set, book] of members.sets) {
          const working = book.members.filter((each) => members.members.get(each)!.state === "works");
          const versions = working.map((each) => ({ each, ...members.members.get(each)! }));
          const newest = newestOf(versions.flatMap(({ version }) => version ?? []));
          if (newest.epoch === 0) continue;
          const since = made.get(`${set} ${newest.epoch}.${newest.index}`) ?? at;
          // What was changed just now is on its way.
          if (at - since < Math.max(UNDER_WAY, settles / 4)) continue;
          finding.stake();
          for (const { each, version } of versions) {
            if (version !== null && !isOlder(version, newest)) continue;
            finding.violated(at, `${each} does not have ${newest.epoch}.${newest.index} of ${set}`);
          }
        }
      },
    };
  },
};
