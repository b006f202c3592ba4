import { describe, expect, test } from "vitest";
import { comparePolicies, scenarioText } from "../../src/experiment/index.js";
import { smallScenario } from "./small-scenario.js";

// How often they are wrong where there is nothing to find takes thousands of runs: comparison-statistics.long.ts.
describe("verdicts of comparisons", () => {
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
