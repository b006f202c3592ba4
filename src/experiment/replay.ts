/** Runs again what a report says, and finds the first thing that differs when the digests do not agree. */
import type { ReplicationResult, Summary } from "../result/index.js";
import type { Executor } from "./executor.js";
import { checkOneRun, type ReplayRecord } from "./replay-record.js";
import { locateDifference, type ReplayDifference } from "./replay-difference.js";
import type { ReplicationOutcome } from "./run-replication.js";
import { runReplications } from "./run-replications.js";

/** How many replications were repeated, and which came out differently. */
export interface ReplayOutcome {
  /** How many replications were repeated. */
  readonly replications: number;
  /** `null` when every digest agrees. */
  readonly difference: ReplayDifference | null;
}

/** Repeats the replications that the summary keeps, policy by policy, until one differs. */
export async function replay(
  record: ReplayRecord,
  summary: Summary,
  executor: Executor,
  signal?: AbortSignal,
): Promise<ReplayOutcome> {
  checkOneRun(record, summary);
  let replications = 0;
  for (const policy of summary.policies) {
    const stored = new Map(policy.replications.map((each) => [each.replication, each]));
    let differing: ReplicationResult | undefined;
    for (const range of rangesOf([...stored.keys()])) {
      const arm = { scenario: record.source, policy: policy.policy, everyEvent: record.everyEvent };
      const compare = ({ result }: ReplicationOutcome): void => {
        replications += 1;
        const { digest } = stored.get(result.replication)!;
        if (digest.behaviour !== result.digest.behaviour || digest.schedule !== result.digest.schedule) {
          differing ??= result;
        }
      };
      await runReplications(executor, arm, range, compare, signal);
      if (differing !== undefined) {
        const difference = await locateDifference(record, policy, stored.get(differing.replication)!, differing);
        return { replications, difference };
      }
    }
  }
  return { replications, difference: null };
}

/** Consecutive numbers together. */
function rangesOf(numbers: readonly number[]): readonly { readonly first: number; readonly count: number }[] {
  const ranges: { first: number; count: number }[] = [];
  for (const number of numbers) {
    const last = ranges.at(-1);
    if (last !== undefined && number === last.first + last.count) last.count += 1;
    else ranges.push({ first: number, count: 1 });
  }
  return ranges;
}
