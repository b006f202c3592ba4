/** What a policy would do, step by step, worked out from the configuration before anything has happened. */
import { families } from "../family/index.js";
import type { PolicySpec, Scenario } from "../scenario.js";
import { oncePer } from "./once.js";
import type { PlannedMove } from "./planned-move.js";

export interface Plan {
  readonly policy: string;
  /** The policy in one sentence. */
  readonly about: string;
  /** One for each group of subjects that move together, and for whatever else is done in steps. */
  readonly moves: readonly PlannedMove[];
}

/** A policy that leaves failures to nobody or to a module has no plan for them that could be printed. */
export const planOf = oncePer((scenario: Scenario, policy: PolicySpec): Plan => {
  const plans = families.flatMap((family) => family.plan(policy, scenario) ?? []);
  return {
    policy: policy.name,
    about: plans.map(({ about }) => about).join("; "),
    moves: plans.flatMap(({ moves }) => moves),
  };
});
