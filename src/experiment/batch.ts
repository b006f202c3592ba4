/** A few replications in a row: what is handed to a worker, and what comes back, both plain data. */
import type { PolicySpec, Scenario } from "../scenario/index.js";
import { InputError } from "./input-error.js";
import { badnessOf } from "./kept-replications.js";
import { loadModule } from "./policy-module.js";
import { RunError, type RunPlace } from "./run-error.js";
import { replicationInSlices, type ReplicationOutcome } from "./run-replication.js";
import { decodeText, type ScenarioText } from "./scenario-text.js";

export interface Batch {
  readonly scenario: ScenarioText;
  readonly policy: string;
  /** The first replication, counted from 0. */
  readonly first: number;
  readonly count: number;
  /** The replication whose detail is kept. */
  readonly detailOf: number;
  /** That of the worst of the others is kept too, if it goes no better than this; of none unless given. */
  readonly detailFrom?: number;
  readonly everyEvent: boolean;
  /** As `RunOptions` has it. */
  readonly antithetic?: boolean;
}

export interface BatchResult {
  readonly outcomes: readonly ReplicationOutcome[];
  readonly milliseconds: number;
  /** What ended the batch early. Errors lose their class on the way between threads, hence plain data. */
  readonly failure: BatchFailure | null;
}

interface BatchFailure {
  readonly message: string;
  readonly where: RunPlace | null;
  readonly stack: string;
  /** Whether it is the mistake of whoever wrote the scenario or its code. */
  readonly isInput: boolean;
}

/** Lets others use the thread for a moment; false when the batch is not wanted any more. */
export type Pause = () => Promise<boolean>;

/**
 * Never throws: what fails is part of the result.
 * @param pause called often; without it the thread is not left before the end
 */
export async function runBatch(batch: Batch, pause?: Pause): Promise<BatchResult> {
  const begin = performance.now();
  const outcomes: ReplicationOutcome[] = [];
  const result = (failure: BatchFailure | null): BatchResult => {
    return { outcomes, milliseconds: performance.now() - begin, failure };
  };
  try {
    const { scenario } = decodeText(batch.scenario);
    const policy = policyOf(scenario, batch.policy);
    const machine = policy.module && (await loadModule(policy.module.path, codeOf(batch.scenario, policy.module.path)));
    let worst = batch.detailFrom ?? Infinity;
    for (let replication = batch.first; replication < batch.first + batch.count; replication++) {
      const isAsked = replication === batch.detailOf;
      const detail = isAsked || batch.detailFrom !== undefined;
      const { everyEvent, antithetic = false } = batch;
      const options = { detail, everyEvent, antithetic, machine };
      const run = replicationInSlices(scenario, policy, replication, options);
      for (let step = run.next(); ; step = run.next()) {
        if (step.done === true) {
          const badness = badnessOf(step.value.result);
          const isWorst = badness > 0 && badness >= worst;
          outcomes.push(isAsked || isWorst ? step.value : withoutDetail(step.value));
          worst = Math.max(worst, badness);
          break;
        }
        if (pause !== undefined && !(await pause())) return result(null);
      }
    }
    return result(null);
  } catch (error) {
    if (!(error instanceof Error)) return result({ message: String(error), where: null, stack: "", isInput: false });
    const cause = error.cause instanceof Error ? error.cause : error;
    const where = error instanceof RunError ? error.where : null;
    return result({ message: cause.message, where, stack: cause.stack ?? "", isInput: error instanceof InputError });
  }
}

/** It is not sent to anybody for nothing. */
function withoutDetail(outcome: ReplicationOutcome): ReplicationOutcome {
  return { ...outcome, detail: null, checkpoints: [] };
}

/** The error of a batch as what it was before it travelled. */
export function errorOf({ message, where, stack, isInput }: BatchFailure): Error {
  if (isInput) return new InputError(message);
  const cause = new Error(message);
  cause.stack = stack;
  return where === null ? cause : new RunError(message, where, cause);
}

export function policyOf(scenario: Scenario, name: string): PolicySpec {
  const found = scenario.policies.find((policy) => policy.name === name);
  if (found === undefined) throw new RangeError(`${scenario.name} has no policy ${name}`);
  return found;
}

export function codeOf({ modules, file }: ScenarioText, path: string): string {
  const code = modules[path];
  if (code === undefined) throw new Error(`the module ${path} of ${file} was not read`);
  return code;
}
