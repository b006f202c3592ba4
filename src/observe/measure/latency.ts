/** Latency of the requests that were served. */
import { toSeconds } from "../../units/index.js";
import type { Measure } from "./measure.js";

/** In percent; percentiles of the histogram are right to 1/1024 of their value, the maximum is exact. */
const PERCENTILES = [
  { key: "latency.p50", percent: 50, about: "Median latency of served requests." },
  { key: "latency.p95", percent: 95, about: "95th percentile of the latency of served requests." },
  { key: "latency.p99", percent: 99, about: "99th percentile of the latency of served requests." },
  { key: "latency.p999", percent: 99.9, about: "99.9th percentile of the latency of served requests." },
  { key: "latency.max", percent: 100, about: "Longest latency of served requests." },
] as const;

export const latency: Measure = {
  name: "latency",
  about: "Time from the first attempt to the answer, retries included, over requests that were served.",
  of: "service",
  headlines: ["latency.p99"],
  values: [
    { key: "latency.mean", about: "Mean latency of served requests.", unit: "seconds", better: "lower" },
    ...PERCENTILES.map(({ key, about }) => ({ key, about, unit: "seconds", better: "lower" }) as const),
  ],
  begin: (service, accounts) => ({
    values: () => {
      const histogram = accounts.requests.of(service).latency;
      if (histogram.count === 0) return [null, ...PERCENTILES.map(() => null)];
      const percentiles = PERCENTILES.map(({ percent }) => toSeconds(histogram.percentile(percent)));
      return [toSeconds(histogram.mean), ...percentiles];
    },
  }),
};
