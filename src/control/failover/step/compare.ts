/** The step that compares the recorded configurations of the failed host and the stand-in (Fig. 8, 828). */
import { numbered } from "../../kit/steps.js";
import { compareData, compareHosts } from "../data/index.js";
import { volume } from "../facts.js";
import type { FailoverStep, Move } from "../steps.js";
import { sayComparison } from "../transformation/index.js";

export function compare(move: Move, figure?: string): FailoverStep {
  return {
    name: "compare",
    ...numbered(figure),
    phase: "data",
    act: (facts) => {
      const { to, volumes, policy } = move;
      // Of a host that could not start with what it got all may be with another again.
      const all = volumes.map((name) => volume(facts, name));
      const held = all.find(({ holder }) => holder === move.from) ?? all[0];
      const comparison =
        held === undefined
          ? compareHosts(move.from, to, facts, policy.parts)
          : compareData(held, to, facts, policy.parts);
      const words = sayComparison(comparison);
      return comparison.is === "unknown" ? { cannot: words } : { skip: words };
    },
    within: 0,
    otherwise: "give-up",
  };
}
