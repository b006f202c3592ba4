/** What a scenario's world could not survive, as far as its configuration tells: single copies, single ways, nobody to stand in. */
import { sayLength } from "../../units/index.js";
import { families } from "../family/index.js";
import type { Scenario } from "../scenario.js";
import { eachOf } from "./alike.js";
import { planOf } from "./plan.js";
import type { Excluded, PlannedStep } from "./planned-move.js";
import { saidOnce, tell, type Sentence } from "./sentence.js";
import { worldWeaknesses } from "./world-weaknesses.js";

/** One sentence each, or one for many that are alike; empty when nothing was found, which does not mean that there is nothing. */
export function weaknessesOf(scenario: Scenario): readonly string[] {
  return [
    ...saidOnce(worldWeaknesses(scenario.world)),
    ...saidOnce(standInsOf(scenario)),
    ...saidOnce(limitsOf(scenario)),
    ...families.flatMap((family) => family.weaknesses?.(scenario) ?? []),
  ];
}

function standInsOf(scenario: Scenario): readonly Sentence[] {
  return scenario.policies.flatMap((policy) =>
    planOf(scenario, policy).moves.flatMap((move) => {
      if (move.to !== null) return [];
      const why = move.excluded.map((each) => `${each.host}${others(each)}: ${each.why}`).join("; ");
      const clause = why === "" ? "" : `: ${why}`;
      return eachOf(move).map(
        ({ from, subjects }) =>
          tell`under ${{ clause: policy.name }} nobody can stand in for ${from} (${subjects})${{ clause }}`,
      );
    }),
  );
}

function others({ alike = [] }: Excluded): string {
  return alike.length === 0 ? "" : ` and ${alike.length} others`;
}

/** All that would be done, the other ways that are gone among it. */
function taken(steps: readonly PlannedStep[]): readonly PlannedStep[] {
  return steps.flatMap((step) => {
    const { otherwise, isFailing } = step;
    return isFailing === true && typeof otherwise !== "string" ? [step, ...taken(otherwise)] : [step];
  });
}

/** Steps that take longer than they may even when all goes well. */
function limitsOf(scenario: Scenario): readonly Sentence[] {
  return scenario.policies.flatMap((policy) =>
    planOf(scenario, policy).moves.flatMap((move) =>
      taken(move.steps).flatMap(({ name, expectedMicros: expected, withinMicros: within }) => {
        if (expected === null || expected <= within) return [];
        const [takes, may] = [{ clause: sayLength(expected) }, { clause: sayLength(within) }];
        return eachOf(move).map(
          ({ to, subjects }) =>
            tell`under ${{ clause: policy.name }} ${{ clause: name }} takes about ${takes} at ${to ?? "nobody"} (${subjects}), and may take ${may}: it is given up each time`,
        );
      }),
    ),
  );
}
