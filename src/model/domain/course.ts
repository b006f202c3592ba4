/**
 * The course of a task that is done as its agent has foreseen: its events come at their times, and nobody is asked what to do.
 * What agent, persistent data and driver would know of it meanwhile is made up for as soon as anything else touches one of them;
 * from then on its events do what they do for any other task.
 */
import type { ActionOf, Effect, EffectId, Input, Outcome, TaskOrder } from "../../control/index.js";
import type { Handle } from "../../sim/index.js";
import type { Micros } from "../../units/index.js";
import type { Ground } from "../ground.js";
import type { Place } from "../place.js";
import type { Driver } from "./driver.js";
import type { Begun, Fate } from "./fate.js";
import type { PersistentData } from "./persistent-data.js";
import type { TaskLog } from "./task-log.js";

export type Ask = Extract<Effect, { kind: "act" }>;
export type Answer = Extract<Effect, { kind: "send" }>;
export type Heard = Extract<Input, { kind: "message" }>;

/** The machine of an agent. */
export interface Foresighted {
  /** Where it runs, and as what it is known. */
  readonly at: Place;
  /** What it has foreseen has come about: it says so. */
  conclude(answer: Answer): void;
  /** Learns what has come to it at that time, and was left out. @returns what it asked for: that is under way already */
  relive(input: Input, at: Micros): Ask | null;
  /** How that is settled. */
  settler(ask: Ask): (outcome: Outcome | null) => void;
}

/** Where courses run: a cluster. */
export interface CourseHome extends Pick<Ground, "kernel" | "tell"> {
  readonly name: string;
  readonly store: Micros;
  readonly data: PersistentData;
  readonly driver: Driver;
  readonly log: TaskLog;
  /** It is over. */
  leave(course: Course): void;
  /** Has everybody know of all that are under way. */
  complete(): void;
}

export class Course {
  private stage: "asker is stored" | "is executed" | "outcome is stored" = "asker is stored";
  private event: Handle;
  /** When it was handed on to the driver. */
  private since: Micros = 0;
  private fate: Fate | null = null;
  /** Of its agent among those who ask in that cluster. */
  private place = 0;
  /** Set once everybody knows of it: what its next event does. */
  private next: (() => void) | null = null;

  constructor(
    private readonly home: CourseHome,
    private readonly agent: Foresighted,
    readonly order: TaskOrder,
    private readonly heard: Heard,
    private readonly answer: Answer,
  ) {
    this.event = home.kernel.after(home.store, this.goOn);
  }

  readonly goOn = (): void => {
    const { next, stage, home, fate } = this;
    if (next !== null) return next();
    if (stage === "asker is stored") return this.handOn();
    if (stage === "is executed") {
      this.stage = "outcome is stored";
      this.event = home.kernel.after(home.store, this.goOn);
    } else if (fate!.fails) this.askAll();
    else this.end();
  };

  private handOn(): void {
    const { home, order, agent } = this;
    // Whether nobody asks for it any more.
    if (!home.log.admit(order)) return this.askAll();
    const { now } = home.kernel;
    home.tell({ at: now, kind: "TaskHandedOn", order, agent: agent.at.name, cluster: home.name }, order.told);
    this.place = home.data.nextPlace();
    const fate = home.driver.draw(order);
    this.fate = fate;
    this.stage = "is executed";
    this.since = now;
    this.event = home.kernel.after(fate.takes, this.goOn);
  }

  private end(): void {
    const { home, order, agent, answer } = this;
    home.leave(this);
    home.log.add(order, order.number, DONE);
    const { name: cluster, kernel } = home;
    const { now: at } = kernel;
    home.tell({ at, kind: "TaskExecuted", order, cluster, result: "done" }, order.told);
    agent.conclude(answer);
    const { name } = agent.at;
    home.tell({ at, kind: "AskerNotified", order, cluster, agent: name, isTold: true, isLast: true }, order.told);
  }

  /** It does not go as it was foreseen. */
  private askAll(): void {
    this.home.complete();
    this.next!();
  }

  /** Agent, persistent data and driver know from now on what they would know. */
  makeKnown(): void {
    const { home, agent, heard, fate, since } = this;
    const ask = agent.relive(heard, heard.heardAt)!;
    const { slot, order } = ask.action as ActionOf<"store-asker">;
    const { name } = agent.at;
    if (fate === null) {
      const settle = agent.settler(ask);
      const { life } = agent.at;
      this.next = () => {
        if (agent.at.life !== life) return;
        home.data.putAsker(slot, name, order);
        settle({ status: "done" });
      };
      return;
    }
    home.data.putAsker(slot, name, order, this.place);
    const handedOn = agent.relive(done(ask.id), since)!;
    agent.relive(done(handedOn.id), since);
    const isBeingStored = this.stage === "outcome is stored";
    const begun: Begun = { ...fate, order, slot, since, event: this.event, isBeingStored };
    this.next = home.driver.adopt(begun);
  }
}

const DONE = { result: "done", why: null } as const;

function done(id: EffectId): Input {
  return { kind: "outcome", id, outcome: { status: "done" } };
}
