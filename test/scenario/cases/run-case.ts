/** Runs a scenario of this folder, or a text, as the command line would. */
import { readFileSync } from "node:fs";
import { runReplication, type ReplicationOutcome } from "../../../src/experiment/run-replication.js";
import type { ReplicationResult } from "../../../src/result/index.js";
import type { Scenario } from "../../../src/scenario/index.js";
import { scenarioOf } from "../a-scenario.js";

const HERE = new URL("./", import.meta.url);

export interface CaseOptions {
  /** The first unless named. */
  readonly policy?: string;
  readonly replications?: number;
}

/** The scenario in a file of this folder, its own name without `.yaml`. */
export function caseOf(name: string): Scenario {
  return scenarioOf(readFileSync(new URL(`${name}.yaml`, HERE), "utf8"));
}

export function runCase(name: string, options: CaseOptions = {}): readonly ReplicationResult[] {
  return runScenario(caseOf(name), options).map(({ result }) => result);
}

export function runScenario(
  scenario: Scenario,
  { policy: name, replications = 1 }: CaseOptions = {},
): readonly ReplicationOutcome[] {
  const policy = scenario.policies.find((each) => name === undefined || each.name === name);
  if (policy === undefined) throw new Error(`no policy is named ${name}`);
  return Array.from({ length: replications }, (_, replication) =>
    runReplication(scenario, policy, replication, { detail: true }),
  );
}
