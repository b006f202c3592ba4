import { expect, test } from "vitest";
import { comparedMeasures } from "../../src/report/comparison-table.js";
import type { Summary } from "../../src/result/index.js";
import { sampleSummary } from "./sample.js";

/** The sample, of which each policy has copied so many bytes. */
function copied(...bytes: readonly number[]): Summary {
  const summary = sampleSummary({ policies: bytes.map((_, index) => `policy-${index}`) });
  const policies = summary.policies.map((policy, index) => {
    const [pattern] = policy.measures;
    const cost = { ...pattern!, key: "storage.copied", unit: "bytes" as const, mean: bytes[index]! };
    return { ...policy, measures: [...policy.measures, cost] };
  });
  return { ...summary, policies };
}

const keys = (summary: Summary) => comparedMeasures(summary).map(({ key }) => key);

test("what a failover cost others is compared where it cost anything under some policy", () => {
  expect(keys(copied(0, 64e9))).toEqual([...keys(copied(0, 0)), "storage.copied"]);
  expect(keys(copied(0, 0))).not.toContain("storage.copied");
});
