import { describe, expect, test } from "vitest";
import { compareMeasure } from "../../src/experiment/compare-measure.js";
import { comparePolicies, decodeText, runReplication, scenarioText } from "../../src/experiment/index.js";
import type { MeasureInfo } from "../../src/result/index.js";
import { smallScenario } from "./small-scenario.js";

const AVAILABILITY: MeasureInfo = { key: "shop.availability", about: "", unit: "share", better: "higher" };
const COMPARISONS = 200;
const REPLICATIONS = 8;

describe("verdicts of comparisons", () => {
  test(
    "of a policy with itself on other seeds are wrong about as often as the level says",
    { timeout: 240_000 },
    () => {
      const text = smallScenario({ duration: "4h", policies: "  slow: { failover: { preset: 2A, data: [copy] } }" });
      const { scenario } = decodeText(scenarioText(text));
      const sample = (seed: string) => {
        const values = Array.from({ length: REPLICATIONS }, (_, replication) => {
          const run = runReplication({ ...scenario, seed }, scenario.policies[0]!, replication, { detail: false });
          return run.result.measures["shop.availability"] ?? null;
        });
        return { label: seed, values };
      };
      let different = 0;
      for (let i = 0; i < COMPARISONS; i++) {
        const samples = [sample(`a${i}`), sample(`b${i}`)];
        const { differences } = compareMeasure(AVAILABILITY, samples, { level: 0.95, comparisons: 1, margin: null });
        if (differences[0]!.verdict !== "no difference seen") different += 1;
      }
      expect(different).toBeGreaterThanOrEqual(1);
      expect(different / COMPARISONS).toBeLessThanOrEqual(0.09);
    },
  );

  test("of a policy with itself on the same seeds see no difference at all", async () => {
    const same = "{ failover: { preset: 2A, data: [copy] } }";
    const text = smallScenario({ policies: `  one: ${same}\n  two: ${same}` });
    const { measures } = await comparePolicies(scenarioText(text), { replications: 10 });
    expect(measures.length).toBeGreaterThan(0);
    for (const { differences } of measures) {
      expect(differences[0]).toMatchObject({ verdict: "equivalent", mean: 0, extremes: [] });
    }
  });

  test("find a policy worse that takes 20 % longer to notice", async () => {
    const detect = (misses: number) =>
      `{ failover: { preset: 2A, data: [copy], detect: { reports: { misses: ${misses} } } } }`;
    const text = smallScenario({ policies: `  five: ${detect(5)}\n  six: ${detect(6)}` });
    const { measures } = await comparePolicies(scenarioText(text), { replications: 50 });
    const verdictOf = (key: string) => measures.find((each) => each.key === key)!.differences[0]!.verdict;
    expect(verdictOf("shop.rto.mean")).toBe("worse");
    expect(verdictOf("shop.availability")).toBe("worse");
  });
});
