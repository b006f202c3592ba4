/** Executes batches on worker threads. */
import { once } from "node:events";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Piscina } from "piscina";
import type { Batch, BatchResult } from "./batch.js";
import type { Executor } from "./executor.js";

export function threadPool(jobs: number): Executor {
  const pool = new Piscina<Batch, BatchResult>({
    filename: workerFile(),
    // Threads come with the work: one replication does not start as many as there are processors.
    minThreads: 0,
    maxThreads: jobs,
    // Idle threads cost nothing, new ones have to load the program again.
    idleTimeout: Infinity,
  });
  let ready = 0;
  let isClosing = false;
  // What a thread still answers when the pool is ended, nobody waits for: a run that has failed ends it at once.
  pool.on("error", (error: unknown) => {
    if (!isClosing) throw error;
  });
  pool.on("workerCreate", () => (ready += 1));
  return {
    width: jobs,
    batchMilliseconds: 25,
    run: (batch) => pool.run(batch),
    close: async () => {
      // A thread that is ended while it still loads modules can take the whole process with it (nodejs/node#38418).
      while (ready < pool.threads.length) await once(pool, "workerCreate");
      isClosing = true;
      await pool.destroy();
    },
  };
}

/** Threads load JavaScript: run from TypeScript, as tests are, the built one beside it is taken. */
function workerFile(): string {
  const beside = fileURLToPath(new URL("./worker.js", import.meta.url));
  return existsSync(beside) ? beside : fileURLToPath(new URL("../../dist/experiment/worker.js", import.meta.url));
}
