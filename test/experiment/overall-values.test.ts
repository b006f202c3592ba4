import { describe, expect, test } from "vitest";
import { OverallValues } from "../../src/experiment/overall-values.js";
import type { ReplicationResult } from "../../src/result/index.js";
import { LatencyHistogram, PERCENTILE_RELATIVE_ERROR, Tally } from "../../src/stats/index.js";

function outages(...lengths: readonly (number | null)[]): ReplicationResult {
  const incidents = lengths.map((length, index) => ({
    service: "shop",
    startSeconds: 1000 * index,
    endSeconds: length === null ? null : 1000 * index + length,
    recoveryTimeSeconds: length ?? 99_999,
  }));
  return { incidents } as unknown as ReplicationResult;
}

function latencies(...micros: readonly number[]) {
  const histogram = new LatencyHistogram();
  for (const each of micros) histogram.record(each);
  return { shop: histogram.toJSON() };
}

function valueOf(values: OverallValues, key: string, tally: Tally): number | null {
  return values.of({ key, unit: "seconds" }, tally, 0.95).overall;
}

describe("the value of all replications together", () => {
  test("of a percentile is one of all requests, not a mean of percentiles", () => {
    const overall = new OverallValues(0, 3600);
    // 99 quick requests in one replication, one slow request in the other: the median is quick.
    overall.add(outages(), latencies(...Array.from({ length: 99 }, () => 1000)));
    overall.add(outages(), latencies(500_000));
    const tally = Tally.of([0.001, 0.5]);
    expect(valueOf(overall, "shop.latency.p50", tally)).toBe(0.001);
    expect(valueOf(overall, "shop.latency.p99", tally)).toBe(0.001);
    expect(valueOf(overall, "shop.latency.p999", tally)).toBe(0.5);
    expect(valueOf(overall, "shop.latency.mean", tally)).toBe(0.2505);
  });

  test("of a recovery time is over all outages that began after the warm-up, whether they ended or not", () => {
    const overall = new OverallValues(500, 3600);
    overall.add(outages(9999, 10, 20), {});
    overall.add(outages(9999, 20.01, null), {});
    const tally = Tally.of([20, 30_000]);
    const median = valueOf(overall, "shop.rto.p50", tally)!;
    expect(Math.abs(median - 20) / 20).toBeLessThan(PERCENTILE_RELATIVE_ERROR);
    expect(valueOf(overall, "shop.rto.p95", tally)).toBe(99_999);
  });

  test("of a maximum is the greatest, of the rest the mean", () => {
    const overall = new OverallValues(0, 3600);
    expect(valueOf(overall, "shop.rto.max", Tally.of([10, 40, 20]))).toBe(40);
    expect(valueOf(overall, "shop.availability", Tally.of([0.5, 1]))).toBe(0.75);
  });

  test("of a single replication is its value, to the last digit, and of none nothing", () => {
    const overall = new OverallValues(0, 3600);
    overall.add(outages(0.123457), latencies(123_457));
    expect(valueOf(overall, "shop.latency.p99", Tally.of([0.123457]))).toBe(0.123457);
    expect(valueOf(overall, "shop.rto.p95", new Tally())).toBe(null);
  });
});
