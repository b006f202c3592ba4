/** Software on a host that watches it, or the hosts of its site: a process that starts with its host and dies with it. */
import type { Message } from "../control/index.js";
import type { Micros } from "../units/index.js";
import type { Host } from "./host.js";
import { Monitor, type MonitorWorld } from "./monitor.js";
import type { AgentSpec } from "./spec.js";

/** The hosts that an agent watches. */
export function watchedBy({ host, watches }: AgentSpec): readonly string[] {
  return watches ?? [host];
}

/** By each host that is watched: its agent. */
export function watchersIn(agents: readonly AgentSpec[]): ReadonlyMap<string, AgentSpec> {
  return new Map(agents.flatMap((agent) => watchedBy(agent).map((host) => [host, agent])));
}

type Surroundings = MonitorWorld & { host(name: string): Host };

export class Agent {
  alive = true;
  /** When it last started: diagnostics come at whole intervals from there. */
  startedAt: Micros = 0;
  readonly monitors: readonly Monitor[];

  /** @param host on which it runs, and from which all that it says leaves */
  constructor(
    private readonly world: Surroundings,
    readonly host: Host,
    readonly spec: AgentSpec,
  ) {
    this.monitors = watchedBy(spec).map((name) => new Monitor(world, this, world.host(name)));
  }

  /** Can do something. */
  get works(): boolean {
    return this.alive && this.host.running;
  }

  /** The host went online: the agent starts with it. */
  start(): void {
    this.startedAt = this.world.kernel.now;
    this.setAlive(true);
    for (const each of this.monitors) each.start();
  }

  /** It ends with its host's memory, or in order: started again, it knows of no order. */
  stop(): void {
    for (const { loadMeter } of this.monitors) loadMeter.stop();
  }

  setAlive(alive: boolean): void {
    if (this.alive === alive) return;
    this.beforeChange();
    this.alive = alive;
    if (!alive) this.stop();
    for (const each of this.monitors) each.forgetMinorErrors();
    this.world.record({ kind: "AgentChanged", host: this.host.name, alive });
    if (alive && this.host.running) for (const each of this.monitors) each.reportFromNow();
  }

  /** Something is about to change that reports of all whom it watches depend on. */
  beforeChange(): void {
    for (const each of this.monitors) each.beforeChange();
  }

  /** Says something to a place. */
  tell(place: string, body: Message): void {
    this.world.post.send({ from: this.host.place, to: this.world.place(place), body });
  }
}
