/** A computer with power, a life cycle, an identity, memory that a crash wipes, and a server for requests. */
import { formatOf, type HostStage } from "../control/index.js";
import { drawMicros, type Distribution, type Handle, type Stream } from "../sim/index.js";
import type { Micros } from "../units/index.js";
import { Flusher } from "./flusher.js";
import { RequestServer } from "./load/request-server.js";
import type { Network } from "./network.js";
import type { HostHealth } from "./record.js";
import type { HostSpec, VolumeSpec } from "./spec.js";
import type { Device } from "./storage/volume.js";
import type { World } from "./world.js";

/** How a boot or a shutdown ended; a host that dies meanwhile tells nobody. */
export type LifeEnd = "done" | "died" | { readonly failed: string };

/** What is wrong with a host; several things may be at once. */
interface Condition {
  readonly failed: boolean;
  readonly hung: boolean;
  /** How many times slower than healthy it works. */
  readonly slowness: number;
}

/** What may break in a host without stopping it. */
export type Component = "cpu" | "memory" | "network-controller" | "io-controller" | "adapter";

const HEALTHY: Condition = { failed: false, hung: false, slowness: 1 };

export class Host {
  readonly server: RequestServer;
  readonly flusher: Flusher;
  readonly network: Network;
  /** Place among the hosts of the world. */
  index = 0;
  stage: HostStage = "off";
  powered = false;
  private condition = HEALTHY;
  /** The address that it takes when it goes online; a system volume's identity outranks it. */
  private bootAddress: string;
  /** The address that it answers for now. */
  private announced: string | null = null;
  /** Devices that it uses while online. */
  mounted: readonly Device[] = [];
  /** Components that do not work. */
  private readonly broken = new Set<Component>();
  /** Messages from the controller reach it, and its own reach the controller. */
  private partition: { readonly hears: boolean; readonly isHeard: boolean } = { hears: true, isHeard: true };
  /** The building has power. */
  supplied = true;
  private plugged = true;
  /** What comes next in its life, in what time as of `since`; a host that hangs does not get there. */
  private upcoming: { readonly act: () => void; left: Micros } | null = null;
  private since: Micros = 0;
  private progress: Handle = 0;
  private bootRequested = false;
  /** The order to shut down left word not to go online without being told, after a repair or a loss of power neither. */
  private staysDown = false;
  private shutdownWaiters: ((end: LifeEnd) => void)[] = [];
  private bootWaiters: ((end: LifeEnd) => void)[] = [];
  private readonly bootStream: Stream;
  private readonly shutdownStream: Stream;

  constructor(
    readonly world: World,
    readonly spec: HostSpec,
  ) {
    this.bootAddress = spec.address;
    this.network = world.network(spec.network);
    this.server = new RequestServer(world, this);
    this.flusher = new Flusher(world, this);
    this.bootStream = world.streams.stream(`host/${spec.name}/boot`);
    this.shutdownStream = world.streams.stream(`host/${spec.name}/shutdown`);
  }

  get name(): string {
    return this.spec.name;
  }

  get health(): HostHealth {
    return healthOf(this.condition);
  }

  get hung(): boolean {
    return this.condition.hung;
  }

  get slowness(): number {
    return this.condition.slowness;
  }

  get hears(): boolean {
    return this.partition.hears && !this.broken.has("network-controller");
  }

  get isHeard(): boolean {
    return this.partition.isHeard && !this.broken.has("network-controller");
  }

  get reachesStorage(): boolean {
    return !this.broken.has("io-controller") && !this.broken.has("adapter");
  }

  get brokenComponents(): readonly Component[] {
    return [...this.broken];
  }

  /** A component breaks, or works again. A broken processor or memory makes it slow; `crash` is another fault. */
  setComponent(component: Component, works: boolean): void {
    if (this.broken.has(component) === !works) return;
    this.world.beforeChange(this);
    if (works) this.broken.delete(component);
    else this.broken.add(component);
    this.world.record({ kind: "ComponentChanged", host: this.name, component, works });
    this.changed();
    this.world.refresh();
  }

  /** Which way messages between it and the controller get through. */
  setPartition(hears: boolean, isHeard: boolean): void {
    this.world.beforeChange(this);
    this.partition = { hears, isHeard };
    this.world.record({ kind: "ReachChanged", host: this.name, hears, isHeard });
  }

  /** Online, be it that it hangs: its applications are in memory. */
  get isUp(): boolean {
    return this.stage === "online" && !this.condition.failed;
  }

  /** Works: online, and neither hung nor failed. */
  get running(): boolean {
    return this.stage === "online" && this.responds;
  }

  /** Takes orders: in standalone too, where it is not on the network, and while it shuts down. */
  get answersConsole(): boolean {
    const { stage } = this;
    return this.responds && (stage === "online" || stage === "standalone" || stage === "shutting-down");
  }

  private get responds(): boolean {
    return !this.condition.failed && !this.condition.hung;
  }

  /** The address that it would hold, online or not. */
  get address(): string {
    const system = this.world.devicesOf(this).find((device) => device.volume.spec.holds === "system");
    return system?.identity ?? this.bootAddress;
  }

  /** As it stands when the run begins: online if it has power. */
  startOnline(): void {
    this.powered = true;
    this.goOnline();
  }

  /** As it stands when the run begins: it waits in standalone. */
  startStandalone(): void {
    this.powered = true;
    this.world.record({ kind: "HostPowerChanged", host: this.name, powered: true });
    this.enter("standalone");
  }

  /** The format in which it writes a volume; `null` when nothing is known of its platform. */
  formatOf({ holds }: Pick<VolumeSpec, "holds">): string | null {
    return this.spec.platform === undefined ? null : formatOf(this.spec.platform, holds);
  }

  /** Writes another address into its configuration, for the next time that it goes online, and into a system volume that it got. */
  setIdentity(address: string): void {
    this.bootAddress = address;
    const system = this.world.devicesOf(this).find((device) => device.volume.spec.holds === "system");
    if (system !== undefined) system.identity = address;
  }

  /** An address of its own, also where the system volume of somebody else carries another, and read-only use of volumes. */
  configure(address: string, volumes: readonly string[]): void {
    this.setIdentity(address);
    for (const device of this.world.devicesOf(this)) {
      const { name, holds } = device.volume.spec;
      if (volumes.includes(name)) {
        device.shared = true;
        if (holds === "system") device.identity = address;
      } else if (device.shared) device.array.withdraw(device);
    }
  }

  // ---- power

  /** Whether current flows: the relay is closed, the plug is in, the building has power. */
  updatePower(): void {
    const powered = this.supplied && this.plugged && this.world.relayOf(this)?.contacts !== "open";
    if (powered === this.powered) return;
    this.powered = powered;
    this.world.record({ kind: "HostPowerChanged", host: this.name, powered });
    if (powered) this.powerOn();
    else this.powerLost();
  }

  setSupply(supplied: boolean): void {
    this.supplied = supplied;
    this.updatePower();
  }

  setPlugged(plugged: boolean): void {
    this.plugged = plugged;
    this.updatePower();
  }

  private powerOn(): void {
    if (this.condition.failed) return;
    this.enter("diagnostics");
    const { diagnostics, standalone, auto } = this.spec.boot;
    this.then(diagnostics, () => {
      if (auto && !this.staysDown) return this.bootOnline();
      this.then(standalone, () => {
        this.enter("standalone");
        if (this.bootRequested) this.bootOnline();
      });
    });
  }

  private powerLost(): void {
    this.stop();
    this.enter("off");
    // Whatever hung or slowed the software is gone with the power; broken hardware stays broken.
    this.change({ ...HEALTHY, failed: this.condition.failed });
  }

  /** Everything in memory is gone, nothing goes on. */
  private stop(): void {
    this.stall();
    this.upcoming = null;
    // What a flow of requests wrote up to now is counted before the memory goes.
    this.server.drop();
    this.flusher.drop();
    this.unmount();
    this.bootRequested = false;
    this.world.onHostStopped(this);
    this.endShutdown("died");
    this.endBoot("died");
  }

  // ---- boot and shutdown

  /** The boot command: online as soon as the host has come to standalone. Nobody takes it who is off, hangs or is broken. */
  boot(ended: (end: LifeEnd) => void): void {
    if (!this.powered || !this.responds) return ended("died");
    if (this.running) return ended("done");
    this.staysDown = false;
    this.bootWaiters.push(ended);
    this.bootRequested = true;
    if (this.stage === "standalone") this.bootOnline();
  }

  private bootOnline(): void {
    this.bootRequested = false;
    this.enter("booting");
    this.then(this.spec.boot.online, () => {
      const failure = this.world.bootObstacle(this);
      if (failure === null) return this.goOnline();
      this.world.record({ kind: "HostBootFailed", host: this.name, why: failure });
      this.enter("standalone");
      this.endBoot({ failed: failure });
    });
  }

  private goOnline(): void {
    this.mounted = this.world.devicesOf(this);
    for (const device of this.mounted) {
      if (device.shared) {
        this.world.record({
          kind: "CopyMounted",
          host: this.name,
          volume: device.volume.spec.name,
          device: device.name,
        });
        continue;
      }
      device.volume.mount(device);
      const holds = device.holds.snapshot();
      const volume = device.volume.spec.name;
      this.world.record({ kind: "DataMounted", host: this.name, volume, device: device.name, holds });
    }
    this.enter("online");
    this.flusher.start();
    this.world.onHostOnline(this);
    this.endBoot("done");
  }

  private unmount(): void {
    for (const device of this.mounted) device.volume.unmount(device);
    this.mounted = [];
  }

  private endBoot(end: LifeEnd): void {
    const waiters = this.bootWaiters;
    this.bootWaiters = [];
    for (const waiter of waiters) waiter(end);
  }

  private endShutdown(end: LifeEnd): void {
    const waiters = this.shutdownWaiters;
    this.shutdownWaiters = [];
    for (const waiter of waiters) waiter(end);
  }

  /** Orderly: users are notified, memory is flushed, however long that takes, and the host ends in standalone. */
  shutDown(ended: (end: LifeEnd) => void): void {
    if (!this.answersConsole) return ended("died");
    this.staysDown = true;
    if (this.stage === "standalone") return ended("done");
    this.shutdownWaiters.push(ended);
    if (this.stage === "shutting-down") return;
    this.server.turnAllAway();
    this.enter("shutting-down");
    this.then(this.spec.shutdown, () => this.flusher.flushAll(() => this.plan(0, this.leave)));
  }

  private readonly leave = (): void => {
    this.flusher.stop();
    this.unmount();
    this.world.onHostStopped(this);
    this.enter("standalone");
    this.endShutdown("done");
  };

  // ---- health

  /** The hardware breaks: everything stops until it is repaired. */
  crash(): void {
    if (this.condition.failed) return;
    this.stop();
    this.change({ ...HEALTHY, failed: true });
  }

  /** The software stops where it is; memory, disks and power stay. */
  hang(): void {
    if (!this.powered || !this.responds) return;
    this.stall();
    this.flusher.pause();
    this.change({ ...this.condition, hung: true });
  }

  /** Goes on where it hung; nothing to wake when it was switched off or broke meanwhile. */
  wake(): void {
    if (!this.condition.hung) return;
    this.change({ ...this.condition, hung: false });
    this.getOn();
    this.flusher.resume();
    this.server.resume();
  }

  slow(factor: number): void {
    this.change({ ...this.condition, slowness: factor });
  }

  /** Somebody puts the plug back in, the relay opened by hand if it can be, so that the host stays off. */
  plugIn(): void {
    if (this.plugged) return;
    const relay = this.world.relayOf(this);
    if (relay !== null && !relay.openByHand()) return;
    this.setPlugged(true);
  }

  /** Repaired after a crash: it starts anew if it has power. */
  repair(): void {
    if (!this.condition.failed) return;
    this.enter("off");
    this.change(HEALTHY);
    if (this.powered) this.powerOn();
  }

  private change(condition: Condition): void {
    const from = this.health;
    const to = healthOf(condition);
    if (from !== to) this.world.beforeChange(this);
    this.condition = condition;
    if (from === to) return;
    this.world.record({ kind: "HostHealthChanged", host: this.name, from, to });
    this.changed();
  }

  private enter(to: HostStage): void {
    const from = this.stage;
    if (from === to) return;
    this.world.beforeChange(this);
    this.stage = to;
    this.world.record({ kind: "HostStageChanged", host: this.name, from, to });
    this.changed();
  }

  /** Announces or withdraws its address, and lets the services see what that means for them. */
  private changed(): void {
    const wanted = this.running && !this.broken.has("network-controller") ? this.address : null;
    const former = this.announced;
    if (wanted !== former) {
      if (former !== null) this.network.withdraw(this, former);
      this.announced = wanted;
      if (wanted !== null) this.network.announce(this, wanted);
    }
    this.world.afterChange(this, former, wanted);
  }

  private then(delay: Distribution, act: () => void): void {
    const stream = this.stage === "shutting-down" ? this.shutdownStream : this.bootStream;
    this.plan(Math.round(drawMicros(delay, stream) * this.slowness), act);
  }

  private plan(after: Micros, act: () => void): void {
    this.stall();
    this.upcoming = { act, left: after };
    if (!this.condition.hung) this.getOn();
  }

  private getOn(): void {
    if (this.upcoming === null) return;
    this.since = this.world.kernel.now;
    this.progress = this.world.kernel.after(this.upcoming.left, this.arriveThere);
  }

  private stall(): void {
    if (!this.world.kernel.cancel(this.progress) || this.upcoming === null) return;
    this.upcoming.left -= this.world.kernel.now - this.since;
  }

  private readonly arriveThere = (): void => {
    const { upcoming } = this;
    this.upcoming = null;
    upcoming?.act();
  };
}

function healthOf({ failed, hung, slowness }: Condition): HostHealth {
  if (failed) return "failed";
  if (hung) return "hung";
  return slowness > 1 ? "degraded" : "healthy";
}
