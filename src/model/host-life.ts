/** The life cycle of a host: from power-on through its self-test to standalone or online, and down again in order or at once. */
import type { HostStage } from "../control/index.js";
import { drawMicros, type Distribution, type Stream } from "../sim/index.js";
import { type Micros, MINUTE } from "../units/index.js";
import type { HostChanges } from "./changes.js";
import type { Flusher } from "./flusher.js";
import type { Ground } from "./ground.js";
import type { RequestServer } from "./load/request-server.js";
import type { Place } from "./place.js";
import { Progress } from "./progress.js";
import type { HostSpec } from "./spec.js";
import type { HostStorage } from "./storage/host-storage.js";

/** Whoever ordered it may have been called off, or lost. */
const REOPENS_AFTER = MINUTE;

/** How a boot or a shutdown ended; a host that dies meanwhile tells nobody. */
export type LifeEnd = "done" | "died" | { readonly failed: string };

/** The host whose life it is. */
interface Owner {
  readonly name: string;
  readonly spec: Pick<HostSpec, "boot" | "shutdown">;
  readonly world: Ground & HostChanges;
  readonly power: { on: boolean };
  readonly hung: boolean;
  readonly slowness: number;
  readonly running: boolean;
  readonly responds: boolean;
  readonly answersConsole: boolean;
  readonly storage: Pick<HostStorage, "devices" | "mounted" | "bootObstacle" | "mount" | "unmount">;
  readonly server: Pick<RequestServer, "drop" | "turnAllAway">;
  readonly flusher: Pick<Flusher, "start" | "stop" | "drop" | "flushAll">;
  readonly place: Place;
  readonly applications: { start(): void; stop(): void };
  changed(): void;
}

export class HostLife {
  stage: HostStage = "off";
  /** It is to be shut down, and lets nobody in any more. */
  isClosed = false;
  /** What comes next; a host that hangs does not get there. */
  readonly progress: Progress;
  private closedUntil: Micros = 0;
  private bootRequested = false;
  /** The order to shut down left word not to go online without being told, after a repair or a loss of power neither. */
  private staysDown = false;
  /** Nobody has ordered it down since somebody took it for another and did. */
  isDownByMistake = false;
  private shutdownWaiters: ((end: LifeEnd) => void)[] = [];
  private bootWaiters: ((end: LifeEnd) => void)[] = [];
  private standaloneWaiters: ((end: LifeEnd) => void)[] = [];
  private readonly bootStream: Stream;
  private readonly shutdownStream: Stream;

  constructor(private readonly host: Owner) {
    const { world, name } = host;
    this.progress = new Progress(world.kernel);
    this.bootStream = world.streams.stream(`host/${name}/boot`);
    this.shutdownStream = world.streams.stream(`host/${name}/shutdown`);
  }

  /** As it stands when the run begins: online, or waiting in standalone. */
  begin(stage: "online" | "standalone"): void {
    const { power, world, name } = this.host;
    power.on = true;
    if (stage === "online") return this.goOnline();
    world.record({ kind: "HostPowerChanged", host: name, powered: true });
    this.enter("standalone");
  }

  powerOn(): void {
    this.enter("diagnostics");
    const { diagnostics, standalone, auto } = this.host.spec.boot;
    this.then(diagnostics, () => {
      if (auto && !this.staysDown) return this.bootOnline();
      this.then(standalone, () => {
        this.enter("standalone");
        // Whoever waited for that may order it to boot at once.
        const isRequested = this.bootRequested;
        this.endWaiting("done");
        if (isRequested) this.bootOnline();
      });
    });
  }

  /** Who orders something for standalone is told when it is there; it never comes there without power, nor from being online by itself. */
  inStandalone(ended: (end: LifeEnd) => void): void {
    const { host, stage } = this;
    if (!host.power.on || !host.responds) return ended("died");
    if (stage === "standalone") return ended("done");
    if (stage !== "diagnostics" || (host.spec.boot.auto && !this.staysDown))
      return ended({ failed: `${host.name} is ${stage}, and does not stop in standalone` });
    this.standaloneWaiters.push(ended);
  }

  private endWaiting(end: LifeEnd): void {
    const waiters = this.standaloneWaiters;
    this.standaloneWaiters = [];
    for (const waiter of waiters) waiter(end);
  }

  /** Without power, or repaired and not started yet. */
  turnOff(): void {
    this.enter("off");
  }

  /** Everything in memory is gone, nothing goes on. */
  stop(): void {
    const { host } = this;
    this.progress.end();
    // What a flow of requests wrote up to now is counted before the memory goes.
    host.server.drop();
    host.flusher.drop();
    host.storage.unmount();
    this.bootRequested = false;
    host.applications.stop();
    host.place.setAlive(false);
    this.endWaiting("died");
    this.endShutdown("died");
    this.endBoot("died");
  }

  /**
   * The boot command: online as soon as the host has come to standalone. Nobody takes it who is off, hangs or is broken.
   * @param anew from standalone by way of diagnostics, so that what was configured there is read
   */
  boot(ended: (end: LifeEnd) => void, anew?: true): void {
    const { host } = this;
    if (!host.power.on || !host.responds) return ended("died");
    if (host.running) return ended(this.endOfVainBoot());
    this.staysDown = false;
    this.isDownByMistake = false;
    this.bootWaiters.push(ended);
    this.bootRequested = true;
    if (this.stage !== "standalone") return;
    if (anew === true) this.powerOn();
    else this.bootOnline();
  }

  /** Whoever is online already works with what was there when it started, and says so. */
  private endOfVainBoot(): LifeEnd {
    const { storage, name } = this.host;
    const late = storage.devices.find((device) => !storage.mounted.includes(device));
    return late === undefined ? "done" : { failed: `${name} went online without ${late.name}` };
  }

  private bootOnline(): void {
    const { spec, storage, world, name } = this.host;
    this.bootRequested = false;
    this.enter("booting");
    this.then(spec.boot.online, () => {
      const failure = storage.bootObstacle;
      if (failure === null) return this.goOnline();
      world.record({ kind: "HostBootFailed", host: name, why: failure });
      this.enter("standalone");
      this.endBoot({ failed: failure });
    });
  }

  private goOnline(): void {
    const { host } = this;
    host.storage.mount();
    this.enter("online");
    host.flusher.start();
    host.place.setAlive(true);
    host.applications.start();
    this.endBoot("done");
  }

  /** Users are told that it is to be shut down: nobody is let in any more. When nothing comes of it for long it opens again. */
  close(within: Micros): void {
    const { host } = this;
    const until = host.world.kernel.now + within + REOPENS_AFTER;
    this.closedUntil = until;
    if (!this.isClosed) this.setClosed(true);
    host.world.kernel.after(within + REOPENS_AFTER, () => {
      if (this.isClosed && this.closedUntil === until) this.setClosed(false);
    });
  }

  private setClosed(isClosed: boolean): void {
    const { host } = this;
    host.world.beforeChange(host);
    this.isClosed = isClosed;
    host.world.record({ kind: "HostClosed", host: host.name, isClosed });
    host.changed();
  }

  /** Orderly: users are notified, memory is flushed, however long that takes, and the host ends in standalone. */
  shutDown(ended: (end: LifeEnd) => void, why?: "by mistake"): void {
    const { host } = this;
    if (!host.answersConsole) return ended("died");
    this.staysDown = true;
    this.isDownByMistake = why === "by mistake";
    if (this.stage === "standalone") return ended("done");
    this.shutdownWaiters.push(ended);
    if (this.stage === "shutting-down") return;
    host.server.turnAllAway();
    this.enter("shutting-down");
    this.then(host.spec.shutdown, () => host.flusher.flushAll(() => this.plan(0, this.leave)));
  }

  private readonly leave = (): void => {
    const { host } = this;
    host.flusher.stop();
    host.storage.unmount();
    host.applications.stop();
    host.place.setAlive(false);
    this.enter("standalone");
    this.endShutdown("done");
  };

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

  private enter(to: HostStage): void {
    const { host, stage: from } = this;
    if (from === to) return;
    host.world.beforeChange(host);
    this.stage = to;
    this.isClosed = false;
    host.world.record({ kind: "HostStageChanged", host: host.name, from, to });
    host.changed();
  }

  private then(delay: Distribution, act: () => void): void {
    const stream = this.stage === "shutting-down" ? this.shutdownStream : this.bootStream;
    this.plan(Math.round(drawMicros(delay, stream) * this.host.slowness), act);
  }

  private plan(after: Micros, act: () => void): void {
    this.progress.plan(after, act);
    if (!this.host.hung) this.progress.goOn();
  }
}
