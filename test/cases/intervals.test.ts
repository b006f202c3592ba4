// Intervals of shares, and one number for each key.
import { describe, expect, test } from "vitest";
import { scenarioText, sweep } from "../../src/experiment/index.js";
import { sweepCsv, sweepText } from "../../src/report/index.js";
import { runCase, textOf } from "./run-case.js";

const SHARES = "w15-interval-of-availability";

describe("the interval of an availability", () => {
  test.each([2, 5, 30])("stays within 0 and 100 %% with %i replications", async (replications) => {
    const { p } = await runCase(SHARES, [], { replications });
    for (const { unit, interval } of p!.measures) {
      if (unit !== "share" || interval === null) continue;
      expect(interval.low).toBeGreaterThanOrEqual(0);
      expect(interval.high).toBeLessThanOrEqual(1);
    }
  });

  test("holds what is true: 0.04 of 180 days of 365, and an hour", async () => {
    const { p } = await runCase(SHARES, [], { replications: 30 });
    const { overall, interval } = p!.measures.find(({ key }) => key === "s.availability")!;
    const truth = 1 - (0.04 * 180 + 1 / 24) / 365;
    expect(interval!.low).toBeLessThan(Math.min(truth, overall!));
    expect(interval!.high).toBeGreaterThan(Math.max(truth, overall!));
  });

  test("stays so in a sweep, in its table and its file", async () => {
    const source = scenarioText(textOf(SHARES));
    const parameters = [{ path: "faults.1.probability", values: ["0%", "4%", "50%"] }];
    const found = await sweep(source, { parameters, replications: 10 });
    const text = sweepText(found, { colour: false, ascii: false, report: null });
    expect(text).not.toMatch(/±|10[1-9] %/);
    const highs = sweepCsv(found)
      .split("\n")
      .slice(1)
      .flatMap((row) => row.split(",").slice(6, 9).map(Number));
    expect(Math.max(...highs)).toBeLessThanOrEqual(1);
  });
});

describe("one key has one number", () => {
  test("in expectations and in what reports tell", async () => {
    const { p } = await runCase(
      SHARES,
      [
        [
          "duration: 365d",
          'duration: 365d\nexpect: { s.rto.p95: "<= 1y", s.rto.mean: "<= 1y", s.rto.max: "<= 1y", s.availability: ">= 0.1" }',
        ],
      ],
      { replications: 30 },
    );
    expect(p!.expectations).toHaveLength(4);
    for (const { key, measured } of p!.expectations) {
      expect(measured).toBe(p!.measures.find((each) => each.key === key)!.overall);
    }
    const lengths = p!.replications.flatMap(({ incidents }) => incidents.map((each) => each.recoveryTimeSeconds));
    const mean = lengths.reduce((sum, each) => sum + each, 0) / lengths.length;
    expect(p!.measures.find(({ key }) => key === "s.rto.mean")!.overall).toBeCloseTo(mean, 6);
  });
});
