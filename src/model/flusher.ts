/** Writes what a host holds in memory to its devices at an interval; what is in memory when the host dies is gone. */
import type { Handle } from "../sim/index.js";
import { type Micros, SECOND } from "../units/index.js";
import type { Ground } from "./ground.js";
import type { HostSpec } from "./spec.js";
import type { HostStorage } from "./storage/host-storage.js";
import type { Device } from "./storage/volume.js";
import type { WriteBatch } from "./storage/write-log.js";

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

  /** There is something in memory: sees that it is written at the next interval. */
  arm(): void {
    if (this.armed || !this.active) return;
    this.armed = true;
    const { kernel } = this.world;
    const { flush } = this.host.spec;
    const intervals = Math.floor((kernel.now - this.origin) / flush) + 1;
    this.next = kernel.schedule(this.origin + intervals * flush, this.tick);
  }

  /** When it last was time to flush. */
  get lastFlush(): Micros {
    const { flush } = this.host.spec;
    return this.origin + Math.floor((this.world.kernel.now - this.origin) / flush) * flush;
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
      const mirroring = device.volume.remoteMirror?.delay ?? 0;
      const duration: Micros = cost.latency + mirroring + Math.ceil((bytes / cost.bandwidth) * SECOND);
      const { life } = this;
      this.underWay += 1;
      this.world.kernel.after(duration, () => this.arrive(device, batches, life));
    }
    if (this.isDirty) this.arm();
  }

  private arrive(device: Device, batches: readonly WriteBatch[], life: number): void {
    const { array } = device;
    this.underWay -= 1;
    if (array.powered && device.volume.disksOf(device).length > 0)
      for (const { range } of batches) array.store(device, range);
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
