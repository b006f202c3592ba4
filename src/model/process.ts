/** A program that is reached by a name of its own: it runs on a host or on a storage system, dies with that, and may crash or hang alone. */
import type { Ground } from "./ground.js";
import { type Carrier, Place } from "./place.js";
import type { Network } from "./network.js";
import type { ProcessState } from "./true-state.js";
import type { ProcessSpec } from "./spec.js";

type Surroundings = Ground & ConstructorParameters<typeof Place>[0];

/** Who is told that it stopped, hangs, or goes on: what it does to the world beside talking. */
export interface Work {
  /** It works from now on, after it was gone. */
  start?(): void;
  stop(): void;
  stall(): void;
  goOn(): void;
}

export class Process implements Carrier {
  /** Where its machines run. */
  readonly place: Place;
  private readonly works: Work[] = [];
  private isCarried = false;
  private hasStarted: boolean;
  private hasCrashed = false;
  private hangs = false;
  private told: ProcessState = "gone";

  /**
   * @param networks on which it can be reached: those of what carries it
   * @param host that carries it; `null`: a storage system, which is always on its network, and does not hang
   */
  constructor(
    private readonly world: Surroundings,
    readonly spec: ProcessSpec,
    networks: readonly Network[],
    readonly host: Carrier | null,
  ) {
    this.hasStarted = spec.isLaunched !== true;
    this.place = new Place(world, { name: spec.name, networks, store: spec.store ?? 0, partOf: spec.on }, this);
  }

  get name(): string {
    return this.spec.name;
  }

  get isConnected(): boolean {
    return this.host?.isConnected ?? true;
  }

  get hung(): boolean {
    return this.hangs || this.host?.hung === true;
  }

  /** Alive, and not hung: it can do something. */
  get running(): boolean {
    return this.place.hears;
  }

  get state(): ProcessState {
    if (!this.place.alive) return "gone";
    return this.hung ? "hung" : "works";
  }

  /** What it does ends and stalls with it from now on. */
  employ(work: Work): void {
    this.works.push(work);
  }

  /** What carries it starts its programs, or stops. */
  setCarried(carried: boolean): void {
    this.isCarried = carried;
    if (carried) this.hasCrashed = false;
    else if (this.spec.isLaunched === true) this.hasStarted = false;
    this.live();
  }

  /** It dies alone, or is started again; with what carries it, it starts anew in any case. */
  setCrashed(crashed: boolean): void {
    this.hasCrashed = crashed;
    this.live();
  }

  /** Somebody launches one that does not start by itself, or it ends. */
  setLaunched(launched: boolean): void {
    this.hasStarted = launched;
    if (launched) this.hasCrashed = false;
    this.live();
  }

  private live(): void {
    const alive = this.isCarried && this.hasStarted && !this.hasCrashed;
    if (alive === this.place.alive) return;
    if (!alive) {
      this.hangs = false;
      for (const each of this.works) each.stop();
    }
    this.place.setAlive(alive);
    this.tell();
    if (alive) for (const each of this.works) each.start?.();
  }

  /** It stops where it is, alone, or goes on. */
  setHung(hung: boolean): void {
    if (this.hangs === hung || !this.place.alive) return;
    this.world.heartbeats.beforeChange(this.name);
    this.hangs = hung;
    this.changed();
  }

  /** It hangs or goes on, alone or with its host. */
  changed(): void {
    const { state } = this;
    if (state === this.told) return;
    this.tell();
    if (state === "hung") for (const each of this.works) each.stall();
    if (state !== "works") return;
    for (const each of this.works) each.goOn();
    this.place.wake();
  }

  private tell(): void {
    this.told = this.state;
    this.world.record({ kind: "ProcessChanged", process: this.name, on: this.spec.on, state: this.told });
  }
}
