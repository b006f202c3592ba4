/** Who executes batches: this thread, a pool of threads, or a fleet of machines. Results do not depend on who does. */
import { runBatch, type Batch, type BatchResult } from "./batch.js";

export interface Executor {
  /** How many batches can be under way at once. */
  readonly width: number;
  /** How long a batch should take, so that handing it over costs little beside it. */
  readonly batchMilliseconds: number;
  run(batch: Batch): Promise<BatchResult>;
  close(): Promise<void>;
}

/** Executes in this thread; between batches timers and signals get their turn. */
export function inThisThread(): Executor {
  return {
    width: 1,
    batchMilliseconds: 50,
    run: async (batch) => {
      await new Promise((resolve) => setImmediate(resolve));
      return runBatch(batch);
    },
    close: async () => {},
  };
}

/** @param jobs threads; with one, nothing leaves this thread */
export async function executorFor(jobs: number): Promise<Executor> {
  if (jobs <= 1) return inThisThread();
  const { threadPool } = await import("./thread-pool.js");
  return threadPool(jobs);
}
