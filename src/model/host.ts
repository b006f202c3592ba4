/** A computer with power, a life cycle, an identity, memory that a crash wipes, and a server for requests. */
import type { Platform } from "../control/index.js";
import { Applications, type Software } from "./applications.js";
import type { Changes, HostChanges } from "./changes.js";
import { Flusher } from "./flusher.js";
import type { Heartbeats } from "./heartbeat.js";
import { HostIdentity } from "./host-identity.js";
import { HostLife } from "./host-life.js";
import { RequestServer } from "./load/request-server.js";
import type { ServingWorld } from "./load/serving.js";
import type { Network } from "./network.js";
import { Place } from "./place.js";
import { PowerLine } from "./power-line.js";
import { Reach } from "./reach.js";
import type { HostHealth } from "./true-state.js";
import type { Relay } from "./relay.js";
import type { HostSpec } from "./spec.js";
import { HostStorage, type StorageWorld } from "./storage/host-storage.js";

/** What is wrong with a host; several things may be at once. */
interface Condition {
  readonly failed: boolean;
  readonly hung: boolean;
  /** How many times slower than otherwise it works. */
  readonly slowness: number;
}

const HEALTHY: Condition = { failed: false, hung: false, slowness: 1 };

interface Surroundings extends Software, StorageWorld, ServingWorld, HostChanges, Pick<Changes, "refresh"> {
  readonly heartbeats: Heartbeats;
  network(name: string): Network<Host>;
  relay(name: string): Relay;
}

export class Host {
  /** Asked for all the time, and specs are of many shapes. */
  readonly name: string;
  readonly network: Network<Host>;
  /** Where its machines run. */
  readonly place: Place;
  readonly life: HostLife;
  readonly power: PowerLine;
  readonly storage: HostStorage;
  readonly identity: HostIdentity;
  readonly reach: Reach;
  readonly server: RequestServer;
  readonly flusher: Flusher;
  readonly applications: Applications;
  /** Place among the hosts of the world. */
  index = 0;
  /** What it is made of; `null` when nothing is known of it. */
  platform: Platform | null;
  /** What was recorded of that last: whatever becomes of its firmware, nobody has written that down. */
  recorded: Platform | null;
  private condition = HEALTHY;

  constructor(
    readonly world: Surroundings,
    readonly spec: HostSpec,
  ) {
    this.name = spec.name;
    this.network = world.network(spec.network);
    this.platform = spec.platform ?? null;
    this.recorded = this.platform;
    const networks = [this.network, ...(spec.alsoOn ?? []).map((each) => world.network(each))];
    this.place = new Place(world, { name: spec.name, networks, store: 0 }, this);
    this.life = new HostLife(this);
    this.power = new PowerLine(this, (on) => (on ? this.powerOn() : this.powerLost()));
    this.storage = new HostStorage(this);
    this.identity = new HostIdentity(this);
    this.reach = new Reach(this);
    this.server = new RequestServer(world, this);
    this.flusher = new Flusher(world, this);
    this.applications = new Applications(this);
  }

  get health(): HostHealth {
    return this.healthIn(this.condition);
  }

  get hung(): boolean {
    return this.condition.hung;
  }

  /** On its network at all. */
  get isConnected(): boolean {
    return this.reach.network;
  }

  get slowness(): number {
    return this.condition.slowness * this.reach.slowness;
  }

  /** Online, be it that it hangs: its applications are in memory. */
  get isUp(): boolean {
    return this.life.stage === "online" && !this.condition.failed;
  }

  /** Works: online, and neither hung nor failed. */
  get running(): boolean {
    return this.life.stage === "online" && this.responds;
  }

  /** Requests that reach it are taken in, be it that they wait for it to wake. */
  get takesIn(): boolean {
    return this.running || (this.hung && this.isUp && this.spec.serves.hung === "kept");
  }

  /** Takes orders: in standalone too, where it is not on the network, and while it shuts down. */
  get answersConsole(): boolean {
    const { stage } = this.life;
    return this.responds && (stage === "online" || stage === "standalone" || stage === "shutting-down");
  }

  /** Neither hung nor failed; it may be off. */
  get responds(): boolean {
    return !this.condition.failed && !this.condition.hung;
  }

  /** Nothing is wrong with it; it may be off. */
  get isIntact(): boolean {
    return this.health === "healthy" && !this.hasBrokenParts;
  }

  /** A component of it is broken, be it known or not. */
  get hasBrokenParts(): boolean {
    return this.reach.brokenComponents.length > 0;
  }

  /** The switch in its power line, if it has one. */
  get relay(): Relay | null {
    return this.spec.relay === undefined ? null : this.world.relay(this.spec.relay);
  }

  private powerOn(): void {
    if (!this.condition.failed) this.life.powerOn();
  }

  private powerLost(): void {
    this.life.stop();
    this.life.turnOff();
    // Whatever hung or slowed the software is gone with the power; broken hardware stays broken.
    this.change({ ...HEALTHY, failed: this.condition.failed });
  }

  /** The hardware breaks: everything stops until it is repaired. */
  crash(): void {
    if (this.condition.failed) return;
    this.life.stop();
    this.change({ ...HEALTHY, failed: true });
  }

  /** The software stops where it is; memory, disks and power stay. */
  hang(): void {
    if (!this.power.on || !this.responds) return;
    this.life.progress.stall();
    this.flusher.pause();
    this.storage.stall(true);
    this.server.stop();
    this.change({ ...this.condition, hung: true });
    this.applications.changed();
  }

  /** Goes on where it hung; nothing to wake when it was switched off or broke meanwhile. */
  wake(): void {
    if (!this.condition.hung) return;
    this.storage.stall(false);
    this.change({ ...this.condition, hung: false });
    this.life.progress.goOn();
    this.flusher.resume();
    this.server.resume();
    this.place.wake();
    this.applications.changed();
  }

  slow(factor: number): void {
    this.change({ ...this.condition, slowness: factor });
  }

  /** Repaired after a crash: it starts anew if it has power. */
  repair(): void {
    if (!this.condition.failed) return;
    this.life.turnOff();
    this.change(HEALTHY);
    if (this.power.on) this.powerOn();
  }

  /** It is made of something else, and so is what it has itself, on mirrors too; copies that were made of that stay as they are. */
  upgrade(platform: Platform): void {
    this.platform = platform;
    this.recorded = platform;
    this.storage.adaptOwn();
    this.world.refresh();
  }

  private change(condition: Condition): void {
    const from = this.health;
    if (from !== this.healthIn(condition)) this.world.beforeChange(this);
    this.condition = condition;
    this.tellHealth(from);
  }

  /** Tells how it is, if that is not how it was. */
  tellHealth(from: HostHealth): void {
    const to = this.health;
    if (from === to) return;
    this.world.record({ kind: "HostHealthChanged", host: this.name, from, to });
    this.changed();
  }

  private healthIn({ failed, hung, slowness }: Condition): HostHealth {
    if (failed) return "failed";
    if (hung) return "hung";
    return slowness > 1 || this.reach.slowness > 1 ? "degraded" : "healthy";
  }

  /** It may be on the network now, or no more. */
  changed(): void {
    this.identity.update(this.running && this.reach.network);
  }
}
