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

  test.each([2, 5, 20, 30])(
    "so that nothing else is below zero or longer than there is time, with %i",
    async (replications) => {
      const { p } = await runCase(SHARES, [], { replications });
      const of = (key: string) => p!.measures.find((each) => each.key === key)!.interval!;
      for (const { key, interval } of p!.measures) expect(interval?.low ?? 0, key).toBeGreaterThanOrEqual(0);
      // A downtime is what is missing to the availability.
      const { low, high } = of("s.availability");
      const year = 365 * 86_400;
      for (const key of ["s.downtime", "s.downtime.per-year"]) {
        expect(of(key).low / year).toBeCloseTo(1 - high, 9);
        expect(of(key).high / year).toBeCloseTo(1 - low, 9);
      }
    },
  );

  test("and of a downtime that nobody saw is not without width", async () => {
    const { p } = await runCase(
      SHARES,
      [
        ["at: 300d", "at: 370d"],
        ["probability: 4%", "probability: 0%"],
      ],
      {
        replications: 20,
      },
    );
    const { mean, interval } = p!.measures.find(({ key }) => key === "s.downtime")!;
    expect(mean).toBe(0);
    // 1 - 0.05^(1/20) of a year.
    expect(interval!.high / (365 * 86_400)).toBeCloseTo(0.1391, 4);
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
