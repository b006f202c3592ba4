/** Where a repeated run first differs from the stored one. */
import type { PolicyResult, ReplicationResult } from "../result/index.js";
import { firstDifference, type Checkpoint, type Tap } from "../sim/index.js";
import { codeOf, policyOf } from "./batch.js";
import { EventMarks } from "./event-marks.js";
import { loadModule } from "./policy-module.js";
import type { ReplayRecord } from "./replay-record.js";
import { runReplication, type ReplicationOutcome } from "./run-replication.js";
import { decodeText } from "./scenario-text.js";

/** Where a repeated replication left the stored one. */
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
  /**
   * Of so many events not all are the same; `null` when it is only known that some later one differs. When the run is not
   * repeatable two repetitions are compared, and this is `sameEvents` + 1: the very event at which they part.
   */
  readonly differsWithin: number | null;
  /** The events of this repetition from there on. */
  readonly events: readonly ReplayedEvent[];
  /** The first entry of the chronicle that differs, in the report and now; `null` when none does or none was stored. */
  readonly chronicle: { readonly stored: string; readonly found: string } | null;
}

/** An event between the last point at which both were alike and the first at which they are not. */
export interface ReplayedEvent {
  readonly number: number;
  readonly atMicros: number;
  readonly handler: string;
  readonly argument: number;
}

/** How many events are told from the first one on that may differ. */
const EVENTS_TOLD = 8;
const MICROS = 1e6;

/**
 * Repeats a replication that differed. When it differs once more it is compared with itself, event by event; else what
 * the report kept from time to time tells the events among which the first difference is.
 */
export async function locateDifference(
  record: ReplayRecord,
  policy: PolicyResult,
  stored: ReplicationResult,
  found: ReplicationResult,
): Promise<ReplayDifference> {
  const repeat = (tap?: Tap): Promise<ReplicationOutcome> => repeatOnce(record, policy.policy, found.replication, tap);
  const marks = new EventMarks();
  const again = await repeat(marks.record);
  const repeatable = again.result.digest.schedule === found.digest.schedule;
  const sameSchedule = stored.digest.schedule === found.digest.schedule;
  const place = !repeatable
    ? await firstOfTwo(marks, repeat)
    : windowOf(stored.replication === 0 ? (record.checkpoints[policy.policy] ?? []) : [], again.checkpoints);
  return {
    policy: policy.policy,
    replication: found.replication,
    stored: stored.digest,
    found: found.digest,
    repeatable,
    sameEvents: sameSchedule ? found.eventsExecuted : place.executed,
    sameUntilSeconds: place.now / MICROS,
    differsWithin: place.until,
    events: sameSchedule ? [] : (place.events ?? (await eventsAfter(place.executed, repeat))),
    chronicle: policy.detail.replication === found.replication ? chronicleDifference(policy, again) : null,
  };
}

interface Place {
  /** So many events are the same, the last of them at `now`. */
  readonly executed: number;
  readonly now: number;
  readonly until: number | null;
  readonly events?: readonly ReplayedEvent[];
}

/** The exact event at which one more repetition leaves the one whose marks are given. */
async function firstOfTwo(marks: EventMarks, repeat: (tap: Tap) => Promise<unknown>): Promise<Place> {
  const events: ReplayedEvent[] = [];
  let now = 0;
  const check = marks.compare();
  await repeat((time, priority, sequence, argument, name) => {
    const differs = check.differs(time, priority, sequence, argument, name);
    if (!differs) now = time;
    else if (events.length < EVENTS_TOLD) {
      events.push({ number: check.same + events.length + 1, atMicros: time, handler: name, argument });
    }
  });
  return { executed: check.same, now, until: events.length > 0 ? check.same + 1 : null, events };
}

function windowOf(before: readonly Checkpoint[], now: readonly Checkpoint[]): Place {
  const window = firstDifference(before, now);
  if (window !== undefined) return { ...window, until: Number.isFinite(window.until) ? window.until : null };
  const executed = new Set(before.map((each) => each.executed));
  const last = now.findLast((each) => executed.has(each.executed));
  return { executed: last?.executed ?? 0, now: last?.now ?? 0, until: null };
}

async function eventsAfter(
  executed: number,
  repeat: (tap: Tap) => Promise<unknown>,
): Promise<readonly ReplayedEvent[]> {
  const events: ReplayedEvent[] = [];
  let number = 0;
  await repeat((time, _priority, _sequence, argument, name) => {
    number += 1;
    if (number > executed && number <= executed + EVENTS_TOLD) {
      events.push({ number, atMicros: time, handler: name, argument });
    }
  });
  return events;
}

async function repeatOnce(
  { source, everyEvent }: ReplayRecord,
  policyName: string,
  replication: number,
  tap: Tap | undefined,
): Promise<ReplicationOutcome> {
  const { scenario } = decodeText(source);
  const policy = policyOf(scenario, policyName);
  const machine = policy.module && (await loadModule(policy.module.path, codeOf(source, policy.module.path)));
  return runReplication(scenario, policy, replication, { detail: true, everyEvent, machine, tap });
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
