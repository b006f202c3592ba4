/**
 * The course of a task that goes as it was foreseen: only what others may hear of, or what chance decides, has its event. What the
 * machines on its way would know is made up for before anything else touches one of them; from then on it goes step by step.
 */
import type { ActionOf, EffectId, Input, Message, TaskOrder } from "../../control/index.js";
import type { Handle } from "../../sim/index.js";
import type { Micros } from "../../units/index.js";
import type { Ground } from "../ground.js";
import type { Place } from "../place.js";
import type { Post, Sending } from "../post.js";
import type { Driver } from "./driver.js";
import type { Fate } from "./fate.js";
import type { Answer, Foresighted, Heard } from "./foresighted.js";
import type { Asker, PersistentData } from "./persistent-data.js";
import type { TaskLog } from "./task-log.js";

export interface CourseCluster {
  readonly name: string;
  readonly data: PersistentData;
  readonly driver: Driver;
  readonly system: { readonly log: TaskLog };
}

export interface CourseWorld extends Pick<Ground, "kernel" | "tell"> {
  readonly post: Pick<Post, "arriveAt" | "steadyLatency">;
  /** When a timer that waits for all that arrives at an instant has rung. */
  readonly heartbeats: { readonly allInAt: Micros };
  /** How long storing takes. */
  readonly store: Micros;
  /** It is over, or goes step by step from here. */
  leave(course: Course): void;
}

/** All that is known of it when it begins. */
export interface Plan {
  /** What the console has sent. */
  readonly given: Sending;
  readonly order: TaskOrder;
  readonly server: Foresighted;
  readonly agent: Foresighted;
  readonly cluster: CourseCluster;
  readonly atServer: Micros;
  /** What the agent hears, and when. */
  readonly asked: Heard;
  /** What that says in the end. */
  readonly answer: Answer;
  /** How long that takes from the agent to the server, and what it says from there to the console. */
  readonly back: Micros;
  readonly home: Micros;
}

const DONE = { result: "done", why: null } as const;

export class Course {
  /** Its neighbours among all. */
  before: Course | null = null;
  after: Course | null = null;
  /** Until its asker is stored, until its outcome is, and on the way to the console. */
  private leg: "out" | "at work" | "back" = "out";
  private event: Handle;
  /** When the present leg began. */
  private since: Micros = 0;
  private fate: Fate | null = null;
  /** Of its agent among those who ask in that cluster. */
  private place = 0;
  /** Set once everybody knows of it: what its event does then. */
  private known: (() => void) | null = null;

  constructor(
    private readonly world: CourseWorld,
    private readonly plan: Plan,
  ) {
    this.event = world.kernel.schedule(plan.asked.heardAt + world.store, this.goOn);
  }

  get cluster(): CourseCluster {
    return this.plan.cluster;
  }

  isOf({ console, number }: TaskOrder): boolean {
    const { order } = this.plan;
    return order.number === number && order.console === console;
  }

  private readonly goOn = (): void => {
    if (this.known !== null) return this.known();
    if (this.leg === "out") this.handOn();
    else if (this.leg === "at work") this.end();
    else this.arrive();
  };

  private handOn(): void {
    const { order, agent, cluster } = this.plan;
    const { kernel, store } = this.world;
    // Whether nobody asks for it any more.
    if (!cluster.system.log.admit(order)) {
      this.makeKnown();
      return this.known!();
    }
    const { now } = kernel;
    this.tell({ at: now, kind: "TaskHandedOn", order, agent: agent.at.name, cluster: cluster.name });
    this.place = cluster.data.nextPlace();
    const fate = cluster.driver.draw(order);
    this.fate = fate;
    this.enter("at work", now + fate.takes + store);
    if (fate.fails) this.makeKnown();
  }

  private end(): void {
    const { order, agent, cluster, back, home } = this.plan;
    const { name } = cluster;
    const { now: at } = this.world.kernel;
    cluster.system.log.add(order, order.number, DONE);
    this.tell({ at, kind: "TaskExecuted", order, cluster: name, result: "done" });
    agent.skip();
    this.tell({ at, kind: "AskerNotified", order, cluster: name, agent: agent.at.name, isTold: true, isLast: true });
    this.enter("back", at + back + home);
  }

  private arrive(): void {
    const { given, server } = this.plan;
    this.world.leave(this);
    const { from, over, heardAt, count, body } = heardFrom(server.at, this.outcome(), this.world.kernel.now);
    given.from.receive({ from, over, heardAt, count, body });
  }

  private enter(leg: "at work" | "back", until: Micros): void {
    const { kernel } = this.world;
    this.leg = leg;
    this.since = kernel.now;
    this.event = kernel.schedule(until, this.goOn);
  }

  private tell(record: Parameters<Ground["tell"]>[0]): void {
    this.world.tell(record, false);
  }

  /** What the server tells the console. */
  private outcome(): Message {
    const { server, agent, answer, back } = this.plan;
    return server.foresees(heardFrom(agent.at, answer.body, this.since + back))!.body;
  }

  private get asker(): Asker {
    const { agent, server, order } = this.plan;
    return { agent: agent.at.name, server: server.at.name, order };
  }

  // ---- from here it goes step by step

  /** Everybody knows from now on what they would know. */
  makeKnown(): void {
    this.world.leave(this);
    if (this.leg === "out") this.makeOrderKnown();
    else if (this.leg === "at work") this.makeWorkKnown();
    else this.makeAnswerKnown();
  }

  private makeOrderKnown(): void {
    const { given, server, agent, cluster, atServer, asked } = this.plan;
    if (!this.isOver(atServer)) return this.carryOn(atServer, given);
    if (!this.isOver(asked.heardAt))
      return this.carryOn(asked.heardAt, { from: server.at, to: agent.at, body: asked.body });
    const ask = agent.relive(asked, asked.heardAt)!;
    const settle = agent.settler(ask);
    const { life } = agent.at;
    const { slot } = ask.action as ActionOf<"store-asker">;
    this.known = () => {
      if (agent.at.life !== life) return;
      cluster.data.putAsker(slot, this.asker);
      settle({ status: "done" });
    };
  }

  private makeWorkKnown(): void {
    const { order, agent, cluster, asked } = this.plan;
    const { kernel } = this.world;
    const { since, fate } = this;
    const stored = agent.relive(asked, asked.heardAt)!;
    const { slot } = stored.action as ActionOf<"store-asker">;
    cluster.data.putAsker(slot, this.asker, this.place);
    const handedOn = agent.relive(done(stored.id), since)!;
    agent.relive(done(handedOn.id), since);
    const left = this.isOver(since + fate!.takes) ? null : since + fate!.takes - kernel.now;
    const known = cluster.driver.adopt({ ...fate!, order, slot, left });
    if (known === null) kernel.cancel(this.event);
    else this.known = known;
  }

  private makeAnswerKnown(): void {
    const { given, server, agent, answer, back, home } = this.plan;
    const atServer = this.since + back;
    if (!this.isOver(atServer)) this.carryOn(atServer, { from: agent.at, to: server.at, body: answer.body });
    else this.carryOn(atServer + home, { from: server.at, to: given.from, body: this.outcome() });
  }

  /** What is being said arrives by itself. */
  private carryOn(at: Micros, sending: Sending): void {
    this.world.kernel.cancel(this.event);
    this.world.post.arriveAt(at, sending);
  }

  /** What was to come at an instant comes after what was planned earlier for it. */
  private isOver(at: Micros): boolean {
    const { kernel, heartbeats } = this.world;
    return at < kernel.now || (at === kernel.now && heartbeats.allInAt === at);
  }
}

/** By post, over whichever way. */
export function heardFrom({ name }: Place, body: Message, heardAt: Micros): Heard {
  return { kind: "message", from: name, over: null, heardAt, count: 1, body };
}

function done(id: EffectId): Input {
  return { kind: "outcome", id, outcome: { status: "done" } };
}
