import { expect, test } from "vitest";
import { comparisonMarkdown, comparisonText } from "../../src/report/index.js";
import { RESULT_VERSION, type Comparison } from "../../src/result/index.js";

const comparison: Comparison = {
  ...{ format: "understudy-comparison", formatVersion: RESULT_VERSION, version: "0.1.0", seed: "7", partial: false },
  scenario: {
    ...{ name: "web-crash", title: "", digest: "5f3a9c0e", settingDigest: "77aa01b2" },
    ...{ durationSeconds: 3600, warmUpSeconds: 0, start: null },
  },
  ...{ baseline: "cold", level: 0.95, comparisons: 1 },
  policies: [],
  measures: [0, 0.01].map((margin) => ({
    ...{ key: "shop.availability", about: "", unit: "share", better: "higher", margin, differences: [] },
    samples: [{ label: "cold", count: 3, mean: 1, interval: null, values: [1, 1, 1] }],
  })),
};

test("a margin is told without a sign, that of nothing too", () => {
  const text = comparisonText(
    {
      ...comparison,
      policies: [{ label: "cold", policy: "cold", replicationsRun: 3, expectations: [], invariants: [] }],
    },
    { colour: false, ascii: false, report: null, file: "x.yaml" },
  );
  expect(text).toContain("shop.availability, margin 0 pp\n");
  expect(text).toContain("shop.availability, margin 1 pp\n");
});

test("where some replications have a value on one side only, the means of the pairs add up", () => {
  const paired: Comparison = {
    ...comparison,
    policies: ["cold", "warm"].map((policy) => {
      return { label: policy, policy, replicationsRun: 3, expectations: [], invariants: [] };
    }),
    measures: [
      {
        ...{ key: "shop.rto.mean", about: "", unit: "seconds", better: "lower", margin: 0 },
        samples: [
          { label: "cold", count: 3, mean: 20, interval: null, values: [10, 20, 30] },
          { label: "warm", count: 2, mean: 10, interval: null, values: [5, 15, null] },
        ],
        differences: [
          { label: "warm", pairs: 2, unpaired: 1, mean: -5, interval: null, verdict: "better", extremes: [] },
        ],
      },
    ],
  };
  const text = comparisonText(paired, { colour: false, ascii: false, report: null, file: "x.yaml" });
  expect(text.replaceAll(/\s+/g, " ")).toContain(
    "over 2 pairs (means 15 s and 10 s), 1 replication had a value on one",
  );
  expect(comparisonMarkdown(paired).replaceAll("\u00a0", " ")).toContain(
    "| shop.rto.mean | warm | 15 s | 10 s | -5 s |",
  );
});
