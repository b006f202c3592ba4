/** Executes batches on worker threads. */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Piscina } from "piscina";
import type { Batch, BatchResult } from "./batch.js";
import type { Executor } from "./executor.js";

export function threadPool(jobs: number): Executor {
  const pool = new Piscina<Batch, BatchResult>({
    filename: workerFile(),
    minThreads: jobs,
    maxThreads: jobs,
    // Idle threads cost nothing, new ones have to load the program again.
    idleTimeout: Infinity,
  });
  return {
    width: jobs,
    batchMilliseconds: 25,
    run: (batch) => pool.run(batch),
    close: () => pool.destroy(),
  };
}

/** Threads load JavaScript: run from TypeScript, as tests are, the built one beside it is taken. */
function workerFile(): string {
  const beside = fileURLToPath(new URL("./worker.js", import.meta.url));
  return existsSync(beside) ? beside : fileURLToPath(new URL("../../dist/experiment/worker.js", import.meta.url));
}
