/** Bandwidth shared by copies and production, anew whenever somebody comes, goes or wants another amount. */
import type { Handle, Kernel } from "../../sim/index.js";
import { type Micros, SECOND } from "../../units/index.js";
import type { ChannelAudit } from "../audits.js";
import type { Channel } from "./channel.js";
import { type Transfer } from "./channel.js";
import { fairRates } from "./fair-rates.js";

/** How often production's demand is measured while copies run. */
const SAMPLE: Micros = SECOND;

export class BandwidthPool {
  private readonly transfers: Transfer[] = [];
  /** Through which something passed since the last audit. */
  private used = new Set<Channel>();
  private since: Micros = 0;
  /** Production may have changed since it was measured last. */
  private stale = true;
  private shares = 0;
  private next: Handle = 0;
  private sampling: Handle = 0;

  /**
   * @param sample sets the channels' `demand`; called once a second while transfers run, if production varies
   * @param changed called when the channels' `copying` may have changed
   */
  constructor(
    private readonly kernel: Kernel,
    private readonly sample: (elapsed: Micros) => void,
    private readonly changed: () => void,
    /** There are requests; otherwise production takes the same until somebody tells that it changes. */
    private readonly varies = true,
  ) {}

  /** Moves bytes through all channels at once; `ended` is called when they are through. */
  begin(channels: readonly Channel[], bytes: number, ended: () => void): Transfer {
    const transfer = { channels: [...channels], bytes, remaining: bytes, rate: 0, fixed: false, ended };
    this.progress();
    if (this.transfers.length === 0) {
      if (this.varies) this.sampling = this.kernel.after(SAMPLE, this.takeSample);
      if (this.varies || this.stale) this.sample(0);
      this.stale = false;
    }
    this.transfers.push(transfer);
    for (const channel of channels) {
      channel.copies += 1;
      channel.users.push(transfer);
      this.used.add(channel);
    }
    this.share();
    return transfer;
  }

  /** Something has changed that production depends on. Where it varies anyway that is seen within a second. */
  demandChanged(): void {
    if (this.varies) return;
    this.stale = this.transfers.length === 0;
    if (this.stale) return;
    this.sample(0);
    this.shareIfWanted();
  }

  /** A channel got another bandwidth. */
  resize(channel: Channel, bandwidth: number): void {
    if (channel.bandwidth === bandwidth) return;
    channel.bandwidth = bandwidth;
    channel.widest = Math.max(channel.widest, bandwidth);
    this.channelChanged();
  }

  /** A channel went up or down, or became wider or narrower. */
  channelChanged(): void {
    this.progress();
    this.share();
  }

  /** Ends a transfer early; its `ended` is not called. */
  abort(transfer: Transfer): void {
    this.progress();
    const moved = transfer.bytes - transfer.remaining;
    if (this.remove(transfer)) for (const channel of transfer.channels) channel.lost += moved;
    this.share();
  }

  /** How many bytes of a transfer that is under way have passed up to now. */
  moved(transfer: Transfer): number {
    return transfer.bytes - remainingAfter(this.kernel.now - this.since, transfer);
  }

  /** Counts what passed through each channel up to now; those are left out through which nothing did since the last time. */
  audit(): readonly ChannelAudit[] {
    const { now } = this.kernel;
    const underWay = new Map<Channel, number>();
    for (const transfer of this.transfers) {
      const moved = this.moved(transfer);
      for (const channel of transfer.channels) underWay.set(channel, (underWay.get(channel) ?? 0) + moved);
    }
    const audits = [...this.used].map((channel) => ({
      channel: channel.name,
      bandwidth: channel.widest,
      copies: channel.past + channel.copies,
      sent: Math.round(channel.carriedUntil(now)),
      delivered: channel.delivered,
      lost: Math.round(channel.lost),
      underWay: Math.round(underWay.get(channel) ?? 0),
    }));
    this.used = new Set(underWay.keys());
    return audits;
  }

  private readonly takeSample = (): void => {
    this.sampling = this.kernel.after(SAMPLE, this.takeSample);
    this.sample(SAMPLE);
    this.shareIfWanted();
  };

  /** Shares anew if production wants another amount than when it was shared last. */
  private shareIfWanted(): void {
    if (this.transfers.every(({ channels }) => channels.every(({ demand, granted }) => demand === granted))) return;
    this.progress();
    this.share();
  }

  /** `false`: it was not among them. */
  private remove(transfer: Transfer): boolean {
    const index = this.transfers.indexOf(transfer);
    if (index < 0) return false;
    this.transfers.splice(index, 1);
    for (const channel of transfer.channels) {
      channel.settle(this.kernel.now);
      channel.copying = 0;
      channel.copies -= 1;
      channel.users.splice(channel.users.indexOf(transfer), 1);
      channel.past += 1;
    }
    if (this.transfers.length === 0 && this.varies) this.kernel.cancel(this.sampling);
    return true;
  }

  /** Counts what was moved since the last change. */
  private progress(): void {
    const elapsed = this.kernel.now - this.since;
    this.since = this.kernel.now;
    for (const transfer of this.transfers) transfer.remaining = remainingAfter(elapsed, transfer);
  }

  /** Gives every transfer its max-min fair rate and plans the next end. */
  private share(): void {
    this.shares += 1;
    fairRates(this.transfers, this.shares, this.kernel.now);
    this.changed();
    this.kernel.cancel(this.next);
    let soonest = Infinity;
    for (const { remaining, rate } of this.transfers) soonest = Math.min(soonest, timeFor(remaining, rate));
    this.next = soonest === Infinity ? 0 : this.kernel.after(soonest, this.endSoonest);
  }

  private readonly endSoonest = (): void => {
    this.progress();
    // Less than a byte: what is left is rounding to the whole microsecond.
    const done = this.transfers.filter((transfer) => transfer.remaining < 1);
    for (const transfer of done) {
      this.remove(transfer);
      for (const channel of transfer.channels) channel.delivered += transfer.bytes;
    }
    this.share();
    for (const transfer of done) transfer.ended();
  };
}

function remainingAfter(elapsed: Micros, { remaining, rate }: Transfer): number {
  return Math.max(0, remaining - (rate * elapsed) / SECOND);
}

function timeFor(bytes: number, rate: number): Micros {
  return rate > 0 ? Math.ceil((bytes / rate) * SECOND) : Infinity;
}
