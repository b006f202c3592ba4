/** Values of all replications together where the mean over replications would not be what the name says. */
import type { ReplicationResult } from "../result/index.js";
import { LatencyHistogram, type LatencyHistogramJson, type Tally } from "../stats/index.js";
import { fromSeconds, toSeconds } from "../units/index.js";

/** `shop.latency.p99`, `shop.rto.p95`: subject, what, and the digits of the percentage. */
const PERCENTILE = /^(.+)\.(latency|rto)\.p(\d{2})(\d*)$/;

/**
 * A percentile is one of all requests or outages, not a mean of percentiles; a maximum is the greatest of all. Whatever
 * else is measured once a replication, and its mean is meant.
 */
export class OverallValues {
  private readonly latencies = new Map<string, LatencyHistogram>();
  /** Lengths of outages; percentiles are right to 1/1024 of their value. */
  private readonly recoveries = new Map<string, LatencyHistogram>();

  constructor(private readonly warmUpSeconds: number) {}

  add({ incidents }: ReplicationResult, latencies: Readonly<Record<string, LatencyHistogramJson>>): void {
    for (const [service, json] of Object.entries(latencies)) {
      this.histogramOf(this.latencies, service).merge(LatencyHistogram.fromJSON(json));
    }
    for (const { service, startSeconds, recoveryTimeSeconds } of incidents) {
      if (startSeconds < this.warmUpSeconds) continue;
      this.histogramOf(this.recoveries, service).record(fromSeconds(recoveryTimeSeconds));
    }
  }

  /** @param tally of the values of the replications */
  valueOf(key: string, tally: Tally): number | null {
    if (tally.count === 0) return null;
    // One value is its own percentile, exactly.
    if (tally.count === 1) return tally.mean;
    const [, service, what, percent, decimals] = PERCENTILE.exec(key) ?? [];
    if (service !== undefined) {
      const histogram = (what === "latency" ? this.latencies : this.recoveries).get(service);
      if (histogram !== undefined && histogram.count > 0) {
        return toSeconds(histogram.percentile(Number(`${percent}.${decimals === "" ? "0" : decimals}`)));
      }
    }
    return key.endsWith(".max") ? tally.max : tally.mean;
  }

  private histogramOf(histograms: Map<string, LatencyHistogram>, service: string): LatencyHistogram {
    let histogram = histograms.get(service);
    if (histogram === undefined) histograms.set(service, (histogram = new LatencyHistogram()));
    return histogram;
  }
}
