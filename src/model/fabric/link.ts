/** A cable of the storage network: between hosts, switches and the ports of storage systems. */
import type { Changes } from "../changes.js";
import type { Ground } from "../ground.js";
import { Line } from "../line.js";
import type { LinkSpec } from "../spec.js";
import type { BandwidthPool } from "../storage/bandwidth.js";
import { Channel } from "../storage/channel.js";

export interface CableWorld extends Ground, Pick<Changes, "refresh" | "beforeCablesChange"> {
  readonly bandwidth: BandwidthPool;
  readonly fabric: { changed(): void };
}

export class Link extends Line<LinkSpec, CableWorld> {
  readonly channel = new Channel(this.spec.name, this.spec.bandwidth);

  /** What everything passes through that goes over it. */
  get channels(): readonly Channel[] {
    return [this.channel];
  }

  /** Whether what it leads over passes anything on: it lies there by itself. */
  get carries(): boolean {
    return true;
  }

  /** Why that passes nothing on. */
  get obstacle(): string {
    return `${this.spec.name} is cut`;
  }

  /** Probability with which a piece that it carries gets lost, here or in what it leads over. */
  get lost(): number {
    return this.loss;
  }

  protected override beforeChange(): void {
    this.world.beforeCablesChange();
  }

  protected override afterChange(): void {
    this.world.fabric.changed();
    this.world.bandwidth.resize(this.channel, this.bandwidth);
    this.world.refresh();
  }
}
