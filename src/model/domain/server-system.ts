/** A server system: clusters that share devices, and what stands on these of the tasks that they have executed. */
import type { Devices } from "../../control/index.js";
import type { Ground } from "../ground.js";
import type { ServerSystemSpec } from "./spec.js";
import type { Execution } from "./driver.js";
import { TaskLog } from "./task-log.js";

export type DeviceChange = "added" | "removed" | "available" | "unavailable";

/** One of its clusters. */
interface Member {
  readonly driver: { lookAround(): void };
}

export class ServerSystem {
  readonly log = new TaskLog();
  /** By console and key: what its drivers are at. */
  readonly running = new Map<string, Execution>();
  /** Of which each has a driver that sees the devices. */
  readonly clusters: Member[] = [];
  private readonly removed = new Set<string>();
  private readonly unavailable = new Set<string>();

  constructor(
    private readonly world: Ground,
    readonly spec: ServerSystemSpec,
  ) {}

  /** As they are now, whatever anybody knows of it. */
  get devices(): Devices {
    const present = this.spec.devices.filter(({ name }) => !this.removed.has(name));
    return Object.fromEntries(
      present.map(({ name, states: [usual, other] }) => [name, this.unavailable.has(name) ? other : usual]),
    );
  }

  setRemoved(device: string, removed: boolean): void {
    if (removed) this.removed.add(device);
    else this.removed.delete(device);
    this.changed(device, removed ? "removed" : "added");
  }

  setUnavailable(device: string, unavailable: boolean): void {
    if (unavailable) this.unavailable.add(device);
    else this.unavailable.delete(device);
    this.changed(device, unavailable ? "unavailable" : "available");
  }

  isRemoved(device: string): boolean {
    return this.removed.has(device);
  }

  /** Every driver of the system sees it (300). */
  private changed(device: string, change: DeviceChange): void {
    this.world.record({ kind: "SharedDeviceChanged", system: this.spec.name, device, change });
    for (const each of this.clusters) each.driver.lookAround();
  }
}
