/**
 * Tasks that go their usual way, and of which only sums are told: from the console to the server, its agent and the driver, and
 * back. The machines on that way have told beforehand what they will say, and are not asked at each step; before anything touches
 * one of them, or what is between them, all of them learn what they would know.
 */
import type { TaskOrder } from "../../control/index.js";
import type { Micros } from "../../units/index.js";
import type { Ground } from "../ground.js";
import type { Place } from "../place.js";
import type { Sending } from "../post.js";
import { Course, type CourseCluster, type CourseWorld, heardFrom } from "./course.js";
import type { Foresighted } from "./foresighted.js";

interface Surroundings extends Ground {
  readonly post: CourseWorld["post"];
  readonly heartbeats: CourseWorld["heartbeats"];
}

/** A machine that tells beforehand what it will say, and how it is spoken to. */
interface Enrolled {
  readonly machine: Foresighted;
  /** The cluster of an agent. */
  readonly cluster: CourseCluster | undefined;
  lane: Lane | null;
}

/** From a place to a machine, until anything changes. */
interface Lane {
  readonly from: Place;
  readonly version: number;
  /** How long it takes, and back; `null`: that is a matter of chance, nothing gets through, or nothing would come of it. */
  readonly there: Micros | null;
  readonly back: Micros | null;
}

export class Courses implements CourseWorld {
  /** All of them as they began, from the first to the last. */
  private first: Course | null = null;
  private last: Course | null = null;
  private readonly machines = new Map<string, Enrolled>();
  /** By console: what it gave last. Whatever it gives again goes step by step. */
  private readonly newest = new Map<string, number>();
  /** Counts changes. */
  private version = 0;

  /**
   * @param store how long it takes to store something in the persistent data of a cluster
   * @param clusters by the names of their agents and their drivers
   * @param others that have a part in courses: servers and consoles
   */
  constructor(
    private readonly world: Surroundings,
    readonly store: Micros,
    private readonly clusters: ReadonlyMap<string, CourseCluster>,
    private readonly others: ReadonlySet<string>,
  ) {}

  get kernel() {
    return this.world.kernel;
  }

  get post() {
    return this.world.post;
  }

  get heartbeats() {
    return this.world.heartbeats;
  }

  tell(record: Parameters<Ground["tell"]>[0], one: boolean): void {
    this.world.tell(record, one);
  }

  /** A machine that tells beforehand what it will say. */
  enrol(machine: Foresighted): void {
    const { name } = machine.at;
    this.machines.set(name, { machine, cluster: this.clusters.get(name), lane: null });
  }

  // ---- where they begin

  /** A console gives a task to a server. @returns whether it takes its course from here, as foreseen */
  begin(given: Sending): boolean {
    const { body } = given;
    // What is stored in no time is stored among other things of that instant.
    if (body.kind !== "give-task" || body.order.told || this.store === 0) return false;
    const { order } = body;
    if (this.isNew(order)) return this.follow(given, order);
    this.makeKnown((each) => each.isOf(order));
    return false;
  }

  private isNew({ console, number }: TaskOrder): boolean {
    const isNew = number > (this.newest.get(console) ?? 0);
    if (isNew) this.newest.set(console, number);
    return isNew;
  }

  private follow(given: Sending, order: TaskOrder): boolean {
    const server = this.machines.get(given.to.name);
    if (server === undefined || given.over !== undefined) return false;
    const { there: out, back: home } = this.laneTo(server, given.from);
    if (out === null || home === null) return false;
    const atServer = this.kernel.now + out;
    const passed = server.machine.foresees(heardFrom(given.from, given.body, atServer));
    if (passed === null || passed.body.kind !== "do-task" || passed.to.over !== undefined) return false;
    const agent = this.machines.get(passed.to.place);
    if (agent?.cluster === undefined) return false;
    const { there: on, back } = this.laneTo(agent, given.to);
    if (on === null || back === null) return false;
    const asked = heardFrom(given.to, passed.body, atServer + on);
    const answer = agent.machine.foresees(asked);
    if (answer === null || answer.to.place !== given.to.name || answer.to.over !== undefined) return false;
    const { machine, cluster } = agent;
    // Without a spread, which would take as long as all the rest.
    const plan = { given, order, server: server.machine, agent: machine, cluster, atServer, asked, answer, back, home };
    this.add(new Course(this, plan));
    return true;
  }

  private laneTo(to: Enrolled, from: Place): Lane {
    if (to.lane?.from === from && to.lane.version === this.version) return to.lane;
    const { at } = to.machine;
    const isOpen = at.listeners.length === 1 && to.cluster?.driver.works !== false;
    const there = isOpen ? this.post.steadyLatency({ from, to: at }) : null;
    const back = isOpen ? this.post.steadyLatency({ from: at, to: from }) : null;
    return (to.lane = { from, version: this.version, there, back });
  }

  private add(course: Course): void {
    course.before = this.last;
    if (this.last === null) this.first = course;
    else this.last.after = course;
    this.last = course;
  }

  // ---- where they end

  leave(course: Course): void {
    const { before, after } = course;
    if (before === null) this.first = after;
    else before.after = after;
    if (after === null) this.last = before;
    else after.before = before;
    // What is over keeps nothing younger from being forgotten.
    course.before = course.after = null;
  }

  /** A place, or something on which all may depend, is about to change. */
  beforeChange(place?: string): void {
    this.version += 1;
    this.beforeInput(place);
  }

  /** Somebody is about to take in what they foresaw nothing of. */
  beforeInput(place?: string): void {
    if (this.first === null) return;
    const cluster = place === undefined ? undefined : this.clusters.get(place);
    if (cluster !== undefined) this.completeIn(cluster);
    else if (place === undefined || this.others.has(place)) this.makeKnown(() => true);
  }

  /** Somebody looks at the persistent data of a cluster, or its driver stops. */
  completeIn(cluster: CourseCluster): void {
    this.makeKnown((each) => each.cluster === cluster);
  }

  private makeKnown(isConcerned: (course: Course) => boolean): void {
    for (let each = this.first; each !== null;) {
      const { after } = each;
      if (isConcerned(each)) each.makeKnown();
      each = after;
    }
  }
}
