/** Writes what a host holds in memory to its devices at an interval; what is in memory when the host dies is gone. */
import type { Handle } from "../sim/index.js";
import { type Micros, SECOND } from "../units/index.js";
import type { StorageCost } from "./fabric/multipath.js";
import type { Ground } from "./ground.js";
import { type EvenWrites, flushesOf, type KeptWrites } from "./load/flow/flushes.js";
import type { HostSpec } from "./spec.js";
import type { HostStorage } from "./storage/host-storage.js";
import { instant, type Stretch } from "./storage/remote-mirror.js";
import type { Device } from "./storage/volume.js";
import type { WriteBatch, WriteLog } from "./storage/write-log.js";

/** The host whose memory it is. */
interface Owner {
  readonly name: string;
  readonly spec: Pick<HostSpec, "flush">;
  readonly storage: Pick<HostStorage, "mounted" | "access">;
}

export class Flusher {
  /** Flushes come at whole intervals from here; those that find nothing to write are left out. */
  private origin: Micros = 0;
  private next: Handle = 0;
  private armed = false;
  private active = false;
  /** Counts lives: what a life held in memory is not known to the next. */
  private life = 0;
  /** Writes on their way to the media; they arrive even when the host dies meanwhile, for they have left it. */
  private underWay = 0;
  /** Who waits until all is on the media. */
  private onClean: (() => void)[] = [];

  constructor(
    private readonly world: Ground,
    private readonly host: Owner,
  ) {}

  /** The host goes online. */
  start(): void {
    this.active = true;
    this.origin = this.world.kernel.now;
  }

  /** There is something in memory since then: sees that it is written at the next interval. */
  arm(since: Micros = this.world.kernel.now): void {
    if (this.armed || !this.active) return;
    this.armed = true;
    const { kernel } = this.world;
    const { flush } = this.host.spec;
    const intervals = Math.floor((since - this.origin) / flush) + 1;
    this.next = kernel.schedule(this.origin + intervals * flush, this.tick);
  }

  /** What a flow has written up to now, told afterwards: what was due meanwhile left the memory when it was due. */
  catchUp(log: WriteLog, writes: EvenWrites): void {
    const { name, storage } = this.host;
    const device = storage.mounted.find(({ volume }) => volume.log === log);
    const cost = device === undefined ? null : storage.access.multipathTo(device).next();
    const kept =
      device === undefined || cost === null
        ? { count: writes.count, oldestAt: writes.from }
        : this.catchUpFlushes(device, cost, writes);
    if (kept.count === 0) return;
    log.acknowledge(name, writes.bytes, kept.oldestAt, kept.count);
    this.arm(writes.to - 1);
  }

  private catchUpFlushes(device: Device, cost: StorageCost, writes: EvenWrites): KeptWrites {
    const { count, bytes, from, to } = writes;
    const { log, remoteMirror } = device.volume;
    const interval = this.host.spec.flush;
    const rate = (count * bytes) / (to - from);
    const inStep = remoteMirror?.source === device ? remoteMirror.inStepUpTo(rate * SECOND) : to;
    const arrived = inStep - durationOf(device, cost, rate * interval);
    const { flushed, kept } = flushesOf(writes, { origin: this.origin, interval }, arrived);
    for (const part of flushed) {
      const batch = log.acknowledgeFlushed(this.host.name, bytes, part.oldestAt, part.count);
      const { firstFlush, lastFlush, flushes: parts } = part;
      const duration = durationOf(device, cost, batch.bytes / parts);
      this.send(device, [batch], { from: firstFlush + duration, to: lastFlush + duration, parts });
    }
    return kept;
  }

  private readonly tick = (): void => {
    this.armed = false;
    this.flush();
  };

  private disarm(): void {
    this.world.kernel.cancel(this.next);
    this.armed = false;
    this.active = false;
  }

  /** The host hangs. */
  pause(): void {
    this.disarm();
  }

  /** The host wakes up: what it holds is long due. */
  resume(): void {
    if (this.host.storage.mounted.length === 0) return;
    this.start();
    this.flush();
  }

  /** The host leaves its devices in order, with nothing in memory. */
  stop(): void {
    this.disarm();
    this.life += 1;
  }

  /** The memory is gone. */
  drop(): void {
    this.stop();
    this.onClean = [];
    for (const device of this.host.storage.mounted)
      this.tellDropped(device, device.volume.log.takeDirty(this.host.name));
  }

  /** Writes everything, tries again at each interval what cannot be written now, and calls back when all is on the media. */
  flushAll(act: () => void): void {
    this.onClean.push(act);
    this.flush();
    this.checkClean();
  }

  private get isDirty(): boolean {
    return this.host.storage.mounted.some((device) => device.volume.log.isDirty(this.host.name));
  }

  private checkClean(): void {
    const { onClean } = this;
    if (onClean.length === 0 || this.underWay > 0 || this.isDirty) return;
    this.onClean = [];
    for (const act of onClean) act();
  }

  /** Sends everything in memory to the devices, as far as they can be reached; the rest is tried again. */
  flush(): void {
    for (const device of this.host.storage.mounted) {
      if (!device.volume.log.isDirty(this.host.name)) continue;
      const cost = this.host.storage.access.multipathTo(device).next();
      if (cost === null) continue;
      const batches = device.volume.log.takeDirty(this.host.name);
      const bytes = batches.reduce((sum, batch) => sum + batch.bytes, 0);
      this.send(device, batches, instant(this.world.kernel.now + durationOf(device, cost, bytes)));
    }
    if (this.isDirty) this.arm();
  }

  /** @param arrival of what is told afterwards it may be past */
  private send(device: Device, batches: readonly WriteBatch[], arrival: Stretch): void {
    const { kernel } = this.world;
    const { life } = this;
    this.underWay += 1;
    const arrive = (): void => this.arrive(device, batches, life, arrival);
    if (arrival.to < kernel.now) arrive();
    else kernel.schedule(arrival.to, arrive);
  }

  private arrive(device: Device, batches: readonly WriteBatch[], life: number, arrival: Stretch): void {
    const { array } = device;
    this.underWay -= 1;
    if (array.powered && device.volume.disksOf(device).length > 0)
      for (const { range } of batches) array.media.store(device, range, arrival);
    else if (life === this.life) this.takeBack(device, batches);
    else this.tellDropped(device, batches);
    this.checkClean();
  }

  /** The storage did not confirm them: they stay in memory and are written again. */
  private takeBack(device: Device, batches: readonly WriteBatch[]): void {
    device.volume.log.takeBack(this.host.name, batches);
    this.arm();
  }

  private tellDropped(device: Device, batches: readonly WriteBatch[]): void {
    const volume = device.volume.spec.name;
    const { transactions } = device.volume;
    for (const { range } of batches) {
      // A log that is written when a write is acknowledged has it, whatever becomes of the memory.
      if (transactions?.spec.written === "commit") transactions.holds.add(range);
      this.world.record({ kind: "WritesDropped", host: this.host.name, volume, range });
    }
  }
}

/** How long it takes to write so many bytes to a device, and to its mirror where that must have them too. */
function durationOf(device: Device, { latency, bandwidth }: StorageCost, bytes: number): Micros {
  const mirroring = device.volume.remoteMirror?.delay ?? 0;
  return latency + mirroring + Math.ceil((bytes / bandwidth) * SECOND);
}
