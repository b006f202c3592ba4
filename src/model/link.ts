/** A link between a host and a port adapter. */
import { Line } from "./line.js";
import type { LinkSpec } from "./spec.js";
import { Channel } from "./storage/bandwidth.js";

export class Link extends Line<LinkSpec> {
  readonly channel = new Channel(this.spec.name, this.spec.bandwidth);

  protected override afterChange(): void {
    this.world.bandwidth.resize(this.channel, this.bandwidth);
    this.world.refresh();
  }
}
