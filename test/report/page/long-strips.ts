/** Summaries with as many intervals as a long run of many hosts leaves. */
import type { Strip, Summary } from "../../../src/result/index.js";
import { sampleSummary } from "../sample.js";

const STATES = ["online", "degraded", "booting", "crashed", "off"] as const;

/** Strips of equal numbers of intervals over the sample's run, of uneven lengths; services among them. */
export function withLongStrips(strips: number, intervals: number): Summary {
  const summary = sampleSummary();
  const { durationSeconds } = summary.scenario;
  const long = Array.from({ length: strips }, (_, strip): Strip => {
    const step = durationSeconds / intervals;
    return {
      actor: strip === 0 ? "shop" : `host-${strip}`,
      kind: strip === 0 ? "service" : "host",
      intervals: Array.from({ length: intervals }, (_, index) => [
        Math.round((index * step + (index === 0 ? 0 : ((index * 7919) % 97) * (step / 200))) * 1e6) / 1e6,
        STATES[(index * 7 + strip) % STATES.length]!,
      ]),
    };
  });
  return {
    ...summary,
    policies: summary.policies.map((policy) => ({ ...policy, detail: { ...policy.detail, strips: long } })),
  };
}
