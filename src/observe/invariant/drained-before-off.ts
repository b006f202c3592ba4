/** A helper that is not needed any more ends what it has begun. */
import type { Micros } from "../../units/index.js";
import { runs } from "./applies.js";
import type { Invariant } from "./invariant.js";

/** A host that leaves because it is not needed, and whether anybody waited for what it has. */
interface Leaving {
  drained: boolean;
  /** It begins to stop now: whom it turns away is known when requests are counted next, at the same instant. */
  stopsAt: Micros | null;
}

/** The load alone is no reason to break anything off. */
const NOT_NEEDED: ReadonlySet<string> = new Set(["beyond-threshold", "target", "fixed-number"]);

/**
 * Evaluated when a helper that leaves because of low load shuts down: either it has answered everything, or it was waited
 * for as long as the policy says. One that dies, or that somebody else needs, leaves without.
 */
export const drainedBeforeOff: Invariant = {
  name: "drained-before-off",
  about:
    "A helper that is not needed any more answers what was sent to it before it is shut down: giving hosts back costs no user anything.",
  idle: "no helper left for want of load",
  appliesTo: runs("balancing"),
  watch: (finding) => {
    const leaving = new Map<string, Leaving>();
    /** By host: requests that it turned away or dropped, when they were counted last. */
    const lost = new Map<string, number>();
    return {
      hears: {
        NoteMade: ({ note }) => {
          if (note.kind === "begun" && note.of.kind === "shrink" && NOT_NEEDED.has(note.because.rule))
            leaving.set(note.of.to ?? "", { drained: false, stopsAt: null });
          if (note.kind === "begun" && note.of.recovers) leaving.delete(note.of.to ?? "");
          if (note.kind === "ended" && note.of.kind === "shrink") leaving.delete(note.of.to ?? "");
        },
        EffectSent: ({ action }) => {
          const left = action.kind === "drain" ? leaving.get(action.host) : undefined;
          if (left !== undefined) left.drained = true;
        },
        HostStageChanged: ({ host, to, at }) => {
          const left = leaving.get(host);
          if (left === undefined || to !== "shutting-down") return;
          finding.stake();
          left.stopsAt = at;
        },
        RequestsAudited: ({ hosts, at }) => {
          for (const { host, turnedAway, dropped } of hosts) {
            const more = turnedAway + dropped - (lost.get(host) ?? 0);
            lost.set(host, turnedAway + dropped);
            const left = leaving.get(host);
            if (left?.stopsAt !== at || left.drained || more === 0) continue;
            leaving.delete(host);
            finding.violated(at, `${host} shuts down and turns ${more} requests away that nobody waited for`);
          }
        },
      },
    };
  },
};
