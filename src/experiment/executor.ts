/** Who executes batches: this thread, a pool of threads, or a fleet of machines. Results do not depend on who does. */
import type { Batch, BatchResult } from "./batch.js";

/** Executes batches of replications: `executorFor` and `fleetOf` make one. */
export interface Executor {
  /** How many batches can be under way at once. */
  readonly width: number;
  /** How long a batch should take, so that handing it over costs little beside it. */
  readonly batchMilliseconds: number;
  run(batch: Batch): Promise<BatchResult>;
  close(): Promise<void>;
}
