/** Executes batches on a fleet of machines: through a queue in Redis, from which workers of the same version take them. */
import type { Job, Queue, QueueEvents } from "bullmq";
import { Digest } from "../sim/index.js";
import type { Batch, BatchResult } from "./batch.js";
import type { Executor } from "./executor.js";
import { InputError } from "./input-error.js";
import { version } from "./version.js";
import { loadBullmq } from "./load-bullmq.js";

/** Workers of another version might compute something else: they look at another queue. */
export function queueName(): string {
  return `understudy-${version()}`;
}

/** How long a worker may be silent before another takes over what it was doing. */
export const LOCK_MILLISECONDS = 6_000;
/** How many batches may wait for workers, of which nobody knows how many there are. */
const WIDTH = 16;
const CONNECT_MILLISECONDS = 5_000;
const POLL_MILLISECONDS = 5_000;
/** Results are fetched at once; so many, the latest, stay a while for a run that is started again. */
const KEPT = { age: 3_600, count: 1_000 };
/** A batch over which so many workers have died is given up: it would take the others with it. */
export const DEATHS_ALLOWED = 2;

/** Who hears what becomes of the fleet. */
export interface FleetOptions {
  /** Says what the user should know: that nobody works on the queue yet. */
  readonly notice?: (text: string) => void;
}

/**
 * The fleet behind a Redis server. Every batch is executed at least once; executed twice it gives the same result, and the
 * first that arrives counts. @throws InputError when there is no Redis or the packages for it are missing
 */
export async function fleetOf(url: string, { notice }: FleetOptions = {}): Promise<Executor> {
  const { Queue, QueueEvents } = await loadBullmq();
  await reach(url);
  const connection = connectionTo(url);
  const queue: Queue = new Queue(queueName(), {
    connection,
    // Events carry whole results; few need to be remembered, since whoever misses one asks for the job itself.
    streams: { events: { maxLen: 4 * WIDTH } },
    defaultJobOptions: { removeOnComplete: KEPT, removeOnFail: true },
  });
  const events: QueueEvents = new QueueEvents(queueName(), { connection });
  // Lost connections are made again; until then batches wait.
  queue.on("error", () => {});
  events.on("error", () => {});
  await Promise.all([queue.waitUntilReady(), events.waitUntilReady()]);
  if ((await queue.getWorkersCount()) === 0)
    notice?.(`No worker has joined yet: understudy worker --queue ${withoutPassword(url)}`);
  const news = newsOf(events);
  const calls = new Set<Promise<BatchResult>>();
  const closing = new AbortController();
  return {
    width: WIDTH,
    batchMilliseconds: 1_000,
    run: async (batch) => {
      const call = execute(batch, queue, news, closing.signal);
      calls.add(call);
      try {
        return await call;
      } finally {
        calls.delete(call);
      }
    },
    close: async () => {
      closing.abort();
      news.wakeAll();
      // Whoever still asks the queue something would fail, and the program with it, when the connection ends under him.
      await Promise.allSettled([...calls]);
      await Promise.allSettled([queue.close(), events.close()]);
    },
  };
}

/** Puts a batch into the queue and waits for its result; when the fleet is closed it is nobody's work any more. */
async function execute(batch: Batch, queue: Queue, news: News, closing: AbortSignal): Promise<BatchResult> {
  const id = idOf(batch);
  // Listening comes before adding and before each look: what happens in between is heard.
  let heard = news.of(id);
  const job: Job = await queue.add("batch", batch, { jobId: id });
  for (;;) {
    const state = await queue.getJobState(id);
    if (state === "completed") return resultIn((await queue.getJob(id))?.returnvalue);
    if (closing.aborted) {
      await job.remove().catch(() => {});
      throw new Error("the fleet was closed");
    }
    const failure = await heard;
    // A job that failed is removed at once: the news says why.
    if (failure !== null) throw failureOf(failure, batch);
    heard = news.of(id);
    // A server that was started again or emptied knows nothing of it any more.
    if (state === "unknown") await queue.add("batch", batch, { jobId: id });
  }
}

/** @param reason as BullMQ gives it */
function failureOf(reason: string, { scenario, policy, first, count }: Batch): Error {
  const which = count === 1 ? `replication ${first}` : `replications ${first} to ${first + count - 1}`;
  const what = `${which} of policy ${policy} of ${scenario.file}`;
  if (!/stalled more than/.test(reason)) return new Error(`${reason} (${what})`);
  return new InputError(
    `${what}: given up, ${DEATHS_ALLOWED + 1} workers have died over it. ` +
      "Run it on this machine, without --queue, to see why; workers may need more memory or fewer --jobs.",
  );
}

/** What is heard of jobs: the reason of a failure, or `null` when there is something to look at, or after a while in any case. */
interface News {
  of(id: string): Promise<string | null>;
  wakeAll(): void;
}

function newsOf(events: QueueEvents): News {
  const waiting = new Map<string, (failure: string | null) => void>();
  events.on("completed", ({ jobId }) => waiting.get(jobId)?.(null));
  events.on("failed", ({ jobId, failedReason }) => waiting.get(jobId)?.(failedReason));
  return {
    of: (id) =>
      new Promise((resolve) => {
        const timer = setTimeout(() => waiting.get(id)?.(null), POLL_MILLISECONDS).unref();
        waiting.set(id, (failure) => {
          clearTimeout(timer);
          waiting.delete(id);
          resolve(failure);
        });
      }),
    wakeAll: () => {
      for (const wake of [...waiting.values()]) wake(null);
    },
  };
}

/** The same batch has the same id, and a queue takes an id once: asked for again, its result is there already. */
function idOf(batch: Batch): string {
  const digest = new Digest();
  digest.add(JSON.stringify(batch));
  return digest.hex;
}

function resultIn(value: unknown): BatchResult {
  if (typeof value === "object" && value !== null && "outcomes" in value) return value as BatchResult;
  throw new Error("a batch came back from the queue without a result");
}

/** For people to read: an address without the user and the password that may stand in it. */
export function withoutPassword(url: string): string {
  const [, scheme = "", rest = url] = /^([a-z]+:\/\/)(.*)$/is.exec(url) ?? [];
  const at = rest.lastIndexOf("@");
  return at < 0 ? url : `${scheme}***${rest.slice(at)}`;
}

export function connectionTo(url: string) {
  return { url, maxRetriesPerRequest: null } as const;
}

/** @throws InputError when nobody answers at the address */
export async function reach(url: string): Promise<void> {
  const told = withoutPassword(url);
  if (!/^rediss?:\/\//.test(url) || !URL.canParse(url) || new URL(url).port === "0") {
    throw new InputError(`--queue ${told}: name a Redis server with a port up to 65535, as redis://127.0.0.1:6379`);
  }
  const { Redis } = await import("ioredis").catch(() => {
    throw new InputError("--queue needs two packages that are not installed: npm install bullmq@6.7.0 ioredis@5");
  });
  const client = new Redis(url, {
    lazyConnect: true,
    connectTimeout: CONNECT_MILLISECONDS,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  let reason = "it does not answer";
  client.on("error", (error: Error) => (reason = error.message));
  try {
    await client.connect();
    await client.ping();
  } catch (error) {
    throw new InputError(
      `--queue ${told}: no Redis there: ${error instanceof Error && error.message !== "Connection is closed." ? error.message : reason}`,
    );
  } finally {
    client.disconnect();
  }
}
