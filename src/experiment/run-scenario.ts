/** Runs a scenario under some of its policies, with replications, into one summary. */
import { RESULT_VERSION, type ScenarioIdentity, type Summary } from "../result/index.js";
import type { PolicySpec, Scenario } from "../scenario/index.js";
import { toSeconds } from "../units/index.js";
import { PolicyAggregate } from "./policy-aggregate.js";
import { runReplication } from "./run-replication.js";

export interface ScenarioRunOptions {
  /** Names of policies of the scenario. */
  readonly policies: readonly string[];
  readonly replications: number;
  /** Version of the program, named in the summary. */
  readonly version: string;
  readonly everyEvent?: boolean;
}

/** @throws RunError when the program itself fails */
export function runScenario(scenario: Scenario, options: ScenarioRunOptions): Summary {
  return {
    format: "understudy-summary",
    formatVersion: RESULT_VERSION,
    version: options.version,
    scenario: identityOf(scenario),
    seed: scenario.seed,
    partial: false,
    policies: options.policies.map((name) => runPolicy(scenario, name, options)),
  };
}

function runPolicy(scenario: Scenario, name: string, options: ScenarioRunOptions) {
  const policy = policyOf(scenario, name);
  const aggregate = new PolicyAggregate(scenario, name);
  for (let replication = 0; replication < options.replications; replication++) {
    const everyEvent = options.everyEvent === true;
    aggregate.add(runReplication(scenario, policy, replication, { detail: replication === 0, everyEvent }));
  }
  return aggregate.finish();
}

function policyOf(scenario: Scenario, name: string): PolicySpec {
  const found = scenario.policies.find((policy) => policy.name === name);
  if (found === undefined) throw new RangeError(`${scenario.name} has no policy ${name}`);
  return found;
}

function identityOf({ name, title, digest, duration, warmUp, start }: Scenario): ScenarioIdentity {
  return {
    name,
    title,
    digest,
    durationSeconds: toSeconds(duration),
    warmUpSeconds: toSeconds(warmUp),
    start: start === null ? null : new Date(start / 1000).toISOString(),
  };
}
