/** A link between two storage systems; copies that go over it end when it is cut. */
import type { Changes } from "../changes.js";
import type { Ground } from "../ground.js";
import { Line } from "../line.js";
import type { ArrayLinkSpec } from "../spec.js";
import type { BandwidthPool } from "./bandwidth.js";
import { Channel } from "./channel.js";

interface Surroundings extends Ground, Pick<Changes, "refresh" | "beforeStorageChange"> {
  readonly bandwidth: BandwidthPool;
  readonly replicator: { readonly jobs: { interruptOver(link: ArrayLink): void } };
  /** Something between storage systems works again. */
  catchUpMirrors(): void;
}

export class ArrayLink extends Line<ArrayLinkSpec, Surroundings> {
  readonly channel = new Channel(this.spec.name, this.spec.bandwidth);

  /** Whether it leads from one storage system to another. */
  leads(from: string, to: string): boolean {
    return from !== to && this.spec.joins.includes(from) && this.spec.joins.includes(to);
  }

  protected override beforeChange(): void {
    this.world.beforeStorageChange();
  }

  protected override afterChange(): void {
    this.world.bandwidth.resize(this.channel, this.bandwidth);
    if (!this.up) this.world.replicator.jobs.interruptOver(this);
    this.world.refresh();
    this.world.catchUpMirrors();
  }
}
