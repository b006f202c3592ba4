import { expect, test } from "vitest";
import { comparisonText } from "../../src/report/index.js";
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
