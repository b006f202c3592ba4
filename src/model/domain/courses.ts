/** The tasks of a cluster that go as their agents have foreseen. */
import { type Effect, taskId, type TaskOrder } from "../../control/index.js";
import type { Kernel } from "../../sim/index.js";
import type { Ground } from "../ground.js";
import type { Record as WorldRecord } from "../record.js";
import { Course, type CourseHome, type Foresighted, type Heard } from "./course.js";
import type { Driver } from "./driver.js";
import type { PersistentData } from "./persistent-data.js";
import type { TaskLog } from "./task-log.js";

/** The server system of the cluster. */
interface Shared {
  readonly log: TaskLog;
  readonly running: ReadonlyMap<string, unknown>;
  /** Whether a task is under way in any of its clusters, as it was foreseen. */
  isUnderWay(order: TaskOrder): boolean;
  complete(): void;
}

/** The cluster. */
interface Home {
  readonly name: string;
  readonly data: PersistentData;
  readonly driver: Driver;
}

export class Courses implements CourseHome {
  private readonly all: Course[] = [];
  readonly kernel: Kernel;

  constructor(
    private readonly world: Ground,
    private readonly cluster: Home,
    private readonly system: Shared,
    readonly store: number,
  ) {
    this.kernel = world.kernel;
  }

  get name(): string {
    return this.cluster.name;
  }

  get data(): PersistentData {
    return this.cluster.data;
  }

  get driver(): Driver {
    return this.cluster.driver;
  }

  get log(): TaskLog {
    return this.system.log;
  }

  tell(record: WorldRecord, one: boolean): void {
    this.world.tell(record, one);
  }

  /**
   * A task begins its course.
   * @param answer what its agent foresees
   * @returns false when it is known, or is not known to go its usual way
   */
  begin(agent: Foresighted, heard: Heard, answer: Effect): boolean {
    const { system, driver, store } = this;
    if (heard.body.kind !== "do-task" || answer.kind !== "send") return false;
    const { order } = heard.body;
    if (system.isUnderWay(order)) system.complete();
    if (store === 0 || !driver.works) return false;
    if (system.log.knows(order) || (system.running.size > 0 && system.running.has(taskId(order)))) return false;
    this.all.push(new Course(this, agent, order, heard, answer));
    return true;
  }

  has({ console, number }: TaskOrder): boolean {
    for (const { order } of this.all) if (order.number === number && order.console === console) return true;
    return false;
  }

  leave(course: Course): void {
    const index = this.all.indexOf(course);
    if (index >= 0) this.all.splice(index, 1);
  }

  /** Agents, data and driver are to know of all that is under way. */
  complete(): void {
    if (this.all.length === 0) return;
    for (const each of this.all.splice(0)) each.makeKnown();
  }
}
