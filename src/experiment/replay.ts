/** Runs again what a report says, and finds the first thing that differs when digests or values do not agree. */
import type { PolicyResult, ReplicationResult, Summary } from "../result/index.js";
import type { Executor } from "./executor.js";
import { PolicyAggregate } from "./policy-aggregate.js";
import { checkOneRun, type ReplayRecord } from "./replay-record.js";
import { locateDifference, type ReplayDifference } from "./replay-difference.js";
import { firstDifferentValue, type ReplayedValue } from "./replay-values.js";
import type { ReplicationOutcome } from "./run-replication.js";
import { runReplications } from "./run-replications.js";
import { detailWorst, summaryOf } from "./run-scenario.js";
import { decodeText } from "./scenario-text.js";

/** How many replications were repeated, and which came out differently. */
export interface ReplayOutcome {
  /** How many replications were repeated. */
  readonly replications: number;
  /** `null` when every digest agrees. */
  readonly difference: ReplayDifference | null;
  /** A value of the summary that the run does not give, though its digests agree; `null` when all agree. */
  readonly altered: ReplayedValue | null;
}

/** Repeats all replications of a summary, policy by policy, until one differs, and makes the summary anew of them. */
export async function replay(
  record: ReplayRecord,
  summary: Summary,
  executor: Executor,
  signal?: AbortSignal,
): Promise<ReplayOutcome> {
  checkOneRun(record, summary);
  const { scenario } = decodeText(record.source);
  let replications = 0;
  const policies: PolicyResult[] = [];
  for (const policy of summary.policies) {
    const stored = new Map(policy.replications.map((each) => [each.replication, each]));
    const aggregate = new PolicyAggregate(scenario, policy.policy);
    const arm = { scenario: record.source, policy: policy.policy, everyEvent: record.everyEvent };
    let differing: ReplicationResult | undefined;
    const compare = (outcome: ReplicationOutcome): void => {
      const { result } = outcome;
      replications += 1;
      aggregate.add(outcome);
      const digest = stored.get(result.replication)?.digest;
      if (digest === undefined) return;
      if (digest.behaviour !== result.digest.behaviour || digest.schedule !== result.digest.schedule) {
        differing ??= result;
      }
    };
    await runReplications(executor, arm, { first: 0, count: policy.replicationsRun }, compare, signal);
    if (differing !== undefined) {
      const difference = await locateDifference(record, policy, stored.get(differing.replication)!, differing);
      return { replications, difference, altered: null };
    }
    if (signal?.aborted === true) return { replications, difference: null, altered: null };
    // A run that was interrupted has no detail of its worst replication.
    if (policy.worst !== undefined) await detailWorst(executor, arm, aggregate);
    const found = aggregate.finish(policy.precision);
    if (found !== null) policies.push(found);
  }
  const found = summaryOf(scenario, policies, summary.partial);
  return { replications, difference: null, altered: firstDifferentValue(asJson(summary), asJson(found), "") };
}

/** As it would be read from a file, of the version that wrote it. */
function asJson(summary: Summary): unknown {
  return JSON.parse(JSON.stringify({ ...summary, version: "" }));
}
