/** Runs a scenario under some of its policies, with replications, into one summary. */
import {
  RESULT_VERSION,
  type PolicyResult,
  type ReplicationResult,
  type ScenarioIdentity,
  type Summary,
} from "../result/index.js";
import { topologyOf, type Scenario } from "../scenario/index.js";
import type { Checkpoint } from "../sim/index.js";
import { toSeconds } from "../units/index.js";
import { errorOf, policyOf, runBatch } from "./batch.js";
import type { Executor } from "./executor.js";
import { executorFor } from "./local-executor.js";
import { PolicyAggregate } from "./policy-aggregate.js";
import type { Arm } from "./run-replications.js";
import { replicatePolicy, type PrecisionGoal } from "./replicate-policy.js";
import { decodeText, type ScenarioText } from "./scenario-text.js";
import { settingDigest } from "./setting-digest.js";
import { version } from "./version.js";

/** What is run, how often, by whom, and who hears of it. */
export interface ScenarioRunOptions {
  /** Names of policies of the scenario; all when absent. */
  readonly policies?: readonly string[] | undefined;
  /** Independent runs with random numbers of their own; 1 unless told. */
  readonly replications?: number | undefined;
  /** Adds replications until the means are as precise. */
  readonly precision?: PrecisionGoal | null | undefined;
  /** Threads; 1 unless told, which stays in this one. Results are the same for any number. */
  readonly jobs?: number | undefined;
  readonly everyEvent?: boolean | undefined;
  /** Ends the run early; what was finished is in the summary, marked as partial. */
  readonly signal?: AbortSignal | undefined;
  readonly progress?: Progress | undefined;
  /** Hears of every replication, those too that the summary does not keep: each policy's in their order. */
  readonly replicated?: ((policy: string, replication: ReplicationResult) => void) | undefined;
  /** Who executes, if not threads of this machine; stays open. */
  readonly executor?: Executor | undefined;
}

/** Hears how many replications are done of how many that are planned so far. */
export type Progress = (done: number, planned: number) => void;

/** A summary, and what `replay` compares with. */
export interface ScenarioRun {
  readonly summary: Summary;
  /** Schedule digests of each policy's first replication from time to time, with which a repetition is compared. */
  readonly checkpoints: Readonly<Record<string, readonly Checkpoint[]>>;
}

/**
 * Runs a scenario under one or several of its policies, as the command `run` does; the same input gives the same result.
 * @throws RunError when the program itself fails, ScenarioError or InputError when the input is wrong
 */
export async function runScenario(source: ScenarioText, options: ScenarioRunOptions = {}): Promise<Summary> {
  return (await runWithCheckpoints(source, options)).summary;
}

/** As `runScenario`, with what a later repetition is compared with. */
export async function runWithCheckpoints(source: ScenarioText, options: ScenarioRunOptions = {}): Promise<ScenarioRun> {
  const { scenario } = decodeText(source);
  const { replications = 1, precision = null, signal, everyEvent = false } = options;
  const names = options.policies ?? scenario.policies.map(({ name }) => name);
  for (const name of names) policyOf(scenario, name);
  const counting = countOver(names.length, replications, options.progress);
  return withExecutor(options, names.length * replications, async (executor) => {
    const results = await Promise.all(
      names.map(async (policy) => {
        const aggregate = new PolicyAggregate(scenario, policy);
        const arm = { scenario: source, policy, everyEvent, detailsWorst: replications <= FEW && precision === null };
        const found = await replicatePolicy(
          executor,
          arm,
          scenario,
          aggregate,
          { replications, precision },
          {
            signal,
            planned: counting.planned(policy),
            added: ({ result }) => {
              options.replicated?.(policy, result);
              counting.done();
            },
          },
        );
        if (signal?.aborted !== true) await detailWorst(executor, arm, aggregate);
        return { policy, checkpoints: aggregate.checkpoints, result: aggregate.finish(found) };
      }),
    );
    return {
      summary: summaryOf(
        scenario,
        results.flatMap(({ result }) => (result === null ? [] : [result])),
        signal?.aborted === true,
      ),
      checkpoints: Object.fromEntries(results.map(({ policy, checkpoints }) => [policy, checkpoints])),
    };
  });
}

/**
 * Of so few replications all are observed in detail, which costs a twentieth of each: less than one of them once more, for
 * which the other threads would have to wait.
 */
const FEW = 20;

/** The replication that went worst of many is run once more, for its detail: only then it is known which one that is. */
export async function detailWorst(executor: Executor, arm: Arm, aggregate: PolicyAggregate): Promise<void> {
  const worst = aggregate.toDetail;
  if (worst === null) return;
  const { outcomes, failure } = await executor.run({ ...arm, first: worst, count: 1, detailOf: worst });
  if (failure !== null) throw errorOf(failure);
  // Interrupted, there is none.
  for (const outcome of outcomes) aggregate.addWorst(outcome);
}

/** Uses the executor given, or one of its own with no more threads than there is work for. */
export async function withExecutor<T>(
  { executor, jobs = 1 }: Pick<ScenarioRunOptions, "executor" | "jobs">,
  replications: number,
  use: (executor: Executor) => Promise<T>,
): Promise<T> {
  if (executor !== undefined) return use(executor);
  const own = await executorFor(Math.min(jobs, replications));
  try {
    return await use(own);
  } finally {
    await own.close();
  }
}

/** Adds up over policies what is planned and done. */
export function countOver(policies: number, replications: number, progress: Progress | undefined) {
  const totals = new Map<string, number>();
  let done = 0;
  const tell = (): void => {
    const others = (policies - totals.size) * replications;
    progress?.(
      done,
      [...totals.values()].reduce((sum, each) => sum + each, others),
    );
  };
  return {
    planned: (policy: string) => (total: number) => {
      totals.set(policy, total);
      tell();
    },
    done: () => {
      done += 1;
      tell();
    },
  };
}

export function identityOf(scenario: Scenario): ScenarioIdentity {
  const { name, title, digest, duration, warmUp, start } = scenario;
  return {
    name,
    title,
    digest,
    settingDigest: settingDigest(scenario),
    durationSeconds: toSeconds(duration),
    warmUpSeconds: toSeconds(warmUp),
    start: start === null ? null : new Date(start / 1000).toISOString(),
  };
}

/** A summary of one replication alone, with its detail. @param replication counted from 0 */
export async function explainReplication(source: ScenarioText, policy: string, replication: number): Promise<Summary> {
  const { scenario } = decodeText(source);
  const batch = { scenario: source, policy, first: replication, count: 1, detailOf: replication, everyEvent: false };
  const { outcomes, failure } = await runBatch(batch);
  if (failure !== null) throw errorOf(failure);
  const aggregate = new PolicyAggregate(scenario, policy);
  for (const outcome of outcomes) aggregate.add(outcome);
  const result = aggregate.finish();
  return summaryOf(scenario, result === null ? [] : [result], false);
}

export function summaryOf(scenario: Scenario, policies: readonly PolicyResult[], partial: boolean): Summary {
  return {
    format: "understudy-summary",
    formatVersion: RESULT_VERSION,
    version: version(),
    scenario: identityOf(scenario),
    topology: topologyOf(scenario.world),
    seed: scenario.seed,
    partial,
    policies,
  };
}
