/** A link between a host and a port adapter; it can be cut. */
import type { LinkSpec } from "./spec.js";
import { Channel } from "./storage/bandwidth.js";
import type { World } from "./world.js";

export class Link {
  up = true;
  readonly channel: Channel;

  constructor(
    private readonly world: World,
    readonly spec: LinkSpec,
  ) {
    this.channel = new Channel(spec.name, spec.bandwidth);
  }

  setUp(up: boolean): void {
    if (this.up === up) return;
    this.up = up;
    this.world.record({ kind: "LinkChanged", link: this.spec.name, up });
    this.world.refresh();
  }
}
