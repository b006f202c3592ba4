/** What a scenario's world could not survive, as far as its configuration tells: single copies, single ways, nobody to stand in. */
import { sayTime } from "../../control/index.js";
import { families } from "../family/index.js";
import type { Scenario } from "../scenario.js";
import { planOf } from "./plan.js";
import { worldWeaknesses } from "./world-weaknesses.js";

/** One sentence each; empty when nothing was found, which does not mean that there is nothing. */
export function weaknessesOf(scenario: Scenario): readonly string[] {
  return [
    ...worldWeaknesses(scenario.world),
    ...standInsOf(scenario),
    ...limitsOf(scenario),
    ...families.flatMap((family) => family.weaknesses?.(scenario) ?? []),
  ];
}

function standInsOf(scenario: Scenario): readonly string[] {
  return scenario.policies.flatMap((policy) =>
    planOf(scenario, policy).moves.flatMap(({ subjects, from, to, excluded }) => {
      if (to !== null) return [];
      const why = excluded.map((each) => `${each.host}: ${each.why}`).join("; ");
      return [
        `under ${policy.name} nobody can stand in for ${from} (${subjects.join(", ")})${why === "" ? "" : `: ${why}`}`,
      ];
    }),
  );
}

/** Steps that take longer than they may even when all goes well. */
function limitsOf(scenario: Scenario): readonly string[] {
  return scenario.policies.flatMap((policy) =>
    planOf(scenario, policy).moves.flatMap(({ subjects, to, steps }) =>
      steps.flatMap(({ name, expectedMicros: expected, withinMicros: within }) =>
        expected === null || expected <= within
          ? []
          : [
              `under ${policy.name} ${name} takes about ${sayTime(expected)} at ${to} (${subjects.join(", ")}), and may take ` +
                `${sayTime(within)}: it is given up each time`,
            ],
      ),
    ),
  );
}
