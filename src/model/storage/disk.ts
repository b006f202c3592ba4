/** The disk of a device: it breaks with all that it holds, and is replaced by an empty one, which its mirror fills if it has one. */
import type { Transfer } from "./channel.js";
import type { CopyJobs, CopyWorld } from "./copy-jobs.js";
import { type Device, type StorageSystem, inscribe, isWhole } from "./volume.js";
import { WriteRanges } from "./write-ranges.js";

type Surroundings = CopyWorld & { readonly replicator: { readonly jobs: CopyJobs; readonly fills: DiskFills } };

export function breakDisk(world: Surroundings, device: Device): void {
  world.beforeStorageChange();
  device.broken = true;
  device.holds = new WriteRanges();
  device.blank = true;
  device.consistent = false;
  tell(world, device);
  const { jobs, fills } = world.replicator;
  jobs.interruptAt(device);
  fills.giveUp(device);
}

/** An empty disk: as long as its mirror has not filled it, it is not used. */
export function replaceDisk(world: Surroundings, device: Device): void {
  world.replicator.fills.enter(device);
}

interface Fill {
  readonly from: Device;
  readonly transfer: Transfer;
}

/** Disks that were replaced and are to be filled; `null` while their storage system has no power. */
export class DiskFills {
  private readonly empty = new Map<Device, Fill | null>();

  constructor(private readonly world: CopyWorld) {}

  enter(device: Device): void {
    this.empty.set(device, null);
    this.resume();
  }

  /** The disk breaks anew, or that from which it is filled. */
  giveUp(broken: Device): void {
    for (const [device, fill] of [...this.empty]) {
      if (device !== broken && fill?.from !== broken) continue;
      this.interrupt(device, device === broken ? `its disk broke` : `${broken.name} cannot be read any more`);
      if (device === broken) this.empty.delete(device);
    }
    this.resume();
  }

  /** The storage system lost its power: what was begun is begun anew when that is back. */
  interruptIn(array: StorageSystem): void {
    for (const device of [...this.empty.keys()])
      if (device.array === array) this.interrupt(device, `${array.spec.name} lost its power`);
  }

  /** Something that was in the way may have gone. */
  resume(): void {
    for (const [device, fill] of [...this.empty]) if (fill === null && device.array.powered) this.begin(device);
  }

  private begin(device: Device): void {
    const { volume } = device;
    const from = twinOf(device);
    if (from === null) return this.putIn(device);
    const bytes = volume.spec.size;
    this.world.record({ kind: "CopyStarted", volume: volume.spec.name, target: device.name, bytes, source: from.name });
    const transfer = this.world.bandwidth.begin([from.adapter, device.adapter], bytes, () => {
      // Split off, or overwritten, meanwhile: what it was filled with is of no use.
      const done = twinOf(device) === from;
      if (done) inscribe(device, volume.contentOf(from));
      this.tellEnd(device, done ? null : `${from.name} cannot be read any more`);
      this.putIn(device);
    });
    this.empty.set(device, { from, transfer });
  }

  private interrupt(device: Device, why: string): void {
    const fill = this.empty.get(device) ?? null;
    if (fill === null) return;
    this.empty.set(device, null);
    this.world.bandwidth.abort(fill.transfer);
    this.tellEnd(device, why);
  }

  private tellEnd(device: Device, why: string | null): void {
    const { name, volume } = device;
    const copy = { volume: volume.spec.name, target: name, bytes: volume.spec.size, holds: device.holds.snapshot() };
    this.world.record({ kind: "CopyEnded", ...copy, result: why === null ? "done" : "failed", why });
  }

  private putIn(device: Device): void {
    this.world.beforeStorageChange();
    this.empty.delete(device);
    device.broken = false;
    tell(this.world, device);
  }
}

/** What holds the same as a device and can be read. */
function twinOf(device: Device): Device | null {
  const { mirror } = device.volume;
  const twin = mirror?.source === device ? mirror.device : mirror?.device === device ? mirror.source : null;
  return twin !== null && isWhole(twin) ? twin : null;
}

function tell(world: CopyWorld, device: Device): void {
  world.record({ kind: "DiskChanged", volume: device.volume.spec.name, device: device.name, works: !device.broken });
  world.refresh();
}
