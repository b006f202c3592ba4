import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { builtCommand } from "../built.js";
import { runReplication } from "../../src/experiment/index.js";
import { decodeScenario, type Scenario } from "../../src/scenario/index.js";

const root = fileURLToPath(new URL("../../", import.meta.url));
const program = builtCommand();
let scratch: string;

beforeAll(() => void (scratch = mkdtempSync(join(tmpdir(), "understudy-same-bytes-"))));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

function load(name: string): Scenario {
  const file = join(root, "scenarios", name);
  const { scenario } = decodeScenario(readFileSync(file, "utf8"), name, { read: () => new Error("not needed") });
  return scenario!;
}

function outcomeOf(scenario: Scenario, replication = 0, everyEvent = false): string {
  return JSON.stringify(runReplication(scenario, scenario.policies[0]!, replication, { detail: true, everyEvent }));
}

test("a scenario run twice in one process gives the same bytes", () => {
  const scenario = load("hang-and-wake.yaml");
  expect(outcomeOf(scenario)).toBe(outcomeOf(scenario));
});

test("another scenario run in between changes nothing (A-B-A)", () => {
  const before = outcomeOf(load("hang-and-wake.yaml"));
  outcomeOf(load("link-cut.yaml"));
  expect(outcomeOf(load("hang-and-wake.yaml"))).toBe(before);
});

test("another seed and another replication give other behaviour", () => {
  const scenario = load("hang-and-wake.yaml");
  const digests = [scenario, { ...scenario, seed: "8" }].flatMap((each) =>
    [0, 1].map((replication) => {
      return runReplication(each, each.policies[0]!, replication, { detail: false }).result.digest.behaviour;
    }),
  );
  expect(new Set(digests).size).toBe(4);
});

test("executing what changes nothing gives the same behaviour and another schedule", () => {
  const scenario = load("false-alarm.yaml");
  const [quiet, every] = [false, true].map((everyEvent) => {
    return runReplication(scenario, scenario.policies[0]!, 0, { detail: false, everyEvent }).result;
  });
  expect(every!.digest.behaviour).toBe(quiet!.digest.behaviour);
  expect(every!.digest.schedule).not.toBe(quiet!.digest.schedule);
  expect(every!.eventsExecuted).toBeGreaterThan(quiet!.eventsExecuted);
});

/** All files of the report that are text; the charts are not drawn, since their bytes may differ between machines. */
function reportOf(folder: string, seed: string, environment: Record<string, string>): Record<string, string> {
  const out = join(scratch, folder);
  const scenario = join(root, "scenarios/hang-and-wake.yaml");
  execFileSync(
    process.execPath,
    [program, "run", scenario, "--policy", "fenced", "--seed", seed, "--no-charts", "--out", out],
    {
      env: { ...process.env, ...environment },
      cwd: scratch,
      stdio: "pipe",
    },
  );
  const names = readdirSync(out).filter((name) => /\.(json|csv|md|xml)$/.test(name));
  expect(names).toContain("summary.json");
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(out, name), "utf8")]));
}

test("the command writes the same bytes in Kolkata with Turkish letters as in UTC with none", () => {
  const here = reportOf("here", "7", { TZ: "UTC", LANG: "C", LC_ALL: "C" });
  expect(reportOf("there", "7", { TZ: "Asia/Kolkata", LANG: "tr_TR", LC_ALL: "tr_TR.UTF-8" })).toEqual(here);
  expect(reportOf("other", "8", {})["summary.json"]).not.toBe(here["summary.json"]);
});
