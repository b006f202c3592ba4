/** A link between two storage systems; copies that go over it end when it is cut. */
import { Line } from "../line.js";
import type { ArrayLinkSpec } from "../spec.js";
import { Channel } from "./bandwidth.js";

export class ArrayLink extends Line<ArrayLinkSpec> {
  readonly channel = new Channel(this.spec.name, this.spec.bandwidth);

  /** Whether it leads from one storage system to another. */
  leads(from: string, to: string): boolean {
    return from !== to && this.spec.joins.includes(from) && this.spec.joins.includes(to);
  }

  protected override afterChange(): void {
    this.world.bandwidth.resize(this.channel, this.bandwidth);
    if (!this.up) this.world.replicator.jobs.interruptOver(this);
    this.world.refresh();
    this.world.catchUpMirrors();
  }
}
