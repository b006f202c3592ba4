/** How much bandwidth production takes of each adapter and link: what requests moved since the last look, and what changes besides. */
import { type Micros, SECOND } from "../../units/index.js";
import type { Link } from "../fabric/link.js";
import type { NetworkConnections } from "../fabric/network-connections.js";
import type { Host } from "../host.js";
import type { StorageArray } from "./array.js";
import type { Channel } from "./channel.js";

export class ProductionDemand {
  constructor(
    private readonly world: {
      readonly arrays: ReadonlyMap<string, StorageArray>;
      readonly links: ReadonlyMap<string, Link>;
      readonly hosts: ReadonlyMap<string, Host>;
      readonly connections: NetworkConnections;
    },
  ) {}

  /** Sets the demand of all adapters, links and connections to networks; `elapsed` since the last look, 0 when it is long ago: then nothing is known. */
  measure(elapsed: Micros): void {
    for (const { channel } of this.world.links.values()) channel.demand = 0;
    for (const channel of this.world.connections.all) channel.demand = 0;
    for (const { ports, adapters } of this.world.arrays.values()) {
      for (const channel of [...ports.values(), ...adapters.values()]) channel.demand = 0;
    }
    for (const { storage } of this.world.hosts.values()) {
      for (const { adapter, volume, shared } of storage.mounted) {
        if (!shared && !storage.stalled) adapter.demand += volume.spec.changeRate + volume.spec.logRate;
      }
      for (const [channel, bytes] of movedThrough(storage)) {
        if (elapsed > 0) channel.demand += (bytes * SECOND) / elapsed;
      }
    }
  }
}

const NOTHING: ReadonlyMap<Channel, number> = new Map();

/** The bytes that requests moved through each adapter and link since this was asked last; the paths to a device had an equal part of them. */
function movedThrough({ access, mounted }: Host["storage"]): ReadonlyMap<Channel, number> {
  let moved: Map<Channel, number> | null = null;
  for (const [device, multipath] of access.multipaths) {
    const bytes = multipath.takeMoved();
    const { policed } = multipath;
    const parts = policed?.takeParts(bytes) ?? [];
    const all = policed === null ? bytes : parts.reduce((sum, part) => sum + part.bytes, 0);
    // What a host has given up it wants nothing more of.
    if (all === 0 || !mounted.includes(device)) continue;
    const sums = (moved ??= new Map<Channel, number>());
    const add = (channel: Channel, part: number): unknown => sums.set(channel, (sums.get(channel) ?? 0) + part);
    add(device.adapter, all);
    for (const part of parts) for (const channel of part.path.channels) add(channel, part.bytes);
    if (policed !== null) continue;
    const ways = device.overNetwork
      ? [access.connectionsTo(device)]
      : access.wholePathsTo(device).map(({ channels }) => channels);
    for (const channels of ways) for (const channel of channels) add(channel, bytes / ways.length);
  }
  return moved ?? NOTHING;
}
