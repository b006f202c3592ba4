/** Writes what a host holds in memory to its devices at an interval; what is in memory when the host dies is gone. */
import type { Handle } from "../sim/index.js";
import { type Micros, SECOND } from "../units/index.js";
import type { Host } from "./host.js";
import type { Device } from "./storage/volume.js";
import type { WriteBatch } from "./storage/write-log.js";
import type { World } from "./world.js";

export class Flusher {
  private next: Handle = 0;
  /** Writes on their way to the media; they arrive even when the host dies meanwhile, for they have left it. */
  private underWay = 0;
  private waiters: (() => void)[] = [];

  constructor(
    private readonly world: World,
    private readonly host: Host,
  ) {}

  start(): void {
    if (this.host.mounted.length > 0) this.next = this.world.kernel.after(this.host.spec.flush, this.tick);
  }

  pause(): void {
    this.world.kernel.cancel(this.next);
  }

  resume(): void {
    if (this.host.running) this.tick();
  }

  private readonly tick = (): void => {
    this.flush();
    this.start();
  };

  /** Sends everything in memory to the devices, as far as they can be reached. */
  flush(): void {
    for (const device of this.host.mounted) {
      const cost = this.world.storageCost(this.host, device);
      if (cost === null) continue;
      const batches = device.volume.log.takeDirty(this.host.name);
      const bytes = batches.reduce((sum, batch) => sum + batch.bytes, 0);
      if (bytes === 0) continue;
      const duration: Micros = cost.latency + Math.ceil((bytes / cost.bandwidth) * SECOND);
      this.underWay += 1;
      this.world.kernel.after(duration, () => this.arrive(device, batches));
    }
  }

  private arrive(device: Device, batches: readonly WriteBatch[]): void {
    for (const { range } of batches) this.world.arrayOf(device).store(device, range);
    this.underWay -= 1;
    if (this.underWay > 0) return;
    const waiters = this.waiters;
    this.waiters = [];
    for (const waiter of waiters) waiter();
  }

  /** Calls back once everything that left the host is on the media. */
  whenStored(act: () => void): void {
    if (this.underWay === 0) act();
    else this.waiters.push(act);
  }

  /** The memory is gone. */
  drop(): void {
    this.world.kernel.cancel(this.next);
    this.waiters = [];
    for (const device of this.host.mounted) {
      const volume = device.volume.spec.name;
      for (const { range } of device.volume.log.takeDirty(this.host.name)) {
        this.world.record({ kind: "WritesDropped", host: this.host.name, volume, range });
      }
    }
  }
}
