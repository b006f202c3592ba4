/** The driver of a cluster: executes tasks, once each, sees what becomes of the devices, and tells the agents of its cluster. */
import {
  type ActionOf,
  type Devices,
  type Message,
  type Outcome,
  taskId,
  type TaskOrder,
} from "../../control/index.js";
import { drawMicros, type Stream } from "../../sim/index.js";
import type { Ground } from "../ground.js";
import type { Host } from "../host.js";
import type { Process } from "../process.js";
import { Progress } from "../progress.js";
import type { TaskKindSpec } from "./spec.js";
import type { PersistentData } from "./persistent-data.js";
import type { Begun, Fate } from "./fate.js";
import type { Executed, TaskLog } from "./task-log.js";

type Answer = (outcome: Outcome | null) => void;

/** The cluster that it is the driver of. */
interface Home {
  readonly name: string;
  readonly spec: { readonly agents: readonly { readonly name: string }[] };
  readonly data: PersistentData;
  readonly driver: Driver;
  readonly hasLooked: boolean;
  readonly seen: Devices;
  see(devices: Devices): number;
  /** Has everybody know of all tasks that take their course there as foreseen. */
  complete(): void;
  tell(process: string, body: Message): boolean;
}

/** What the drivers of a server system share. */
interface Shared {
  readonly log: TaskLog;
  /** By console and key: what they are at. */
  readonly running: Map<string, Execution>;
  readonly devices: Devices;
}

/** Who is to be told how it ended: the agent whose name stands there. */
interface Waiter {
  readonly cluster: Home;
  readonly slot: string;
}

/** A task that is being executed. */
export interface Execution {
  /** Counts what its driver begins. */
  readonly number: number;
  readonly driver: Driver;
  readonly order: TaskOrder;
  readonly key: number;
  readonly waiters: Waiter[];
  readonly progress: Progress;
  /** What came of it is on its way to the devices, which no hanging driver can recall. */
  isBeingStored: boolean;
}

const DONE: Outcome = { status: "done" };
/** Nobody has asked. */
const IN_SILENCE = (): void => undefined;

export class Driver {
  private readonly executions = new Set<Execution>();
  private chance: Stream | null = null;
  private begun = 0;
  /** What it was asked for while it hung. */
  private readonly waiting: { readonly act: () => void; readonly lost: () => void }[] = [];

  constructor(
    private readonly world: Ground,
    private readonly cluster: Home,
    private readonly system: Shared,
    private readonly process: Process,
    private readonly host: Host,
    private readonly kinds: ReadonlyMap<string, TaskKindSpec>,
  ) {
    process.employ({
      start: () => this.takeUp(),
      stop: () => this.stop(),
      stall: () => this.executions.forEach(({ progress }) => progress.stall()),
      goOn: () => this.goOn(),
    });
  }

  /** What it is at, as it has begun it: it may have come to know of something later. */
  private get inOrder(): readonly Execution[] {
    return [...this.executions].sort((one, other) => one.number - other.number);
  }

  get works(): boolean {
    return this.process.running;
  }

  /** It knows of nothing but what stands in the persistent data: who waits there for a task waits for it again. */
  private takeUp(): void {
    for (const { slot, order } of this.cluster.data.tasks) this.carryOn(order, order.number, slot);
    this.lookAround();
  }

  /** An agent of its cluster waits for a task, which nobody has asked it for now: that may be over by another way. */
  private carryOn(order: TaskOrder, key: number, slot: string): void {
    const { cluster, system } = this;
    if (system.log.admit(order)) this.execute(order, key, { cluster, slot });
    else cluster.data.clear(slot);
  }

  /** What it was at is not done; drivers whose agents wait for it too carry on, one that hangs when it does not any more. */
  private stop(): void {
    this.cluster.complete();
    const left = this.inOrder;
    this.executions.clear();
    for (const { lost } of this.waiting.splice(0)) lost();
    for (const { order, key, progress, waiters } of left) {
      progress.end();
      this.system.running.delete(nameOf(order, key));
      for (const { cluster, slot } of waiters) {
        const { driver } = cluster;
        // One that is gone finds it in its persistent data.
        if (driver !== this) driver.do(IN_SILENCE, () => driver.carryOn(order, key, slot));
      }
    }
  }

  private goOn(): void {
    for (const { progress } of this.inOrder) progress.goOn();
    for (const { act } of this.waiting.splice(0)) act();
    this.lookAround();
  }

  /** Does something when it can: one that hangs does it later, one that is gone never. */
  do(answer: Answer, act: () => void): void {
    const { state } = this.process;
    if (state === "works") act();
    else if (state === "hung") this.waiting.push({ act, lost: () => answer(null) });
    else answer({ status: "failed", why: `the driver of ${this.cluster.name} does not work` });
  }

  // ---- tasks

  /** An agent hands a task on: one that was executed, or is being executed, is not executed again. */
  take({ order, key, slot, agent }: ActionOf<"hand-on-task">, answer: Answer): void {
    const { system, cluster } = this;
    if (!system.log.admit(order)) return answer({ status: "failed", why: "nobody asks for it any more" });
    const { now: at } = this.world.kernel;
    this.world.tell({ at, kind: "TaskHandedOn", order, agent, cluster: cluster.name }, order.told);
    answer(DONE);
    this.execute(order, key, { cluster, slot });
  }

  /** Unless it was executed, or is being executed by a driver that works. */
  private execute(order: TaskOrder, key: number, waiter: Waiter): void {
    const { system } = this;
    const executed = system.log.find(order.console, key);
    if (executed !== null) return void this.tellAskers([waiter], order, executed);
    const running = system.running.get(nameOf(order, key));
    if (running !== undefined && (running.driver.works || running.isBeingStored)) {
      if (!running.waiters.some(({ slot }) => slot === waiter.slot)) running.waiters.push(waiter);
      return;
    }
    if (running !== undefined) running.driver.drop(running);
    this.begin(order, key, running === undefined ? [waiter] : [...running.waiters, waiter]);
  }

  /** Its twin goes on with what hangs here. */
  private drop(execution: Execution): void {
    execution.progress.end();
    this.executions.delete(execution);
  }

  /** What chance has in store for a task that is begun now. */
  draw({ task }: TaskOrder): Fate {
    const kind = this.kinds.get(task)!;
    const chance = (this.chance ??= this.world.streams.stream(`domain/${this.cluster.name}/tasks`));
    const takes = Math.round(drawMicros(kind.takes, chance) * this.host.slowness);
    return { number: this.begun++, takes, fails: chance.uniform() < kind.fails };
  }

  private begin(order: TaskOrder, key: number, waiters: Waiter[]): void {
    const { number, takes, fails } = this.draw(order);
    const execution = this.enter(number, order, key, waiters);
    execution.progress.plan(takes, () => this.finish(execution, fails));
    execution.progress.goOn();
  }

  private enter(number: number, order: TaskOrder, key: number, waiters: Waiter[]): Execution {
    const progress = new Progress(this.world.kernel);
    const execution: Execution = { number, driver: this, order, key, waiters, progress, isBeingStored: false };
    this.executions.add(execution);
    this.system.running.set(nameOf(order, key), execution);
    return execution;
  }

  /** Knows of a task from now on as if it had begun it itself. @returns what is to be done once it is stored, if it is done */
  adopt({ number, order, slot, left, fails }: Begun): (() => void) | null {
    const execution = this.enter(number, order, order.number, [{ cluster: this.cluster, slot }]);
    if (left !== null) {
      execution.progress.plan(left, () => this.finish(execution, fails));
      execution.progress.goOn();
      return null;
    }
    execution.isBeingStored = true;
    const { place } = this.process;
    const { life } = place;
    return () => {
      if (place.life === life) this.end(execution, fails);
    };
  }

  /** What it did and that it did it become durable together: what is not known to be done is not done (408, 410). */
  private finish(execution: Execution, fails: boolean): void {
    execution.isBeingStored = true;
    this.cluster.data.store(this.process.place, () => this.end(execution, fails));
  }

  private end(execution: Execution, fails: boolean): void {
    const { order, key, waiters } = execution;
    const { name } = this.cluster;
    const why = fails ? `${order.task} could not be done in ${name}` : null;
    const end: Executed = { result: fails ? "failed" : "done", why };
    this.executions.delete(execution);
    const id = nameOf(order, key);
    if (this.system.running.get(id) === execution) this.system.running.delete(id);
    this.system.log.add(order, key, end);
    const { now: at } = this.world.kernel;
    this.world.tell({ at, kind: "TaskExecuted", order, cluster: name, result: end.result }, order.told);
    this.tellAll(waiters, order, end);
  }

  /** Each driver tells the agents of its own cluster, where several have waited; one that hangs does it when it does not any more. */
  private tellAll(waiters: readonly Waiter[], order: TaskOrder, end: Executed): void {
    if (this.works) return this.tellAskers(waiters, order, end);
    const own = waiters.filter(({ cluster }) => cluster === this.cluster);
    const others = waiters.filter(({ cluster }) => cluster !== this.cluster);
    this.waiting.push({ act: () => this.tellAskers(own, order, end), lost: () => undefined });
    this.tellAskers(others, order, end, own.length === 0);
  }

  /**
   * Reads who asked, and notifies that agent (412); one that is not there finds its task when it is again.
   * @param isAll whether nobody else is told later
   */
  private tellAskers(waiters: readonly Waiter[], order: TaskOrder, { result }: Executed, isAll = true): void {
    waiters.forEach(({ cluster, slot }, index) => {
      const asker = cluster.data.askerIn(slot);
      const agent = asker?.agent ?? null;
      const isTold =
        asker !== null && cluster.tell(asker.agent, { kind: "task-over", order, server: asker.server, result });
      if (isTold) cluster.data.clear(slot);
      const isLast = isAll && index === waiters.length - 1;
      const { now: at } = this.world.kernel;
      this.world.tell({ at, kind: "AskerNotified", order, cluster: cluster.name, agent, isTold, isLast }, order.told);
    });
  }

  // ---- devices

  /** Stores what has changed since it looked last, and tells the agents (302, 304). */
  lookAround(): void {
    if (!this.works) return;
    if (this.cluster.hasLooked && sameDevices(this.cluster.seen, this.system.devices)) return;
    if (this.cluster.hasLooked) this.collect(() => undefined);
  }

  /** Looks what there is, and stores it (202). */
  collect(durable: () => void): void {
    const { cluster, system } = this;
    const { devices } = system;
    const version = cluster.see(devices);
    cluster.data.store(this.process.place, () => {
      if (version > cluster.data.version) {
        cluster.data.version = version;
        cluster.data.devices = devices;
        this.world.record({ kind: "ConfigurationStored", cluster: cluster.name, version, devices });
        const body = {
          kind: "configuration-changed",
          cluster: cluster.name,
          version,
          data: { version, devices },
        } as const;
        for (const { name } of cluster.spec.agents) cluster.tell(name, body);
      }
      durable();
    });
  }
}

function nameOf({ console }: TaskOrder, key: number): string {
  return taskId({ console, number: key });
}

function sameDevices(one: Readonly<Record<string, string>>, other: Readonly<Record<string, string>>): boolean {
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name]);
}
