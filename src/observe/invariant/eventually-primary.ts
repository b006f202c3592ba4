/** When everything is mended a set has a Primary. */
import { instant, say } from "../../control/index.js";
import { type Micros, MINUTE } from "../../units/index.js";
import { SetPeace } from "../account/set-peace.js";
import { runs } from "./applies.js";
import type { Invariant } from "./invariant.js";

/** At the usual settings and beyond. */
const PATIENCE: Micros = MINUTE;

/** Evaluated at the end, when the networks have been whole for a while and more than half of the members, neither held out nor refused, work. */
export const eventuallyPrimary: Invariant = {
  name: "eventually-primary",
  about:
    "When a majority of a failover set works and can talk, one of them is Primary: no two wait for each other for ever.",
  idle: "nothing was wrong, or not for long enough nothing at the end",
  appliesTo: runs("failover-sets"),
  watch: (finding, { members, context }) => {
    const peace = new SetPeace(context.spec);
    const patience = Math.max(PATIENCE, context.setPatience ?? 0);
    return {
      hears: peace.hears,
      finish: (at) => {
        const since = peace.since(at);
        if (at - since < patience) return;
        for (const [set, book] of members.sets) {
          const able = book.members.map((each) => members.members.get(each)!);
          const working = able.filter(({ state, heldOut, refused }) => state === "works" && !heldOut && !refused);
          if (working.length <= book.members.length / 2) continue;
          finding.stake();
          if (members.primariesOf(set).length > 0) continue;
          finding.violated(at, say`${set} has no Primary, and all is well since ${instant(since)}`);
        }
      },
    };
  },
};
