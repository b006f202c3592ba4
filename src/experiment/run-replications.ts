/** Replications of one policy, split into batches, executed by anybody, and handed on strictly in their order. */
import { errorOf, type Batch, type BatchResult } from "./batch.js";
import type { Executor } from "./executor.js";
import { badnessOf } from "./kept-replications.js";
import type { ReplicationOutcome } from "./run-replication.js";

export type Arm = Pick<Batch, "scenario" | "policy" | "everyEvent" | "antithetic"> & {
  /** The detail of the replication that goes worst is handed on with it, and of some that nearly did. */
  readonly detailsWorst?: boolean;
};

export interface Range {
  readonly first: number;
  readonly count: number;
}

/** Batches under way for each thread: enough that none waits, few enough that little is in memory. */
const AHEAD = 3;
const LARGEST_BATCH = 2000;

/**
 * Hands every outcome to `sink` in the order of the replications, however they were executed. Few batches are in memory
 * at a time. When the signal aborts, batches under way are dropped, and what was handed on is complete up to there.
 * @throws RunError when the program itself fails
 */
export async function runReplications(
  executor: Executor,
  { detailsWorst = false, ...arm }: Arm,
  { first, count }: Range,
  sink: (outcome: ReplicationOutcome) => void,
  signal?: AbortSignal,
): Promise<void> {
  const underWay: Promise<BatchResult>[] = [];
  const end = first + count;
  // Who does one after the other takes turns between the arms, so that an interrupted comparison has pairs.
  const most = executor.width === 1 ? 1 : executor.width * AHEAD;
  let next = first;
  let size = 1;
  let worst = 0;
  while (signal?.aborted !== true) {
    while (next < end && underWay.length < most) {
      const range = { first: next, count: Math.min(size, end - next) };
      const batch = { ...arm, ...range, detailOf: 0, ...(detailsWorst && { detailFrom: worst }) };
      const promise = executor.run(batch);
      // A batch that is dropped may fail unheard.
      promise.catch(() => {});
      underWay.push(promise);
      next += batch.count;
    }
    const oldest = underWay.shift();
    if (oldest === undefined) return;
    const result = await orAborted(oldest, signal);
    if (result === ABORTED) return;
    for (const outcome of result.outcomes) {
      worst = Math.max(worst, badnessOf(outcome.result));
      sink(outcome);
    }
    if (result.failure !== null) throw errorOf(result.failure);
    size = nextSize(result, executor, end - next);
  }
}

/** As many as take the time wished, but at the end no more than leaves something for everybody. */
function nextSize({ outcomes, milliseconds }: BatchResult, executor: Executor, left: number): number {
  const fitting = Math.round((executor.batchMilliseconds * outcomes.length) / Math.max(milliseconds, 0.01));
  return Math.max(1, Math.min(fitting, Math.ceil(left / (2 * executor.width)), LARGEST_BATCH));
}

const ABORTED = Symbol("aborted");

async function orAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T | typeof ABORTED> {
  if (signal === undefined) return promise;
  let stop: (() => void) | undefined;
  const aborted = new Promise<typeof ABORTED>((resolve) => {
    stop = () => resolve(ABORTED);
    signal.addEventListener("abort", stop, { once: true });
    if (signal.aborted) stop();
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    if (stop !== undefined) signal.removeEventListener("abort", stop);
  }
}
