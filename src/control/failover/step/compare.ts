/** The step that compares the recorded configurations of the failed host and the stand-in (Fig. 8, 828). */
import { numbered } from "../../kit/steps.js";
import { compareHosts } from "../data/index.js";
import type { FailoverStep, Move } from "../steps.js";
import { sayComparison } from "../transformation/index.js";

export function compare(move: Move, figure?: string): FailoverStep {
  return {
    name: "compare",
    ...numbered(figure),
    phase: "data",
    act: (facts) => {
      const comparison = compareHosts(move.from, move.to, facts, move.policy.parts);
      const words = sayComparison(comparison);
      return comparison.is === "unknown" ? { cannot: words } : { skip: words };
    },
    within: 0,
    otherwise: "give-up",
  };
}
