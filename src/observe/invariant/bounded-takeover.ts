/** A takeover ends within the limits that its policy sets itself. */
import { sayTime } from "../../control/index.js";
import type { TakeoverTold } from "../account/takeover-account.js";
import type { Micros } from "../../units/index.js";
import type { Invariant } from "./invariant.js";

/**
 * Evaluated for each takeover under which no further fault struck and for which no person was called: how long those
 * take is not in the hand of the policy.
 */
export const boundedTakeover: Invariant = {
  name: "bounded-takeover",
  about:
    "As long as one fault strikes at a time, a takeover ends in the time that its limits add up to: limits that can be " +
    "exceeded are none.",
  watch: (finding, { context, takeovers }) => {
    const strokes: Micros[] = [];
    return {
      hears: { FaultInjected: ({ at }) => void strokes.push(at) },
      finish: (end) => {
        const limit = context.declaredTakeover;
        if (limit === undefined) return;
        for (const takeover of takeovers.takeovers) {
          const until = takeover.endedAt ?? end;
          if (calledSomebody(takeover) || strokes.some((at) => at >= takeover.startedAt && at <= until)) continue;
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

function calledSomebody({ steps }: TakeoverTold): boolean {
  return steps.some(({ phase }) => phase === "person");
}
