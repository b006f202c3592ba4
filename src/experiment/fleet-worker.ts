/** A machine of the fleet: takes batches from the queue and executes them on its threads until it is told to stop. */
import type { Job } from "bullmq";
import type { Batch, BatchResult } from "./batch.js";
import { connectionTo, DEATHS_ALLOWED, LOCK_MILLISECONDS, queueName, reach } from "./fleet.js";
import { loadBullmq } from "./load-bullmq.js";

/** How much a machine works at once, what it may run, and when it stops. */
export interface FleetWorkerOptions {
  /** Batches at a time, each on a thread of its own. */
  readonly jobs: number;
  /** Whether to run code that scenarios bring along. */
  readonly allowModules: boolean;
  readonly signal: AbortSignal;
  /** Hears how many batches were executed. */
  readonly executed?: (batches: number) => void;
  /** The worker takes batches from now on. */
  readonly ready?: () => void;
}

/**
 * Works until the signal aborts; batches that were begun are finished. A worker that dies in the middle of one is noticed
 * by the others when its lock runs out, and one of them begins it anew.
 */
export async function workForFleet(url: string, options: FleetWorkerOptions): Promise<void> {
  const { UnrecoverableError, Worker } = await loadBullmq();
  await reach(url);
  // Threads also with one job: this one has to renew the locks of batches that take long.
  const { threadPool } = await import("./thread-pool.js");
  const pool = threadPool(options.jobs);
  let count = 0;
  const worker = new Worker<Batch, BatchResult>(
    queueName(),
    async ({ data }: Job<Batch, BatchResult>) => {
      if (Object.keys(data.scenario.modules).length > 0 && !options.allowModules) {
        throw new UnrecoverableError("a worker refuses policies in code: start it with --allow-modules");
      }
      const result = await pool.run(data);
      options.executed?.((count += 1));
      return result;
    },
    {
      connection: connectionTo(url),
      concurrency: options.jobs,
      lockDuration: LOCK_MILLISECONDS,
      stalledInterval: LOCK_MILLISECONDS / 2,
      maxStalledCount: DEATHS_ALLOWED,
    },
  );
  worker.on("error", () => {});
  await worker.waitUntilReady();
  options.ready?.();
  await new Promise<void>((resolve) => {
    if (options.signal.aborted) resolve();
    options.signal.addEventListener("abort", () => resolve(), { once: true });
  });
  await worker.close();
  await pool.close();
}
