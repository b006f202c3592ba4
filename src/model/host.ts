/** A computer with power, a life cycle, an identity, memory that a crash wipes, and a server for requests. */
import type { HostStage } from "../control/index.js";
import { drawMicros, type Distribution, type Handle, type Stream } from "../sim/index.js";
import type { Micros } from "../units/index.js";
import { Flusher } from "./flusher.js";
import { RequestServer } from "./load/request-server.js";
import type { HostHealth } from "./record.js";
import type { HostSpec } from "./spec.js";
import type { Device } from "./storage/volume.js";
import type { World } from "./world.js";

/** How a boot or a shutdown ended; a host that dies meanwhile tells nobody. */
export type LifeEnd = "done" | "died" | { readonly failed: string };

export class Host {
  readonly server: RequestServer;
  /** Place among the hosts of the world. */
  index = 0;
  stage: HostStage = "off";
  health: HostHealth = "healthy";
  powered = false;
  /** How many times slower than healthy it works. */
  slowness = 1;
  /** The address that it takes when it goes online; a system volume's identity outranks it. */
  private bootAddress: string;
  /** The address that it answers for now. */
  private announced: string | null = null;
  /** Devices that it uses while online. */
  mounted: readonly Device[] = [];
  /** The building has power. */
  supplied = true;
  private plugged = true;
  private progress: Handle = 0;
  private bootRequested = false;
  private shutdownWaiters: ((end: LifeEnd) => void)[] = [];
  private bootWaiters: ((end: LifeEnd) => void)[] = [];
  private readonly flusher: Flusher;
  private readonly bootStream: Stream;
  private readonly shutdownStream: Stream;

  constructor(
    readonly world: World,
    readonly spec: HostSpec,
  ) {
    this.bootAddress = spec.address;
    this.server = new RequestServer(world, this);
    this.flusher = new Flusher(world, this);
    this.bootStream = world.streams.stream(`host/${spec.name}/boot`);
    this.shutdownStream = world.streams.stream(`host/${spec.name}/shutdown`);
  }

  get name(): string {
    return this.spec.name;
  }

  /** Works: online, and neither hung nor failed. */
  get running(): boolean {
    return this.stage === "online" && (this.health === "healthy" || this.health === "degraded");
  }

  /** Answers the console in standalone too, where it is not on the network. */
  get answersConsole(): boolean {
    return this.running || (this.stage === "standalone" && this.health !== "hung" && this.health !== "failed");
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

  /** Writes another address into its configuration, for the next time that it goes online. */
  setIdentity(address: string): void {
    this.bootAddress = address;
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
    if (this.health === "failed") return;
    this.enter("diagnostics");
    const { diagnostics, standalone, auto } = this.spec.boot;
    this.then(diagnostics, () => {
      if (auto) return this.bootOnline();
      this.then(standalone, () => {
        this.enter("standalone");
        if (this.bootRequested) this.bootOnline();
      });
    });
  }

  private powerLost(): void {
    this.stop();
    // Whatever hung or slowed the software is gone with the power; broken hardware stays broken.
    this.enter("off");
    if (this.health !== "failed") this.setHealth("healthy");
  }

  /** Everything in memory is gone, nothing goes on. */
  private stop(): void {
    this.world.kernel.cancel(this.progress);
    this.flusher.drop();
    this.server.drop();
    this.mounted = [];
    this.bootRequested = false;
    this.world.onHostStopped(this);
    this.endShutdown("died");
    this.endBoot("died");
  }

  // ---- boot and shutdown

  /** The boot command: online as soon as the host has come to standalone. */
  boot(ended: (end: LifeEnd) => void): void {
    if (this.running) return ended("done");
    this.bootWaiters.push(ended);
    this.bootRequested = true;
    if (this.stage === "standalone" && this.answersConsole) this.bootOnline();
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
      device.volume.mount();
      const holds = device.holds.snapshot();
      const volume = device.volume.spec.name;
      this.world.record({ kind: "DataMounted", host: this.name, volume, device: device.name, holds });
    }
    this.enter("online");
    this.flusher.start();
    this.world.onHostOnline(this);
    this.endBoot("done");
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

  /** Orderly: users are notified, memory is flushed, and the host ends in standalone. */
  shutDown(ended: (end: LifeEnd) => void): void {
    if (this.stage === "standalone") return ended("done");
    this.shutdownWaiters.push(ended);
    if (this.stage === "shutting-down") return;
    this.server.turnAllAway();
    this.enter("shutting-down");
    this.then(this.spec.shutdown, () => {
      this.flusher.flush();
      this.flusher.whenStored(() => {
        this.flusher.drop();
        this.mounted = [];
        this.world.onHostStopped(this);
        this.enter("standalone");
        this.endShutdown("done");
      });
    });
  }

  // ---- health

  crash(): void {
    this.stop();
    this.setHealth("failed");
  }

  hang(): void {
    this.setHealth("hung");
    this.flusher.pause();
  }

  wake(): void {
    this.setHealth(this.slowness > 1 ? "degraded" : "healthy");
    this.flusher.resume();
    this.server.resume();
  }

  slow(factor: number): void {
    this.slowness = factor;
    this.setHealth(factor > 1 ? "degraded" : "healthy");
  }

  /** Somebody puts the plug back in, the relay opened by hand if it can be, so that the host stays off. */
  plugIn(): void {
    if (this.plugged) return;
    const relay = this.world.relayOf(this);
    if (relay !== null && !relay.openByHand()) return;
    this.setPlugged(true);
  }

  /** Repaired after a crash: whatever state it was in, it starts anew if it has power. */
  repair(): void {
    this.enter("off");
    this.setHealth("healthy");
    if (this.powered) this.powerOn();
  }

  private setHealth(to: HostHealth): void {
    const from = this.health;
    if (from === to) return;
    this.world.beforeChange(this);
    this.health = to;
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
    const wanted = this.running ? this.address : null;
    if (wanted !== this.announced) {
      const network = this.world.networkOf(this);
      if (this.announced !== null) network.withdraw(this, this.announced);
      this.announced = wanted;
      if (wanted !== null) network.announce(this, wanted);
    }
    this.world.refresh();
  }

  private then(delay: Distribution, act: () => void): void {
    const stream = this.stage === "shutting-down" ? this.shutdownStream : this.bootStream;
    const after: Micros = drawMicros(delay, stream) * this.slowness;
    this.world.kernel.cancel(this.progress);
    this.progress = this.world.kernel.after(Math.round(after), act);
  }
}
