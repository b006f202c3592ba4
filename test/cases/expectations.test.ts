// Expectations: in the unit of their measure, about outages that have not ended too, and never of nothing.
import { describe, expect, test } from "vitest";
import { runScenario, scenarioText } from "../../src/experiment/index.js";
import { renderPage } from "../../src/report/page/page.js";
import { terminalSummary } from "../../src/report/index.js";
import { problemsOf, runCase, textOf, type Changes } from "./run-case.js";

const ENDLESS = "w17-outage-that-never-ends";

function expecting(condition: string): Changes {
  return [['s.rto.max: "<= 30min"', condition]];
}

describe("a limit has the unit of its measure", () => {
  const of = (condition: string): string =>
    problemsOf(textOf("w18-unit-of-an-expectation", [['s.availability: ">= 99.9"', condition]]));

  test("which an error at its place says", () => {
    expect(of('s.availability: ">= 99.9"')).toBe(`case.yaml:10:27: 99.9 is not a share
  expect: { s.availability: ">= 99.9" }
                            ^^^^^^^^^
  expected of s.availability a share such as 99.9% or 0.999
  did you mean 99.9%?`);
  });

  test.each([
    's.availability: ">= 10min"',
    's.availability: ">= 400/s"',
    's.nines: ">= 99.9%"',
    's.rto.max: "<= 99.9%"',
    's.rto.max: "<= 0.999"',
    's.rto.p95: "<= 1500"',
    's.rpo.bytes: "<= 10min"',
    's.rpo.writes: "<= 5GB"',
    's.outages: "<= 10%"',
    's.goodput: ">= 50%"',
    'hosts.hours: "<= 20%"',
    'h-1.mistakes.rate: "<= 2d"',
  ])("%s is refused", (condition) => {
    expect(of(condition)).toMatch(/^case\.yaml:10:\d+: .* is not /);
  });

  test.each([
    's.availability: ">= 99.9%"',
    's.availability: ">= 0.999"',
    's.availability: "== 1"',
    's.nines: ">= 3.5"',
    's.rto.max: "<= 1h30min"',
    's.rpo.max: "== 0"',
    's.rpo.bytes: "<= 4GiB"',
    's.goodput: ">= 10/min"',
    'hosts.hours: "<= 12h"',
    'hosts.hours: "<= 12"',
    'h-1.mistakes.rate: "<= 2/d"',
  ])("%s is fine", (condition) => {
    expect(of(condition)).toBe("");
  });

  test("and hours are compared as hours", async () => {
    const { nobody } = await runCase(ENDLESS, expecting('hosts.hours: "== 2h"'));
    expect(nobody!.expectations[0]).toMatchObject({ measured: 2, limit: 2, holds: true });
  });
});

describe("an outage that has not ended counts with its length so far", () => {
  test.each(["rto.max", "rto.mean", "rto.p50", "rto.p95", "outage.longest", "downtime", "detection.max"])(
    "in %s",
    async (key) => {
      const { nobody } = await runCase(ENDLESS, expecting(`s.${key}: "<= 30min"`));
      expect(nobody!.expectations[0]).toMatchObject({ measured: 3600, holds: false, message: "" });
    },
  );

  test("beside others that ended", async () => {
    const both: Changes = [
      ...expecting('s.rto.max: "<= 30min"'),
      ["faults: [", "faults: [{ at: 10min, crash: h-1, repair: 5min }, "],
    ];
    const { nobody } = await runCase(ENDLESS, both);
    expect(nobody!.expectations[0]).toMatchObject({ measured: 3600, holds: false });
    // Five minutes until it is repaired, and 150 s to boot.
    expect(nobody!.measures.find(({ key }) => key === "s.rto.mean")!.overall).toBe((300 + 150 + 3600) / 2);
  });
});

describe("what cannot be measured", () => {
  const QUIET: Changes = [["at: 1h, crash", "at: 1h, probability: 0%, crash"]];

  test.each(["s.latency.p99", "s.availability.requests", "s.detection.mean", "s.rpo.max"])("fails: %s", async (key) => {
    const limit = key.includes("availability") ? ">= 1%" : "<= 1h";
    const { nobody } = await runCase(ENDLESS, expecting(`${key}: "${limit}"`));
    expect(nobody!.expectations[0]).toMatchObject({
      measured: null,
      holds: false,
      message: "could not be measured, so nothing is known",
    });
  });

  test.each(["s.rto.max", "s.rto.p95", "s.detection.max", "s.rpo.max"])(
    "holds of outages that never were: %s",
    async (key) => {
      const { nobody } = await runCase(ENDLESS, [...expecting(`${key}: "<= 1h"`), ...QUIET]);
      expect(nobody!.expectations[0]).toMatchObject({
        measured: null,
        holds: true,
        message: "holds: there was no outage",
      });
    },
  );

  test("fails of an outage that began in the warm-up and never ended", async () => {
    const { nobody } = await runCase(ENDLESS, [["duration: 2h", "duration: 2h\nwarm-up: 90min"]]);
    expect(nobody!.expectations[0]).toMatchObject({ measured: null, holds: false });
  });
});

describe("a service that was down when the run ended", () => {
  test.each([
    ["with an expectation that holds", 's.rto.max: "<= 3h"'],
    ["without any", ""],
  ])("turns the headlines %s", async (_, condition) => {
    const summary = await runScenario(scenarioText(textOf(ENDLESS, expecting(condition))));
    expect(renderPage(summary)).toMatch(/<p class="verdict bad">.*s was down at the end\./);
    expect(terminalSummary(summary, { colour: false, ascii: false, report: null })).toMatch(
      /^s was down at the end\.$/m,
    );
  });

  test("but not one that did", async () => {
    const summary = await runScenario(scenarioText(textOf(ENDLESS, [["repair: 10h", "repair: 10min"]])));
    expect(renderPage(summary)).toMatch(/<p class="verdict good">/);
  });
});
