/** Runs again what a report says, and finds the first thing that differs when the digests do not agree. */
import type { PolicyResult, ReplicationResult, Summary } from "../result/index.js";
import { firstDifference, type Checkpoint } from "../sim/index.js";
import { codeOf, policyOf } from "./batch.js";
import type { Executor } from "./executor.js";
import { loadModule } from "./policy-module.js";
import type { ReplayRecord } from "./replay-record.js";
import { runReplication, type ReplicationOutcome } from "./run-replication.js";
import { runReplications } from "./run-replications.js";
import { decodeText } from "./scenario-text.js";

export interface ReplayOutcome {
  /** How many replications were repeated. */
  readonly replications: number;
  /** `null` when every digest agrees. */
  readonly difference: ReplayDifference | null;
}

export interface ReplayDifference {
  readonly policy: string;
  readonly replication: number;
  readonly stored: ReplicationResult["digest"];
  readonly found: ReplicationResult["digest"];
  /** Whether a second repetition agreed with the first: if not, something here is not deterministic. */
  readonly repeatable: boolean;
  /** So many events are known to be the same, and the time of the last of them. */
  readonly sameEvents: number;
  readonly sameUntilSeconds: number;
  /** Of so many events not all are the same; `null` when it is only known that some later one differs. */
  readonly differsWithin: number | null;
  /** The events of this repetition from there on. */
  readonly events: readonly ReplayedEvent[];
  /** The first entry of the chronicle that differs, in the report and now; `null` when none does or none was stored. */
  readonly chronicle: { readonly stored: string; readonly found: string } | null;
}

export interface ReplayedEvent {
  readonly number: number;
  readonly atMicros: number;
  readonly handler: string;
  readonly argument: number;
}

const EVENTS_TOLD = 8;
const MICROS = 1e6;

/** Repeats the replications that the summary keeps, policy by policy, until one differs. */
export async function replay(
  record: ReplayRecord,
  summary: Summary,
  executor: Executor,
  signal?: AbortSignal,
): Promise<ReplayOutcome> {
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
        const difference = await locate(record, policy, stored.get(differing.replication)!, differing);
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

async function locate(
  record: ReplayRecord,
  policy: PolicyResult,
  stored: ReplicationResult,
  found: ReplicationResult,
): Promise<ReplayDifference> {
  const again = await repeat(record, policy.policy, found.replication, { first: Infinity, last: 0 });
  const repeatable = again.outcome.result.digest.schedule === found.digest.schedule;
  const before = repeatable
    ? stored.replication === 0
      ? (record.checkpoints[policy.policy] ?? [])
      : []
    : (await repeat(record, policy.policy, found.replication, { first: Infinity, last: 0 })).outcome.checkpoints;
  const window = windowOf(before, again.outcome.checkpoints);
  const sameSchedule = stored.digest.schedule === found.digest.schedule;
  const { events } = sameSchedule
    ? { events: [] }
    : await repeat(record, policy.policy, found.replication, {
        first: window.executed + 1,
        last: window.executed + EVENTS_TOLD,
      });
  return {
    policy: policy.policy,
    replication: found.replication,
    stored: stored.digest,
    found: found.digest,
    repeatable,
    sameEvents: sameSchedule ? found.eventsExecuted : window.executed,
    sameUntilSeconds: window.now / MICROS,
    differsWithin: window.until,
    events,
    chronicle: policy.detail.replication === found.replication ? chronicleDifference(policy, again.outcome) : null,
  };
}

function windowOf(before: readonly Checkpoint[], now: readonly Checkpoint[]) {
  const window = firstDifference(before, now);
  if (window !== undefined) return { ...window, until: Number.isFinite(window.until) ? window.until : null };
  const executed = new Set(before.map((each) => each.executed));
  const last = now.findLast((each) => executed.has(each.executed));
  return { executed: last?.executed ?? 0, now: last?.now ?? 0, until: null };
}

/** One replication, with the events of those numbers (from 1). */
async function repeat(
  { source, everyEvent }: ReplayRecord,
  policyName: string,
  replication: number,
  { first, last }: { readonly first: number; readonly last: number },
): Promise<{ readonly outcome: ReplicationOutcome; readonly events: readonly ReplayedEvent[] }> {
  const { scenario } = decodeText(source);
  const policy = policyOf(scenario, policyName);
  const machine = policy.kind === "module" ? await loadModule(policy.path, codeOf(source, policy.path)) : undefined;
  const events: ReplayedEvent[] = [];
  let number = 0;
  const tap =
    last < first
      ? undefined
      : (time: number, _priority: number, _sequence: number, argument: number, name: string): void => {
          number += 1;
          if (number >= first && number <= last) events.push({ number, atMicros: time, handler: name, argument });
        };
  const outcome = runReplication(scenario, policy, replication, { detail: true, everyEvent, machine, tap });
  return { outcome, events };
}

function chronicleDifference({ detail }: PolicyResult, { detail: now }: ReplicationOutcome) {
  const [before, after] = [detail.chronicle, now?.chronicle ?? []];
  const length = Math.max(before.length, after.length);
  for (let index = 0; index < length; index++) {
    const [stored, found] = [before[index], after[index]].map((entry) =>
      entry === undefined ? "nothing more" : `at ${entry.atSeconds} s, ${entry.actor}: ${entry.what}`,
    ) as [string, string];
    if (stored !== found) return { stored, found };
  }
  return null;
}
