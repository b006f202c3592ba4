/** When everything is mended every member that may hold a role has one. */
import { instant, say } from "../../control/index.js";
import { type Micros, MINUTE } from "../../units/index.js";
import { SetPeace } from "../account/set-peace.js";
import { runs } from "./applies.js";
import type { Invariant } from "./invariant.js";

/** At the usual settings and beyond. */
const PATIENCE: Micros = MINUTE;

/** Evaluated at the end: a member that works under one Primary, and was not refused for good, held out or found out of order. */
export const eventuallyAdmitted: Invariant = {
  name: "eventually-admitted",
  about:
    "When a member works and can talk it is given a role: " +
    "without one it can replace nobody, and nobody would notice that it is not there any more.",
  idle: "nothing was wrong, or not for long enough nothing at the end",
  appliesTo: runs("failover-sets"),
  watch: (finding, { members, context }) => {
    const peace = new SetPeace(context.spec);
    const patience = Math.max(PATIENCE, context.setPatience ?? 0);
    /** Who is not to be admitted, as far as is known. */
    const unfit = new Set<string>();
    let primarySince: Micros = 0;
    return {
      hears: {
        ...peace.hears,
        NoteMade: ({ note, at }) => {
          if (note.kind === "role-taken" && note.role === "primary") primarySince = at;
          if (note.kind === "member-admitted") unfit.delete(note.member);
          if (note.kind === "member-given-up" && note.because.rule === "not-to-specification") unfit.add(note.member);
          // Whoever was not heard on one network is heard on it when that is mended.
          if (note.kind === "candidate-refused" && note.because.rule === "incompatible") unfit.add(note.member);
        },
      },
      finish: (at) => {
        const since = Math.max(peace.since(at), primarySince);
        if (at - since < patience) return;
        for (const [member, { set, state, heldOut, role }] of members.members) {
          if (state !== "works" || heldOut || unfit.has(member) || members.primariesOf(set).length !== 1) continue;
          finding.stake();
          if (role !== "none") continue;
          finding.violated(at, say`${member} works, and has had no role since ${instant(since)}`);
        }
      },
    };
  },
};
