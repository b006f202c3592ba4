// One key has one number, wherever it is told.
import { describe, expect, test } from "vitest";
import { decodeText, runScenario, type ScenarioText, scenarioText, sweep } from "../../src/experiment/index.js";
import { formatQuantity, markdownSummary, sweepCsv, terminalSummary } from "../../src/report/index.js";
import { replicationsCsv } from "../../src/report/csv.js";
import { junitXml } from "../../src/report/junit.js";
import type { MeasureSummary, Summary } from "../../src/result/index.js";
import { textOf } from "../cases/run-case.js";
import { smallScenario } from "../experiment/small-scenario.js";

/** Nobody keeps these: so that each is told, with what was measured. */
const HARD = ["rto.mean", "rto.p95", "rto.max", "downtime"].map((key) => `  s.${key}: "<= 1us"`).join("\n");

const small = (options: object) =>
  smallScenario(options).replaceAll("shop:", "s:").replaceAll("services:\n  shop", "services:\n  s");

const SCENARIOS: Readonly<Record<string, string>> = {
  "outages now and then": small({ duration: "60h", expect: HARD }),
  "outages and a load": small({ duration: "12h", load: "1/min", expect: `${HARD}\n  s.latency.p99: "<= 1us"` }),
  "an outage that never ends": textOf("w17-outage-that-never-ends").replace(/^expect: .*$/m, `expect:\n${HARD}`),
  "outages that are rare": `${textOf("w15-interval-of-availability")}\nexpect:\n${HARD}\n`,
  "no outage at all": small({ faults: "  []", expect: '  s.availability: ">= 100%"\n  s.downtime: "== 0s"' }).replace(
    "faults:\n  []",
    "faults: []",
  ),
};

const REPLICATIONS = 5;

/** Its first policy alone. */
function run(source: ScenarioText): Promise<Summary> {
  const [first] = decodeText(source).scenario.policies;
  return runScenario(source, { replications: REPLICATIONS, policies: [first!.name] });
}

describe.each(Object.entries(SCENARIOS))("of %s", (_, text) => {
  test("each number is the same in the summary, expectations, terminal, Markdown, JUnit, CSV and a sweep", async () => {
    const source = scenarioText(text);
    const summary = await run(source);
    const [policy] = summary.policies;
    const told = (key: string): MeasureSummary => policy!.measures.find((each) => each.key === key)!;
    const words = (key: string): string => formatQuantity(told(key).overall, told(key).unit);
    for (const [where, found] of Object.entries(toldBy(summary))) {
      for (const [key, value] of Object.entries(found))
        expect(`${where} ${key}: ${value}`).toBe(`${where} ${key}: ${words(key)}`);
    }
    // Each expectation that failed was told with what was measured.
    const { JUnit, terminal } = toldBy(summary);
    const failed = policy!.expectations.filter(({ holds }) => !holds).map(({ key }) => key);
    expect([Object.keys(JUnit!), Object.keys(terminal!)]).toEqual([failed, failed]);
    for (const { key, measured } of policy!.expectations) expect([key, measured]).toEqual([key, told(key).overall]);
    const flush = { path: "seed", values: [String(summary.seed)] };
    const swept = await sweep(source, { parameters: [flush], replications: REPLICATIONS });
    for (const each of swept.points[0]!.policies[0]!.measures) expect(each).toEqual(told(each.key));
    const [header, row] = sweepCsv(swept)
      .split("\n")
      .map((line) => line.split(","));
    for (const { key, overall } of swept.points[0]!.policies[0]!.measures) {
      expect([key, Number(row![header!.indexOf(key)])]).toEqual([key, overall]);
    }
  });

  test("what stands in replications.csv gives the number of the summary where that is a mean over replications", async () => {
    const summary = await run(scenarioText(text));
    const [header, ...rows] = replicationsCsv(summary)
      .trimEnd()
      .split("\n")
      .map((line) => line.split(","));
    for (const { key, mean, min, max } of summary.policies[0]!.measures) {
      const values = rows
        .map((row) => row[header!.indexOf(key)]!)
        .filter((value) => value !== "")
        .map(Number);
      if (values.length === 0) continue;
      expect(values.reduce((sum, each) => sum + each, 0) / values.length).toBeCloseTo(mean!, 6);
      expect([Math.min(...values), Math.max(...values)]).toEqual([min, max]);
    }
  });
});

type Told = Readonly<Record<string, string>>;

/** The value of each key in each place that tells some. */
function toldBy(summary: Summary): Readonly<Record<string, Told>> {
  const markdown = markdownSummary(summary).replaceAll("\u00a0", " ").split("## Measures")[1]!.split("\n##")[0]!;
  const table = [...markdown.matchAll(/^\| ([a-z][a-z0-9.-]+) \| (.+?)(?: \((?:.+)\))? \|/gm)].map(([, key, value]) => [
    key,
    value,
  ]);
  const junit = [
    ...junitXml(summary).matchAll(/name="(s\.[a-z0-9.-]+) [^"]*"[^>]*>\s*<failure message="measured ([^;"]+)/g),
  ];
  const terminal = terminalSummary(summary, { colour: false, ascii: false, report: null });
  const failed = [...terminal.matchAll(/✗ (s\.[a-z0-9.-]+) \S+ .+?[:,] (?:measured )?(\S.*?)(?:[,;]|$)/gm)];
  return {
    Markdown: Object.fromEntries(table) as Told,
    JUnit: Object.fromEntries(junit.map(([, key, value]) => [key, value])) as Told,
    terminal: Object.fromEntries(failed.map(([, key, value]) => [key, value])) as Told,
  };
}
