/** Processor sharing: all jobs are served at once, each at an equal share of the servers but never faster than one. */
import type { Micros } from "../../units/index.js";
import type { Handle, Kernel } from "../kernel.js";
import { KernelError } from "../kernel-error.js";
import { Condition, type Waiter } from "../process/condition.js";
import { Heap } from "./heap.js";
import { Level } from "./level.js";

/** Work left that is too little to matter: a thousandth of a microsecond. */
const NOTHING_LEFT = 1e-3;

interface Job {
  /** How much service every job present since the last idle time must have had when this one is done. */
  readonly doneAt: number;
  readonly sequence: number;
  readonly done: () => void;
  gone: boolean;
}

/** What `serve` returns; to be given to `withdraw`. */
export type SharedJob = Readonly<Pick<Job, "gone">>;

export class ProcessorSharing {
  private readonly jobs = new Heap<Job>(
    (a, b) => a.doneAt < b.doneAt || (a.doneAt === b.doneAt && a.sequence < b.sequence),
  );
  private readonly population: Level;
  private readonly busyServers: Level;
  /** The service that a job present since the last idle time has had, in microseconds at full speed. */
  private service = 0;
  private serviceAt: Micros;
  private completion: Handle = 0;
  private sequence = 0;
  private speedNow = 1;

  /** @param servers how many jobs can be served at full speed */
  constructor(
    private readonly kernel: Kernel,
    readonly servers = 1,
  ) {
    if (!(servers > 0)) throw new KernelError(`There must be servers to share, not ${servers}`, kernel.now);
    this.population = new Level(kernel);
    this.busyServers = new Level(kernel);
    this.serviceAt = kernel.now;
  }

  /** How many jobs are being served now. */
  get size(): number {
    return this.population.value;
  }

  /** The mean number of jobs since the beginning. */
  get meanSize(): number {
    return this.population.mean;
  }

  /** The mean share of the servers that was busy since the beginning, 0 to 1. */
  get utilisation(): number {
    return this.busyServers.mean / this.servers;
  }

  get speed(): number {
    return this.speedNow;
  }

  /** Work done per microsecond of a server: 1 is normal, 0 stands still. */
  set speed(speed: number) {
    if (!(speed >= 0 && Number.isFinite(speed))) throw new KernelError(`A speed cannot be ${speed}`, this.kernel.now);
    this.advance();
    this.speedNow = speed;
    this.reschedule();
  }

  /** Serves `work` microseconds of work at full speed and then calls `done`. */
  serve(work: Micros, done: () => void): SharedJob {
    this.advance();
    const job: Job = { doneAt: this.service + work, sequence: this.sequence++, done, gone: false };
    this.jobs.push(job);
    this.count(1);
    this.reschedule();
    return job;
  }

  /** Takes a job away before it is done. */
  withdraw(job: SharedJob): void {
    if (job.gone) return;
    this.advance();
    (job as Job).gone = true;
    this.count(-1);
    this.reschedule();
  }

  /** In a process: `yield* sharing.use(work)`. */
  use(work: Micros): Condition<void> {
    return new Use(this, work);
  }

  /** How fast each job is served: work per microsecond. */
  private get rate(): number {
    return this.speedNow * Math.min(1, this.servers / this.size);
  }

  private count(change: number): void {
    this.population.add(change);
    this.busyServers.add(Math.min(this.size, this.servers) - this.busyServers.value);
  }

  /** Credits every job with its service up to now. */
  private advance(): void {
    const { now } = this.kernel;
    if (this.size === 0) this.service = 0;
    else this.service += (now - this.serviceAt) * this.rate;
    this.serviceAt = now;
  }

  private reschedule(): void {
    this.kernel.cancel(this.completion);
    while (this.jobs.first?.gone === true) this.jobs.pop();
    const first = this.jobs.first;
    if (first === undefined || this.speedNow === 0) return;
    const delay = Math.ceil((first.doneAt - this.service - NOTHING_LEFT) / this.rate);
    this.completion = this.kernel.after(Math.max(0, delay), this.complete);
  }

  private readonly complete = (): void => {
    this.advance();
    const finished: Job[] = [];
    for (let job = this.jobs.first; job !== undefined; job = this.jobs.first) {
      if (!job.gone && job.doneAt > this.service + NOTHING_LEFT) break;
      this.jobs.pop();
      if (job.gone) continue;
      job.gone = true;
      this.count(-1);
      finished.push(job);
    }
    this.reschedule();
    for (const job of finished) job.done();
  };
}

class Use extends Condition<void> {
  private job: SharedJob | undefined;

  constructor(
    private readonly sharing: ProcessorSharing,
    private readonly work: Micros,
  ) {
    super();
  }

  begin(_kernel: Kernel, waiter: Waiter<unknown>): void {
    this.job = this.sharing.serve(this.work, () => waiter.satisfied(undefined));
  }

  withdraw(): void {
    if (this.job !== undefined) this.sharing.withdraw(this.job);
  }
}
