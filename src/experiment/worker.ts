/** What a worker thread does: executes the batch that it is handed. */
import { runBatch, type Batch, type BatchResult } from "./batch.js";

export default function work(batch: Batch): Promise<BatchResult> {
  return runBatch(batch);
}
