/** Executes batches on this machine: in this thread, or on several. */
import { getHeapStatistics } from "node:v8";
import { type Batch, type BatchResult, runBatch } from "./batch.js";
import type { Executor } from "./executor.js";
import { LONGEST_WITHOUT_PAUSE, pausing } from "./pausing.js";

/**
 * Executes in this thread; timers and signals get their turn in between, so that Ctrl-C is answered at once. A thread without
 * memory ends with an error that can be told, the main one takes the whole process with it: what grows large is begun anew
 * in a thread, with the same result.
 */
export function inThisThread(): Executor {
  let closed = false;
  let isFull = false;
  let another: Promise<Executor> | null = null;
  let last: Promise<unknown> = Promise.resolve();
  const rest = pausing();
  const pause = async (): Promise<boolean> => {
    if (await rest()) isFull ||= fillsUp();
    return !closed && !isFull;
  };
  const execute = async (batch: Batch): Promise<BatchResult> => {
    if (!isFull) {
      const result = await runBatch(batch, pause);
      if (!isFull || closed) return result;
    }
    another ??= import("./thread-pool.js").then(({ threadPool }) => threadPool(1));
    return (await another).run(batch);
  };
  return {
    width: 1,
    batchMilliseconds: LONGEST_WITHOUT_PAUSE,
    run: (batch) => {
      // One after the other: what is finished when somebody interrupts should be whole replications.
      const result = last.then(() => execute(batch));
      last = result;
      return result;
    },
    close: async () => {
      closed = true;
      await (await another)?.close();
    },
  };
}

/** Of the memory that this thread may use at most; what is no longer used may be among it. */
const MUCH = 0.5;

function fillsUp(): boolean {
  const { used_heap_size: used, heap_size_limit: limit } = getHeapStatistics();
  return used > MUCH * limit;
}

/**
 * Who executes replications on this machine; `close` it when all is done.
 * @param jobs threads; with one, nothing leaves this thread unless it needs much memory
 */
export async function executorFor(jobs: number): Promise<Executor> {
  if (jobs <= 1) return inThisThread();
  const { threadPool } = await import("./thread-pool.js");
  return threadPool(jobs);
}
