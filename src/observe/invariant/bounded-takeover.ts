/** A takeover ends within the limits that its policy sets itself. */
import { duration, say } from "../../control/index.js";
import type { UndertakingTold } from "../account/undertaking-account.js";
import { decides } from "./applies.js";
import type { Invariant } from "./invariant.js";

/**
 * Evaluated for each takeover within the budget of one fault: none struck while it ran, and at most one was in force when
 * it began. Not for those that called a person or paused until something works again: how long that takes is not in the
 * hand of the policy.
 */
export const boundedTakeover: Invariant = {
  name: "bounded-takeover",
  about:
    "As long as one fault strikes at a time, a takeover ends in the time that its limits add up to: limits that can be " +
    "exceeded are none.",
  idle: "nobody took over from anybody",
  appliesTo: decides,
  watch: (finding, { context, undertakings }) => {
    let inForce = 0;
    const beyondBudget = new Set<UndertakingTold>();
    const exempt = (): void => undertakings.recoveriesUnderWay().forEach((each) => beyondBudget.add(each));
    return {
      hears: {
        FaultInjected: () => {
          inForce += 1;
          exempt();
        },
        FaultCleared: () => void (inForce -= 1),
        NoteMade: ({ note }) => {
          if (note.kind === "begun" && note.of.recovers && inForce > 1) exempt();
        },
      },
      finish: (end) => {
        const limit = context.declaredTakeover;
        if (limit === undefined) return finding.unable("its policy declares no limits that add up");
        if (undertakings.recoveries.length > 0)
          finding.unable("in no takeover was one fault alone in force, and nobody called");
        for (const takeover of undertakings.recoveries) {
          const until = takeover.endedAt ?? end;
          if (beyondBudget.has(takeover) || calledSomebody(takeover) || paused(takeover)) continue;
          finding.stake();
          if (until - takeover.startedAt <= limit) continue;
          const { from, to } = takeover.of;
          const took = duration(until - takeover.startedAt);
          finding.violated(
            until,
            say`the takeover from ${from ?? "nobody"} to ${to ?? "nobody"} took ${took}; its limits add up to ${duration(limit)}`,
          );
        }
      },
    };
  },
};

function paused({ steps }: UndertakingTold): boolean {
  return steps.some(({ startedAt }, index) => index > 0 && startedAt > (steps[index - 1]?.endedAt ?? startedAt));
}

function calledSomebody({ steps }: UndertakingTold): boolean {
  return steps.some(({ phase }) => phase === "person");
}
