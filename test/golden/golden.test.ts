/** Every scenario, run once under each of its policies, tells and counts what its golden file and the table of figures say. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";
import { runReplication } from "../../src/experiment/index.js";
import { explanation } from "../../src/report/index.js";
import type { Incident, PolicyResult, ReplicationResult, RunDetail, ScenarioIdentity } from "../../src/result/index.js";
import { decodeScenario, formatProblems, type Scenario } from "../../src/scenario/index.js";
import { toSeconds } from "../../src/units/index.js";
import { FiguresTable, row, rowsOf } from "./figures-table.js";
import { expectToShow, SHOWN } from "./shown.js";
import { FIGURES } from "./shown-figures.js";

const root = fileURLToPath(new URL("../../", import.meta.url));
const scenarios = join(root, "scenarios");
const expected = join(root, "test/golden/expected");
/** Theory is compared with formulas in test/theory, where it takes many replications; a year of three shops is a benchmark. */
const ELSEWHERE = /^theory\/|three-seasons/;

const files = readdirSync(scenarios, { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".yaml") && !ELSEWHERE.test(path))
  .toSorted((a, b) => (a < b ? -1 : 1));

/** Lines. */
const TWO_PAGES = 120;

const rewrites = process.env["REWRITE"] === "1";
const names = files.map(nameOf);
const figures = new FiguresTable(join(expected, "figures.table"));

/** What scenarios show in their measures, by their names. */
const EACH = { ...SHOWN, ...FIGURES };

/** Of the scenario that was run last: what it shows is looked at next. */
let last: { readonly path: string; readonly runs: ReturnType<typeof runsOf> } | null = null;

// With REWRITE=1 the golden files are written anew; read the difference before it is committed: each number is explicable.
for (const path of files) {
  const name = nameOf(path);
  test(`${path} runs as its golden file tells`, () => {
    const { scenario, warnings } = load(path);
    const runs = runsOf(scenario);
    last = { path, runs };
    const told = runs.map(({ policy, result, detail }) => tell(policy.name, result, detail!));
    const text = [`${scenario.title} (${shows(path)})`, ...warnings, ...told, ""].join("\n\n");
    const rows = [
      row(name, "digest", scenario.digest),
      ...runs.flatMap(({ policy, result }) => rowsOf(`${name}:${policy.name}`, result)),
    ];
    const golden = join(expected, `${name}.txt`);
    if (rewrites) {
      mkdirSync(dirname(golden), { recursive: true });
      writeFileSync(golden, text);
      figures.put(name, rows);
    }
    expect(existsSync(golden), `${relative(root, golden)} is missing: REWRITE=1 writes it`).toBe(true);
    expect(text).toBe(readFileSync(golden, "utf8"));
    expect(rows.join("\n")).toBe(figures.of(name).join("\n"));
    const long = runs.filter((run) => explained(scenario, run).length > TWO_PAGES).map(({ policy }) => policy.name);
    expect(long, "explain does not tell these on two pages").toEqual([]);
  });

  const shown = EACH[name];
  if (shown === undefined) continue;
  test(`${path} shows that ${shown.says}`, () => {
    const runs = last?.path === path ? last.runs : runsOf(load(path).scenario);
    expectToShow(shown, Object.fromEntries(runs.map(({ policy, result }) => [policy.name, result])));
  });
}

if (rewrites) afterAll(() => figures.write(names));

test("what is shown is shown by a scenario", () => {
  expect(Object.keys(EACH).filter((name) => !names.includes(name))).toEqual([]);
});

test("every golden file, and every row of the table, belongs to a scenario", () => {
  const texts = readdirSync(expected, { recursive: true, encoding: "utf8" }).filter((each) => each.endsWith(".txt"));
  expect(texts.filter((path) => !names.includes(path.replace(/\.txt$/, "")))).toEqual([]);
  expect(figures.scenarios.filter((each) => !rewrites && !names.includes(each))).toEqual([]);
});

function runsOf(scenario: Scenario) {
  const policies = scenario.policies.filter(({ module }) => module === undefined);
  return policies.map((policy) => ({ policy, ...runReplication(scenario, policy, 0, { detail: true }) }));
}

/** What explain tells of a run, line by line: it asks for what is known of one replication, and for measures of sets. */
function explained({ name, start, duration }: Scenario, { policy, result, detail }: ReturnType<typeof runsOf>[number]) {
  const begin = start === null ? null : new Date(start / 1000).toISOString();
  const identity = { name, start: begin, durationSeconds: toSeconds(duration) } as unknown as ScenarioIdentity;
  const measures = Object.entries(result.measures).map(([key, mean]) => ({ key, mean }));
  const { invariants } = result;
  const one = { policy: policy.name, detail, replications: [result], invariants, measures, replicationsRun: 1 };
  return explanation(identity, one as unknown as PolicyResult).split("\n");
}

function nameOf(path: string): string {
  return path.replace(/\.yaml$/, "");
}

/** What a scenario shows may be what one is warned of. */
function load(path: string): { readonly scenario: Scenario; readonly warnings: readonly string[] } {
  const file = join(scenarios, path);
  const folder = dirname(file);
  const { scenario, problems } = decodeScenario(readFileSync(file, "utf8"), path, {
    read: (name) => readFileSync(join(folder, name), "utf8"),
  });
  expect(formatProblems(problems.filter(({ severity }) => severity === "error"))).toBe("");
  return { scenario: scenario!, warnings: problems.map((each) => formatProblems([each])) };
}

function shows(path: string): string {
  const line = /^# Shows: (.*)$/m.exec(readFileSync(join(scenarios, path), "utf8"));
  expect(line, `${path} says in a line "# Shows: …" what it shows`).not.toBeNull();
  return line![1]!;
}

function tell(policy: string, result: ReplicationResult, detail: RunDetail): string {
  return [
    `policy ${policy}:`,
    ...measuresOf(result),
    ...result.incidents.map(sayIncident),
    `  faults: ${result.faults.map(({ name, fired }) => `${name} ${fired}`).join(", ")}`,
    ...trace(detail),
  ].join("\n");
}

const TOLD =
  /availability$|availability\.requests|outages|rto\.(mean|max)|rpo\.|latency\.(mean|p99)|requests\.|detection\.|hosts\.hours$|copied|pages|actions|stale|collateral|lag\.|completed|repeated|suspended|skipped|copies\.|\.sent|refused$|takeover\.|quiesced/;

function measuresOf({ measures }: ReplicationResult): readonly string[] {
  return Object.entries(measures)
    .filter(([key, value]) => TOLD.test(key) && value !== null && value !== 0)
    .map(([key, value]) => `  ${key} ${Number(value!.toPrecision(9))}`);
}

function sayIncident({ service, startSeconds, recoveryTimeSeconds, phases, from, to, lostWrites }: Incident): string {
  const parts = phases.map(({ phase, durationSeconds }) => `${phase} ${durationSeconds}`).join(" + ");
  return `  incident ${service} at ${startSeconds}: ${from} -> ${to}, ${recoveryTimeSeconds} s = ${parts}; ${lostWrites} writes lost`;
}

/** What invariants found. */
const IN_THE_TABLE = new Set(["never-at-stake", "violated"]);

/** The first things that happened; what repeats itself for days would hide them. */
const TRACE_LINES = 60;

function trace({ chronicle }: RunDetail): readonly string[] {
  const lines = chronicle
    .filter(({ told }) => !IN_THE_TABLE.has(told?.kind ?? ""))
    .map(({ atSeconds, actor, what, because }) => {
      return `  ${atSeconds} ${actor}: ${what}${because === null ? "" : ` (${because})`}`;
    });
  const left = lines.length - TRACE_LINES;
  return left > 0 ? [...lines.slice(0, TRACE_LINES), `  … and ${left} more`] : lines;
}
