/** A link between two storage systems; it can be cut, and copies that go over it end with it. */
import type { ArrayLinkSpec } from "../spec.js";
import type { World } from "../world.js";
import { Channel } from "./bandwidth.js";

export class ArrayLink {
  up = true;
  readonly channel: Channel;

  constructor(
    private readonly world: World,
    readonly spec: ArrayLinkSpec,
  ) {
    this.channel = new Channel(spec.name, spec.bandwidth);
  }

  /** Whether it leads from one storage system to another. */
  leads(from: string, to: string): boolean {
    return from !== to && this.spec.joins.includes(from) && this.spec.joins.includes(to);
  }

  setUp(up: boolean): void {
    if (this.up === up) return;
    this.up = up;
    this.world.record({ kind: "LinkChanged", link: this.spec.name, up });
    if (!up) this.world.replicator.jobs.interruptOver(this);
    this.world.refresh();
    this.world.catchUpMirrors();
  }
}
