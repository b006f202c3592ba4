/** A fault may wait for a step of a task's execution by the agent that takes it. */
import { expect, test } from "vitest";
import { runReplication } from "../../src/experiment/run-replication.js";
import { scenarioOf } from "../theory/replicate.js";

/** How often the fault struck. */
function struck(aimed: string): number {
  const scenario = scenarioOf("dual-server/agent-dies.yaml", { "{ step: execute, of: ops }": aimed });
  const { result } = runReplication(scenario, scenario.policies[0]!, 0, { detail: false });
  return result.faults.reduce((sum, { struck: times = 0 }) => sum + times, 0);
}

test("it strikes when that agent begins the step, and not when another one does", () => {
  expect(struck("{ step: execute, of: ops }")).toBe(1);
  expect(struck("{ step: store-asker, of: c-111-A }")).toBe(1);
  expect(struck("{ step: store-asker, of: c-112-A }")).toBe(0);
});
