/** Processes that try inputs, one at a time each: one that hangs or dies is a finding too, and another takes its place. */
import { fork, type ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Plan, Task } from "./plan.js";

/** What a worker is asked, and what it answers. */
export interface Question {
  readonly hunt: string;
  readonly seed: number;
}

/** First that the worker has loaded its hunts, which takes its time on a busy machine; then what each question came to. */
export type Answer = { readonly ready: true } | { readonly found: string | null };

export interface CrewOptions {
  readonly jobs: number;
  /** Nothing more is begun; what is under way ends. */
  readonly enough: AbortSignal;
  readonly found: (task: Task, what: string) => Promise<void>;
  /** The module that has the hunts of the plan. */
  readonly registry?: URL;
}

const WORKER = fileURLToPath(new URL("./worker.ts", import.meta.url));
const LOADERS = ["tsx", new URL("./built.mjs", import.meta.url).href].flatMap((loader) => ["--import", loader]);
const REGISTRY = new URL("./index.ts", import.meta.url);

/** Tries what the plan hands out until there is no more, or enough. */
export async function work(plan: Plan, { jobs, enough, found, registry = REGISTRY }: CrewOptions): Promise<void> {
  const member = async (): Promise<void> => {
    let worker: Worker | null = null;
    while (!enough.aborted) {
      const task = plan.next();
      if (task === null) break;
      worker ??= new Worker(registry);
      const began = performance.now();
      const { what, isLost } = await worker.attempt(task);
      plan.ended(task, (performance.now() - began) / 1000, what !== null);
      if (what !== null) await found(task, what);
      if (isLost) worker = null;
    }
    worker?.end();
  };
  await Promise.all(Array.from({ length: jobs }, member));
}

interface Attempted {
  readonly what: string | null;
  /** The process is gone. */
  readonly isLost: boolean;
}

class Worker {
  private readonly child: ChildProcess;
  /** The last of what it wrote to stderr, for the case that it dies. */
  private tail = "";
  private readonly ready: Promise<unknown>;

  constructor(registry: URL) {
    this.child = fork(WORKER, [registry.href], { execArgv: LOADERS, stdio: ["ignore", "ignore", "pipe", "ipc"] });
    // One that dies before is told by its exit.
    this.ready = new Promise((resolve) => this.child.once("message", resolve).once("exit", resolve));
    this.child.stderr!.setEncoding("utf8").on("data", (text: string) => (this.tail = (this.tail + text).slice(-2000)));
  }

  async attempt({ hunt: { name, limitSeconds }, seed }: Task): Promise<Attempted> {
    const { child } = this;
    await this.ready;
    return new Promise((resolve) => {
      if ((child.exitCode ?? child.signalCode) !== null)
        return resolve({ what: `the process has not come up: ${this.tail}`, isLost: true });
      const settle = (what: string | null, isLost: boolean): void => {
        clearTimeout(timer);
        child.removeAllListeners("message").removeAllListeners("exit");
        resolve({ what, isLost });
      };
      const timer = setTimeout(() => {
        settle(`has not ended after ${limitSeconds} s`, true);
        child.kill("SIGKILL");
      }, limitSeconds * 1000);
      child.once("message", (answer: Answer) => settle("found" in answer ? answer.found : null, false));
      child.once("exit", (status, signal) => settle(`the process ended by ${signal ?? status}: ${this.tail}`, true));
      child.send({ hunt: name, seed } satisfies Question);
    });
  }

  end(): void {
    this.child.kill();
  }
}
