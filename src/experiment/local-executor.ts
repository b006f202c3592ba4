/** Executes batches on this machine: in this thread, or on several. */
import { runBatch } from "./batch.js";
import type { Executor } from "./executor.js";

/** How long this thread may be kept from timers and signals. */
const LONGEST_WITHOUT_PAUSE = 50;

/** Executes in this thread; timers and signals get their turn in between, so that Ctrl-C is answered at once. */
export function inThisThread(): Executor {
  let closed = false;
  let paused = performance.now();
  let last: Promise<unknown> = Promise.resolve();
  const pause = async (): Promise<boolean> => {
    if (performance.now() - paused > LONGEST_WITHOUT_PAUSE) {
      await new Promise((resolve) => setImmediate(resolve));
      paused = performance.now();
    }
    return !closed;
  };
  return {
    width: 1,
    batchMilliseconds: LONGEST_WITHOUT_PAUSE,
    run: (batch) => {
      // One after the other: what is finished when somebody interrupts should be whole replications.
      const result = last.then(() => runBatch(batch, pause));
      last = result;
      return result;
    },
    close: async () => {
      closed = true;
    },
  };
}

/** @param jobs threads; with one, nothing leaves this thread */
export async function executorFor(jobs: number): Promise<Executor> {
  if (jobs <= 1) return inThisThread();
  const { threadPool } = await import("./thread-pool.js");
  return threadPool(jobs);
}
