/** How much bandwidth production takes of each adapter and link: what requests moved since the last look, and what changes besides. */
import { type Micros, SECOND } from "../../units/index.js";
import type { Link } from "../fabric/link.js";
import type { Host } from "../host.js";
import type { StorageArray } from "./array.js";
import type { Channel } from "./bandwidth.js";

export class ProductionDemand {
  constructor(
    private readonly world: {
      readonly arrays: ReadonlyMap<string, StorageArray>;
      readonly links: ReadonlyMap<string, Link>;
      readonly hosts: ReadonlyMap<string, Host>;
    },
  ) {}

  /** Sets the demand of all adapters and links; `elapsed` since the last look, 0 when it is long ago: then nothing is known. */
  measure(elapsed: Micros): void {
    for (const { channel } of this.world.links.values()) channel.demand = 0;
    for (const { ports, adapters } of this.world.arrays.values()) {
      for (const channel of [...ports.values(), ...adapters.values()]) channel.demand = 0;
    }
    for (const { storage } of this.world.hosts.values()) {
      for (const { adapter, volume, shared } of storage.mounted) {
        if (!shared) adapter.demand += volume.spec.changeRate + volume.spec.logRate;
      }
      for (const [channel, bytes] of movedThrough(storage)) {
        if (elapsed > 0) channel.demand += (bytes * SECOND) / elapsed;
      }
    }
  }
}

/** The bytes that requests moved through each adapter and link since this was asked last; the paths to a device had an equal part of them. */
function movedThrough(storage: Host["storage"]): ReadonlyMap<Channel, number> {
  const moved = new Map<Channel, number>();
  const add = (channel: Channel, bytes: number): unknown => moved.set(channel, (moved.get(channel) ?? 0) + bytes);
  for (const [device, multipath] of storage.access.multipaths) {
    const bytes = multipath.takeMoved();
    // What a host has given up it wants nothing more of.
    if (bytes === 0 || !storage.mounted.includes(device)) continue;
    add(device.adapter, bytes);
    const paths = device.overNetwork ? [] : storage.access.wholePathsTo(device);
    for (const { channels } of paths) for (const channel of channels) add(channel, bytes / paths.length);
  }
  return moved;
}
