/** The disk of a device: it breaks with all that it holds, and is replaced by an empty one, which its mirror fills if it has one. */
import type { CopyWorld, CopyJobs } from "./copy-jobs.js";
import { inscribe, type Device } from "./volume.js";
import { WriteRanges } from "./write-ranges.js";

type Surroundings = CopyWorld & { readonly replicator: { readonly jobs: CopyJobs } };

export function breakDisk(world: Surroundings, device: Device): void {
  device.broken = true;
  device.holds = new WriteRanges();
  device.blank = true;
  device.consistent = false;
  tell(world, device);
  world.replicator.jobs.interruptAt(device);
}

/** An empty disk: as long as its mirror has not filled it, it is not used. */
export function replaceDisk(world: CopyWorld, device: Device): void {
  const { volume } = device;
  const twin = twinOf(device);
  if (twin === null) return putIn(world, device);
  const copy = { volume: volume.spec.name, target: device.name, bytes: volume.spec.size };
  world.record({ kind: "CopyStarted", ...copy, source: twin.name });
  world.bandwidth.begin([twin.adapter, device.adapter], volume.spec.size, () => {
    // Split off, broken or without power meanwhile: what it was filled with is of no use.
    const done = twinOf(device) === twin && device.array.powered;
    const result = done ? "done" : "failed";
    if (done) inscribe(device, volume.contentOf(volume.mirror!.source));
    const why = done ? null : `${twin.name} cannot be read any more`;
    world.record({ kind: "CopyEnded", ...copy, result, why, holds: device.holds.snapshot() });
    putIn(world, device);
  });
}

/** What holds the same as a device and can be read. */
function twinOf(device: Device): Device | null {
  const { mirror } = device.volume;
  const twin = mirror?.source === device ? mirror.device : mirror?.device === device ? mirror.source : null;
  return twin === null || twin.broken || !twin.consistent ? null : twin;
}

function putIn(world: CopyWorld, device: Device): void {
  device.broken = false;
  tell(world, device);
}

function tell(world: CopyWorld, device: Device): void {
  world.record({ kind: "DiskChanged", volume: device.volume.spec.name, device: device.name, works: !device.broken });
  world.refresh();
}
