/** A cable of the storage network: between hosts, switches and the ports of storage systems. */
import type { Changes } from "../changes.js";
import type { Ground } from "../ground.js";
import { Line } from "../line.js";
import type { LinkSpec } from "../spec.js";
import { type BandwidthPool, Channel } from "../storage/bandwidth.js";

export interface CableWorld extends Ground, Pick<Changes, "refresh" | "beforeCablesChange"> {
  readonly bandwidth: BandwidthPool;
  readonly fabric: { changed(): void };
}

export class Link extends Line<LinkSpec, CableWorld> {
  readonly channel = new Channel(this.spec.name, this.spec.bandwidth);

  protected override beforeChange(): void {
    this.world.beforeCablesChange();
  }

  protected override afterChange(): void {
    this.world.fabric.changed();
    this.world.bandwidth.resize(this.channel, this.bandwidth);
    this.world.refresh();
  }
}
