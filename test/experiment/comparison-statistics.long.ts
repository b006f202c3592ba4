import { expect, test } from "vitest";
import { compareMeasure } from "../../src/experiment/compare-measure.js";
import { decodeText, runReplication, scenarioText } from "../../src/experiment/index.js";
import type { MeasureInfo } from "../../src/result/index.js";
import { smallScenario } from "./small-scenario.js";

const AVAILABILITY: MeasureInfo = { key: "shop.availability", about: "", unit: "share", better: "higher" };
const COMPARISONS = 200;
const REPLICATIONS = 8;

test("verdicts of comparisons of a policy with itself on other seeds are wrong about as often as the level says", () => {
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
    const { differences } = compareMeasure(AVAILABILITY, samples, {
      level: 0.95,
      comparisons: 1,
      margin: null,
      measuredSeconds: 3600,
    });
    if (differences[0]!.verdict !== "no difference seen") different += 1;
  }
  expect(different).toBeGreaterThanOrEqual(1);
  expect(different / COMPARISONS).toBeLessThanOrEqual(0.09);
});
