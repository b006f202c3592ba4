/** A small parameter study for tests of what shows one: misses and flush, one policy, one measure. */
import { RESULT_VERSION, type MeasureSummary, type Sweep } from "../../src/result/index.js";

const MISSES = ["2", "3", "5"];
const FLUSH = ["1s", "5s"];

export function sampleSweep(
  measure: (values: { readonly misses: string; readonly flush: string }) => MeasureSummary,
): Sweep {
  return {
    ...{ format: "understudy-sweep", formatVersion: RESULT_VERSION, version: "0.1.0", seed: "7", partial: false },
    scenario: { name: "web-crash", title: "A web host crashes" },
    parameters: [
      { path: "policies.quick.failover.detect.reports.misses", values: MISSES },
      { path: "hosts.web-1.flush", values: FLUSH },
    ],
    shown: ["shop.rto.mean"],
    points: MISSES.flatMap((misses) =>
      FLUSH.map((flush) => ({
        values: [misses, flush],
        digest: "5f3a9c0e",
        policies: [
          {
            ...{ policy: "quick", replicationsRun: 20, failedExpectations: 0, violatedInvariants: 0 },
            measures: [measure({ misses, flush })],
          },
        ],
      })),
    ),
  };
}

/** A recovery time, with an interval of so much on both sides. */
export function sweptValue(seconds: number, half = 1): MeasureSummary {
  return {
    ...{ key: "shop.rto.mean", about: "Mean recovery time.", unit: "seconds", better: "lower", count: 20 },
    ...{ mean: seconds, min: seconds, max: seconds, overall: seconds },
    interval: { low: seconds - half, high: seconds + half, level: 0.95 },
  };
}
