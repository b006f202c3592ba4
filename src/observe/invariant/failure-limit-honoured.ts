/** A member beyond its failure limit holds no role until it was serviced. */
import type { Micros } from "../../units/index.js";
import { all, runs } from "./applies.js";
import type { Invariant } from "./invariant.js";

/**
 * Evaluated whenever a member gets a role. Failures are counted here by the truth of what Primaries gave up, whoever was
 * Primary then: one that forgets what its predecessor counted is found out.
 */
export const failureLimitHonoured: Invariant = {
  name: "failure-limit-honoured",
  about: "A member that failed more often than the limit allows holds no role until it was serviced: it would take the set down with it.",
  idle: "no member failed that often",
  appliesTo: all(runs("failover-sets"), ({ failureLimit }) => failureLimit !== undefined),
  watch: (finding, { context: { failureLimit: limit } }) => {
    const failures = new Map<string, Micros[]>();
    /** Members beyond the limit, and the epoch in which that came to pass. */
    const beyond = new Map<string, number>();
    let epoch = 0;
    return {
      hears: {
        NoteMade: ({ note, at }) => {
          if (limit === undefined) return;
          if (note.kind === "role-taken" && note.role === "primary") epoch = note.epoch;
          // Followers give a Primary up too; it counts once, when the next Primary says so.
          if (note.kind === "failure-counted") {
            const recent = [...(failures.get(note.member) ?? []), at].filter((each) => each > at - limit.within);
            failures.set(note.member, recent);
            if (recent.length > limit.failures) {
              beyond.set(note.member, note.epoch);
              finding.stake();
            }
          }
          if (note.kind === "member-serviced") {
            beyond.delete(note.member);
            failures.delete(note.member);
          }
          if (note.kind !== "role-taken" || note.role === "none") return;
          const since = beyond.get(note.member);
          // Who does not hear that it is held out cannot know; whoever gives it a role does.
          if (since === undefined || note.epoch < since || (note.epoch === since && epoch !== since)) return;
          finding.violated(at, `${note.member} is ${note.role}, and has failed too often`);
        },
      },
    };
  },
};
