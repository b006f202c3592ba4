/** What a worker thread does: executes the batch that it is handed. */
export { runBatch as default } from "./batch.js";
