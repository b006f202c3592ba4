/** A takeover ends within the limits that its policy sets itself. */
import { sayTime } from "../../control/index.js";
import type { TakeoverTold } from "../account/takeover-account.js";
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
  watch: (finding, { context, takeovers }) => {
    let inForce = 0;
    const beyondBudget = new Set<TakeoverTold>();
    const exempt = (): void => takeovers.underWay().forEach((each) => beyondBudget.add(each));
    return {
      hears: {
        FaultInjected: () => {
          inForce += 1;
          exempt();
        },
        FaultCleared: () => void (inForce -= 1),
        NoteMade: ({ note }) => {
          if (note.kind === "takeover-started" && inForce > 1) exempt();
        },
      },
      finish: (end) => {
        const limit = context.declaredTakeover;
        if (limit === undefined) return;
        for (const takeover of takeovers.takeovers) {
          const until = takeover.endedAt ?? end;
          if (beyondBudget.has(takeover) || calledSomebody(takeover) || paused(takeover)) continue;
          finding.stake();
          if (until - takeover.startedAt <= limit) continue;
          const { from, to, startedAt } = takeover;
          const took = sayTime(until - startedAt);
          finding.violated(
            until,
            `the takeover from ${from} to ${to} took ${took}; its limits add up to ${sayTime(limit)}`,
          );
        }
      },
    };
  },
};

function paused({ steps }: TakeoverTold): boolean {
  return steps.some(({ startedAt }, index) => index > 0 && startedAt > (steps[index - 1]?.endedAt ?? startedAt));
}

function calledSomebody({ steps }: TakeoverTold): boolean {
  return steps.some(({ phase }) => phase === "person");
}
