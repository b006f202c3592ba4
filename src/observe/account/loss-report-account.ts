/** What became of each loss: reported, kept silent, or not decided when the run ended. */
import type { Micros } from "../../units/index.js";
import type { Hearing, RecordOf } from "../hearing.js";
import type { LossFound, WriteAccount } from "./write-account.js";

interface OpenLoss {
  readonly loss: LossFound;
  /** The host that owes the report: the one that mounted the volume last. */
  owedBy: string;
  /** It stopped working before it reported; whoever mounts the volume next owes it. */
  stopped: boolean;
}

export interface VolumeBalance {
  readonly volume: string;
  /** Lost, and named in a report. */
  readonly lost: { readonly writes: number; readonly bytes: number };
  readonly reported: { readonly writes: number; readonly bytes: number };
}

interface Totals {
  lostWrites: number;
  lostBytes: number;
  writes: number;
  bytes: number;
  lastReportAt: Micros;
}

/**
 * A loss is reported when a report names its volume, whatever the amounts. It is silent when the volume is mounted
 * again, or the run ends, before that; unless the host that owed the report stopped working (then the next one owes
 * it), or its comparison is still under way when the run ends.
 */
export class LossReportAccount {
  /** Losses of which nothing was said, with the time at which that was certain. */
  readonly silent: { readonly loss: LossFound; readonly at: Micros }[] = [];
  /** How often a report named a volume. */
  reports = 0;
  private open: OpenLoss[] = [];
  private readonly totals = new Map<string, Totals>();
  /** Comparisons under way, by place and identity of the effect; the host that compares. */
  private readonly comparing = new Map<string, string>();

  constructor(writes: WriteAccount) {
    writes.onLoss((loss) => this.onLoss(loss));
  }

  readonly hears: Hearing = {
    LossReported: (record) => this.onReport(record),
    DataMounted: ({ volume, host, at }) => this.onMount(volume, host, at),
    HostPowerChanged: ({ host, powered }) => {
      if (!powered) this.stop(host);
    },
    HostHealthChanged: ({ host, to }) => {
      if (to === "hung" || to === "failed") this.stop(host);
    },
    HostStageChanged: ({ host, from }) => {
      if (from === "online") this.stop(host);
    },
    EffectSent: ({ place, id, action }) => {
      if (action.kind === "reconcile") this.comparing.set(keyOf(place, id), action.host);
    },
    OutcomeDelivered: ({ place, id, outcome }) => {
      // A comparison that failed will be made again.
      if (outcome.status === "done") this.comparing.delete(keyOf(place, id));
    },
  };

  /** Decides about what is still open. */
  finish(at: Micros): void {
    const comparing = new Set(this.comparing.values());
    this.judge(({ owedBy, stopped }) => !stopped && !comparing.has(owedBy), at);
  }

  /** Reported losses against reports, for every volume of which anything was reported; after `finish`. */
  balances(): readonly (VolumeBalance & { readonly at: Micros })[] {
    return [...this.totals]
      .filter(([, total]) => total.lastReportAt >= 0)
      .map(([volume, { lostWrites, lostBytes, writes, bytes, lastReportAt }]) => ({
        volume,
        lost: { writes: lostWrites, bytes: lostBytes },
        reported: { writes, bytes },
        at: lastReportAt,
      }));
  }

  private onLoss(loss: LossFound): void {
    const total = this.totalOf(loss.volume);
    if (total.writes > total.lostWrites) this.count(loss);
    else this.open.push({ loss, owedBy: loss.host, stopped: false });
  }

  private onReport({ missing, at }: RecordOf<"LossReported">): void {
    for (const { volume, writes, bytes } of missing) {
      this.reports += 1;
      const total = this.totalOf(volume);
      total.writes += writes;
      total.bytes += bytes;
      total.lastReportAt = at;
      for (const { loss } of this.open) if (loss.volume === volume) this.count(loss);
      this.open = this.open.filter(({ loss }) => loss.volume !== volume);
    }
  }

  private onMount(volume: string, host: string, at: Micros): void {
    this.judge(({ loss, stopped }) => loss.volume === volume && !stopped && loss.at < at, at);
    for (const each of this.open) {
      if (each.loss.volume !== volume) continue;
      each.owedBy = host;
      each.stopped = false;
    }
  }

  private judge(silent: (open: OpenLoss) => boolean, at: Micros): void {
    for (const each of this.open) if (silent(each)) this.silent.push({ loss: each.loss, at });
    this.open = this.open.filter((each) => !silent(each));
  }

  private stop(host: string): void {
    for (const each of this.open) if (each.owedBy === host) each.stopped = true;
  }

  private count({ volume, writes, bytes }: LossFound): void {
    const total = this.totalOf(volume);
    total.lostWrites += writes;
    total.lostBytes += bytes;
  }

  private totalOf(volume: string): Totals {
    let total = this.totals.get(volume);
    if (total === undefined) {
      this.totals.set(volume, (total = { lostWrites: 0, lostBytes: 0, writes: 0, bytes: 0, lastReportAt: -1 }));
    }
    return total;
  }
}

function keyOf(place: string, id: number): string {
  return `${place}\n${id}`;
}
