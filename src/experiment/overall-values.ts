/** Values of all replications together, and their intervals, each by what the measure's name says. */
import type { MeasureInfo, MeasureSummary, ReplicationResult } from "../result/index.js";
import { LatencyHistogram, RatioOfSums, type LatencyHistogramJson, type Tally } from "../stats/index.js";
import { fromSeconds, toSeconds } from "../units/index.js";
import { intervalOfMean } from "./interval-of-mean.js";

/** `shop.latency.p99`, `shop.rto.p95`: subject, what, and the digits of the percentage. */
const PERCENTILE = /^(.+)\.(latency|rto)\.p(\d{2})(\d*)$/;
const MEAN_OF_OUTAGES = /^(.+)\.rto\.mean$/;

type Together = Pick<MeasureSummary, "overall" | "interval">;

/**
 * A percentile is one of all requests or outages, not a mean of percentiles; a mean recovery time is the mean of all
 * outages; a maximum is the greatest of all. Whatever else is measured once a replication, and its mean is meant.
 */
export class OverallValues {
  private readonly latencies = new Map<string, LatencyHistogram>();
  /** Lengths of outages; percentiles are right to 1/1024 of their value. */
  private readonly recoveries = new Map<string, LatencyHistogram>();
  /** The same in seconds, by replication. */
  private readonly outages = new Map<string, RatioOfSums>();
  private replications = 0;

  constructor(
    private readonly warmUpSeconds: number,
    private readonly measuredSeconds: number,
  ) {}

  add({ incidents }: ReplicationResult, latencies: Readonly<Record<string, LatencyHistogramJson>>): void {
    for (const [service, json] of Object.entries(latencies)) {
      this.histogramOf(this.latencies, service).merge(LatencyHistogram.fromJSON(json));
    }
    const lengths = new Map<string, { sum: number; count: number }>();
    for (const { service, startSeconds, recoveryTimeSeconds } of incidents) {
      if (startSeconds < this.warmUpSeconds) continue;
      this.histogramOf(this.recoveries, service).record(fromSeconds(recoveryTimeSeconds));
      const known = lengths.get(service);
      if (known === undefined) lengths.set(service, { sum: recoveryTimeSeconds, count: 1 });
      else {
        known.sum += recoveryTimeSeconds;
        known.count += 1;
      }
    }
    for (const service of new Set([...this.outages.keys(), ...lengths.keys()])) {
      const { sum, count } = lengths.get(service) ?? { sum: 0, count: 0 };
      this.outagesOf(service).add(sum, count);
    }
    this.replications += 1;
  }

  /** @param tally of the values of the replications */
  of({ key, unit }: Pick<MeasureInfo, "key" | "unit">, tally: Tally, level: number): Together {
    if (tally.count === 0) return { overall: null, interval: null };
    const [, service, what, percent, decimals] = PERCENTILE.exec(key) ?? [];
    const histogram = (what === "latency" ? this.latencies : this.recoveries).get(service ?? "");
    if (histogram !== undefined && histogram.count > 0) {
      // One value is its own percentile, exactly.
      if (tally.count === 1) return { overall: tally.mean, interval: null };
      const percentage = Number(`${percent}.${decimals === "" ? "0" : decimals}`);
      return { overall: toSeconds(histogram.percentile(percentage)), interval: null };
    }
    if (key.endsWith(".max")) return { overall: tally.max, interval: null };
    const outages = this.outages.get(MEAN_OF_OUTAGES.exec(key)?.[1] ?? "");
    if (outages !== undefined) {
      return { overall: tally.count === 1 ? tally.mean : outages.mean, interval: outages.interval(level) };
    }
    if (tally.count < 2) return { overall: tally.mean, interval: null };
    return { overall: tally.mean, interval: intervalOfMean({ key, unit }, tally, level, this.measuredSeconds) };
  }

  /** The replications before the first outage had none. */
  private outagesOf(service: string): RatioOfSums {
    let outages = this.outages.get(service);
    if (outages === undefined) {
      this.outages.set(service, (outages = new RatioOfSums()));
      for (let each = 0; each < this.replications; each++) outages.add(0, 0);
    }
    return outages;
  }

  private histogramOf(histograms: Map<string, LatencyHistogram>, service: string): LatencyHistogram {
    let histogram = histograms.get(service);
    if (histogram === undefined) histograms.set(service, (histogram = new LatencyHistogram()));
    return histogram;
  }
}
