import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { runReplication } from "../../src/experiment/index.js";
import type { Incident, ReplicationResult, RunDetail } from "../../src/result/index.js";
import { decodeScenario, formatProblems, type PolicySpec, type Scenario } from "../../src/scenario/index.js";

const root = fileURLToPath(new URL("../../", import.meta.url));
const scenarios = join(root, "scenarios");
/** Theory is compared with formulas in test/theory, where it takes many replications; a year of three shops is a benchmark. */
const ELSEWHERE = /^theory\/|three-seasons/;

const files = readdirSync(scenarios, { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".yaml") && !ELSEWHERE.test(path))
  .toSorted((a, b) => (a < b ? -1 : 1));

// With REWRITE=1 the golden files are written anew; read the difference before it is committed: each number is explicable.
for (const path of files) {
  test(`${path} runs as its golden file tells`, () => {
    const scenario = load(path);
    const told = scenario.policies.filter(({ module }) => module === undefined).map((policy) => tell(scenario, policy));
    const text = [`${scenario.title} (${shows(path)})`, `digest ${scenario.digest}`, ...told, ""].join("\n\n");
    const golden = join(root, "test/golden/expected", path.replace(/\.yaml$/, ".txt"));
    if (process.env["REWRITE"] === "1") {
      mkdirSync(dirname(golden), { recursive: true });
      writeFileSync(golden, text);
    }
    expect(existsSync(golden), `${relative(root, golden)} is missing: REWRITE=1 writes it`).toBe(true);
    expect(text).toBe(readFileSync(golden, "utf8"));
  });
}

test("every golden file belongs to a scenario", () => {
  const expected = readdirSync(join(root, "test/golden/expected"), { recursive: true, encoding: "utf8" });
  for (const path of expected.filter((each) => each.endsWith(".txt"))) {
    expect(files).toContain(path.replace(/\.txt$/, ".yaml"));
  }
});

function load(path: string): Scenario {
  const file = join(scenarios, path);
  const folder = dirname(file);
  const { scenario, problems } = decodeScenario(readFileSync(file, "utf8"), path, {
    read: (name) => readFileSync(join(folder, name), "utf8"),
  });
  expect(formatProblems(problems)).toBe("");
  return scenario!;
}

function shows(path: string): string {
  const line = /^# Shows: (.*)$/m.exec(readFileSync(join(scenarios, path), "utf8"));
  expect(line, `${path} says in a line "# Shows: …" what it shows`).not.toBeNull();
  return line![1]!;
}

function tell(scenario: Scenario, policy: PolicySpec): string {
  const { result, detail } = runReplication(scenario, policy, 0, { detail: true });
  return [
    `policy ${policy.name}: behaviour ${result.digest.behaviour}, ${result.eventsExecuted} events`,
    ...measuresOf(result),
    ...result.incidents.map(sayIncident),
    ...result.invariants.flatMap(({ name, atStake, violations, examples }) =>
      violations > 0 ? [`  VIOLATED ${name} (${violations} of ${atStake}): ${examples[0]?.what}`] : [],
    ),
    `  at stake: ${result.invariants.flatMap(({ name, atStake }) => (atStake > 0 ? [`${name} ${atStake}`] : [])).join(", ")}`,
    `  faults: ${result.faults.map(({ name, fired }) => `${name} ${fired}`).join(", ")}`,
    ...trace(detail!),
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

/** The first things that happened; what repeats itself for days would hide them. */
const TRACE_LINES = 60;

function trace({ chronicle }: RunDetail): readonly string[] {
  const lines = chronicle.map(({ atSeconds, actor, what, because }) => {
    return `  ${atSeconds} ${actor}: ${what}${because === null ? "" : ` (${because})`}`;
  });
  const left = lines.length - TRACE_LINES;
  return left > 0 ? [...lines.slice(0, TRACE_LINES), `  … and ${left} more`] : lines;
}
