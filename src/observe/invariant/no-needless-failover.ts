/** Nobody takes over from a host that works and can be reached. */
import { instant, say } from "../../control/index.js";
import { watchersIn } from "../../model/index.js";
import { MINUTE, type Micros } from "../../units/index.js";
import { runs } from "./applies.js";
import type { Invariant } from "./invariant.js";

/** Whatever happened before this has been noticed or is forgotten by any rule of detection. */
const UNDISTURBED: Micros = 5 * MINUTE;

/**
 * Evaluated at each takeover that begins because of a verdict. Needless: the host works, and neither it, its agent, the
 * host on which that runs nor anything else was touched by a fault since so long.
 */
export const noNeedlessFailover: Invariant = {
  name: "no-needless-failover",
  about:
    "Nobody takes over from a host that works and can be reached: that would be an outage made by what should prevent it.",
  idle: "nobody took over because of a verdict",
  appliesTo: runs("failover"),
  watch: (finding, { hosts, context }) => {
    const disturbedAt = new Map<string, Micros>();
    let inForce = 0;
    let faultAt: Micros = -UNDISTURBED;
    // What is told of the very beginning is no change.
    const disturb = (host: string, at: Micros) => void (at === 0 || disturbedAt.set(host, at));
    for (const { name } of context.spec.hosts) disturb(name, -UNDISTURBED);
    const watchers = watchersIn(context.spec.agents);
    return {
      hears: {
        FaultInjected: ({ at }) => {
          inForce += 1;
          faultAt = at;
        },
        FaultCleared: ({ at }) => {
          inForce -= 1;
          faultAt = at;
        },
        HostHealthChanged: ({ host, at }) => disturb(host, at),
        HostStageChanged: ({ host, at }) => disturb(host, at),
        AgentChanged: ({ host, at }) => disturb(host, at),
        NoteMade: ({ note, at }) => {
          if (note.kind !== "begun" || !note.of.recovers || note.because.rule !== "verdict") return;
          const { from, to } = note.of;
          if (from === undefined) return;
          finding.stake();
          const watcher = watchers.get(from)?.host ?? from;
          const quietSince = Math.max(disturbedAt.get(from) ?? 0, disturbedAt.get(watcher) ?? 0, faultAt);
          if (inForce > 0 || at - quietSince < UNDISTURBED || !hosts.isAvailable(from)) return;
          finding.violated(
            at,
            say`${to ?? "nobody"} takes over from ${from}, which works undisturbed since ${instant(quietSince)}`,
          );
        },
      },
    };
  },
};
