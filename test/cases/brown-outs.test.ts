// Brown-outs: a service that answers, but not as its objective says, is an incident, though no outage.
import { beforeAll, describe, expect, test } from "vitest";
import { runScenario, scenarioText } from "../../src/experiment/index.js";
import { terminalSummary } from "../../src/report/index.js";
import { junitXml } from "../../src/report/junit.js";
import { renderPage } from "../../src/report/page/page.js";
import type { Summary } from "../../src/result/index.js";
import { problemsOf, runCase, textOf, value, type Changes } from "./run-case.js";

/** From its twentieth minute to its end, the hundredth, nobody is served any more. */
const CASE = "w09-never-recovers";

describe("a service whose users all wait in vain", () => {
  let summary: Summary;
  beforeAll(async () => void (summary = await runScenario(scenarioText(textOf(CASE)))));

  test("has a brown-out, though it is up all the time", () => {
    const [none] = summary.policies;
    expect(value(none!, "web.outages")).toBe(0);
    expect(value(none!, "web.availability")).toBe(1);
    expect(value(none!, "web.rto.max")).toBeNull();
    expect(none!.replications[0]!.brownOuts).toMatchObject([
      { kind: "brown-out", service: "web", startSeconds: 1200, endSeconds: null, durationSeconds: 4800 },
    ]);
    // 15 of 95 minutes were good; one in a hundred may be bad.
    expect(value(none!, "web.availability.objective")).toBeCloseTo(15 / 95, 9);
    expect(value(none!, "web.error-budget")).toBeCloseTo(0.01 * 95 * 60 - 80 * 60, 6);
    expect(value(none!, "web.burn")).toBeCloseTo(80 / 0.95, 6);
    expect(value(none!, "web.brown-outs")).toBe(1);
    expect(value(none!, "web.brown-out.longest")).toBe(4800);
  });

  test("says so in headlines, strip and JUnit, and is never 'no incident'", () => {
    const told = "web had 1 brown-out, 1 h 20 min in all";
    const terminal = terminalSummary(summary, { colour: false, ascii: false, report: null });
    expect(terminal).toContain(told);
    expect(terminal).not.toContain("no incident");
    // On the page numbers and their units are not torn apart.
    const page = renderPage(summary).replaceAll("\u00a0", " ");
    expect(page).toMatch(new RegExp(`<p class="verdict bad">.*${told}`));
    expect(junitXml(summary)).toContain(told);
    const strip = summary.policies[0]!.detail.strips.find(({ actor }) => actor === "web")!;
    expect(strip.intervals).toEqual([
      [0, "serving"],
      [1200, "brown-out"],
    ]);
  });

  test("can be expected not to have any", async () => {
    const { none } = await runCase(CASE, [
      ["policies:", 'expect: { web.availability.objective: ">= 99%", web.brown-outs: "== 0" }\npolicies:'],
    ]);
    expect(none!.expectations.map(({ holds }) => holds)).toEqual([false, false]);
  });
});

describe("an objective", () => {
  const OUT: Changes = [
    ["slow: a\n    factor: x3\n    for: 1min", "crash: a\n    repair: 10min"],
    ["retry: { times: 2, backoff: 500ms }", ""],
  ];

  test("that is missed in an outage is missed, but is no brown-out", async () => {
    const { none } = await runCase(
      CASE,
      OUT.map(([from, to]) => [from, to === "" ? "retry: { times: 0 }" : to] as const),
    );
    expect(value(none!, "web.outages")).toBe(1);
    expect(value(none!, "web.brown-outs")).toBe(0);
    // Ten minutes of repair, and no time to boot: ten windows.
    expect(value(none!, "web.availability.objective")).toBeCloseTo(85 / 95, 9);
  });

  test("is what the scenario says", async () => {
    const lenient = ["runs-on: a", "runs-on: a\n    objective: { answered: 50%, within: 1s, window: 5min }"] as const;
    const quick = ["times: 2", "times: 0"] as const;
    const { none } = await runCase(CASE, [lenient, quick]);
    expect(value(none!, "web.brown-outs")).toBe(0);
    const strict = ["runs-on: a", "runs-on: a\n    objective: { within: 1ms }"] as const;
    const { none: slow } = await runCase(CASE, [strict, quick]);
    expect(value(slow!, "web.availability.objective")).toBe(0);
  });

  test("without a load is refused", () => {
    const text = textOf("w17-outage-that-never-ends", [
      ["{ runs-on: h-1 }", "{ runs-on: h-1, objective: { answered: 90% } }"],
    ]);
    expect(problemsOf(text)).toMatch(/nobody asks for anything/);
  });

  test("is measured of a flow too", async () => {
    const { none } = await runCase(CASE, [["load: { rate", "load: { mode: flow, rate"]]);
    expect(value(none!, "web.brown-outs")).toBeGreaterThan(0);
    expect(value(none!, "web.availability.objective")).toBeLessThan(0.5);
  });
});
