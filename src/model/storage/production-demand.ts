/** How much bandwidth production takes of each adapter: what requests moved since the last look, and what changes besides. */
import { type Micros, SECOND } from "../../units/index.js";
import type { StorageArray } from "./array.js";
import type { Host } from "../host.js";

export class ProductionDemand {
  private readonly bytesSeen = new Map<Host, number>();

  constructor(
    private readonly world: {
      readonly arrays: ReadonlyMap<string, StorageArray>;
      readonly hosts: ReadonlyMap<string, Host>;
    },
  ) {}

  /** Sets the demand of all adapters; `elapsed` since the last look, 0 when it is long ago: then nothing is known. */
  measure(elapsed: Micros): void {
    for (const { ports, adapters } of this.world.arrays.values()) {
      for (const channel of [...ports.values(), ...adapters.values()]) channel.demand = 0;
    }
    for (const host of this.world.hosts.values()) {
      const { bytes } = host.server;
      const moved = elapsed === 0 ? 0 : ((bytes - (this.bytesSeen.get(host) ?? bytes)) * SECOND) / elapsed;
      this.bytesSeen.set(host, bytes);
      const device = host.storage.mounted[host.storage.mounted.length - 1];
      for (const { adapter, volume, shared } of host.storage.mounted) {
        if (!shared) adapter.demand += volume.spec.changeRate + volume.spec.logRate;
      }
      if (device === undefined || moved === 0) continue;
      device.adapter.demand += moved;
      const attachment = host.storage.attachments.get(device.array);
      if (attachment !== undefined) attachment.port.demand += moved;
    }
  }
}
