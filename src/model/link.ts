/** A link between a host and a port adapter. */
import type { Changes } from "./changes.js";
import type { Ground } from "./ground.js";
import { Line } from "./line.js";
import type { LinkSpec } from "./spec.js";
import { type BandwidthPool, Channel } from "./storage/bandwidth.js";

type Surroundings = Ground & Pick<Changes, "refresh"> & { readonly bandwidth: BandwidthPool };

export class Link extends Line<LinkSpec, Surroundings> {
  readonly channel = new Channel(this.spec.name, this.spec.bandwidth);

  protected override afterChange(): void {
    this.world.bandwidth.resize(this.channel, this.bandwidth);
    this.world.refresh();
  }
}
