import { chmodSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Summary } from "../../src/result/index.js";
import { smallScenario } from "../experiment/small-scenario.js";
import { contents, until, workplace } from "./command.js";

const summaryOf = (text: string): Summary => JSON.parse(text) as Summary;

describe("understudy run", { timeout: 240_000 }, () => {
  test("prints a summary, writes a report, and says 0 when all is well", async () => {
    const { understudy, read, path } = workplace({ "s.yaml": smallScenario({ expect: '  shop.outages: "<= 99"' }) });
    const { status, stdout, stderr } = await understudy("run", "s.yaml");
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toContain("small: A small pair of hosts");
    expect(stdout).toContain("Report: reports/small");
    expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(summaryOf(read("reports/small/summary.json"))).toMatchObject({
      format: "understudy-summary",
      partial: false,
    });
    for (const name of [
      "summary.md",
      "junit.xml",
      "replications.csv",
      "incidents.csv",
      "scenario.yaml",
      "replay.json",
    ]) {
      expect(existsSync(path(`reports/small/${name}`)), name).toBe(true);
    }
  });

  test("says 1 when an expectation fails, and by how much", async () => {
    const { understudy } = workplace({ "s.yaml": smallScenario({ expect: '  shop.availability: ">= 99.9999%"' }) });
    const { status, stdout } = await understudy("run", "s.yaml", "--policy", "nobody", "--replications", "5");
    expect(status).toBe(1);
    expect(stdout).toMatch(/✗ shop\.availability >= 99\.9999%: .*missed by/);
  });

  test("says 2 for what the user has to change, with the way out", async () => {
    const { understudy } = workplace({
      "s.yaml": smallScenario(),
      "wrong.yaml": smallScenario().replace("runs-on: web-1", "runs-on: web-3"),
      "broken.yaml": "name: [",
    });
    for (const [args, told] of [
      [["run", "missing.yaml"], "there is no such file"],
      [["run", "no*.yaml"], "no file has such a name"],
      [["run", "wrong.yaml"], /wrong\.yaml:\d+:\d+: .*web-3/s],
      [["run", "broken.yaml"], "broken.yaml:1"],
      [
        ["run", "s.yaml", "--policy", "quik"],
        "quik: there is no such policy in small; did you mean quick? There are quick, slow, nobody",
      ],
      [["run", "s.yaml", "--replications", "0"], "whole number from 1"],
      [["run", "s.yaml", "--replications", "many"], "whole number from 1"],
      [["run", "s.yaml", "--until", "yesterday"], "--until yesterday"],
      [["run", "s.yaml", "--precision", "200%"], "share between 0 and 1"],
      [["run", "s.yaml", "--job-summary"], "GITHUB_STEP_SUMMARY is not set"],
      [["run", "s.yaml", "wrong.yaml", "--out", "x"], "--out takes the report of one scenario"],
      [["run"], "missing required argument"],
      [["walk"], "unknown command"],
      [["run", "s.yaml", "--quickly"], "unknown option"],
    ] as const) {
      const { status, stderr } = await understudy(...args);
      expect(stderr, args.join(" ")).toMatch(told);
      expect(status, args.join(" ")).toBe(2);
    }
  });

  test("refuses two scenarios whose reports would be one, and takes a file that is named twice once", async () => {
    const { understudy, path } = workplace({ "a.yaml": smallScenario(), "b.yaml": smallScenario() });
    const both = await understudy("run", "a.yaml", "b.yaml");
    expect(both.status).toBe(2);
    expect(both.stderr).toContain("b.yaml: is named small as a.yaml is");
    expect(existsSync(path("reports/small"))).toBe(false);
    const { status, stdout } = await understudy("run", "a.yaml", "a.yaml", "--no-charts");
    expect(status).toBe(0);
    expect(stdout.match(/Report: /g)).toHaveLength(1);
  });

  test("says 2 when the report cannot be written, and names the folder", async () => {
    const { understudy, path } = workplace({ "s.yaml": smallScenario() });
    writeFileSync(path("taken"), "");
    const taken = await understudy("run", "s.yaml", "--out", "taken");
    expect(taken.status).toBe(2);
    expect(taken.stderr).toContain("The report cannot be written to taken");
    mkdirSync(path("locked"));
    chmodSync(path("locked"), 0o500);
    // Root may write anywhere: only for others is a folder locked.
    if (process.getuid?.() !== 0) expect((await understudy("run", "s.yaml", "--out", "locked/x")).status).toBe(2);
  });

  test("gives the same bytes for any number of threads", async () => {
    const { understudy, path } = workplace({ "s.yaml": smallScenario({ load: "1/s", duration: "40min" }) });
    for (const jobs of ["1", "3"]) {
      const { status } = await understudy(
        "run",
        "s.yaml",
        "--policy",
        "quick,slow",
        "--replications",
        "11",
        "--jobs",
        jobs,
        "--out",
        jobs,
      );
      expect(status).toBe(0);
    }
    const one = contents(path("1"));
    expect(Object.keys(one).length).toBeGreaterThan(8);
    expect(contents(path("3"))).toEqual(one);
  });

  test("lists every replication, also those that the summary does not keep", async () => {
    const faults = "  - { every: exponential(30min), crash: web-1, repair: 5min }";
    const { understudy, read } = workplace({ "s.yaml": smallScenario({ duration: "1h", faults }) });
    const options = ["--replications", "450", "--jobs", "1", "--out", "o"];
    expect((await understudy("run", "s.yaml", ...options)).status).toBe(0);
    const [policy] = summaryOf(read("o/summary.json")).policies;
    expect(policy!.replicationsRun).toBe(450);
    expect(policy!.replications.length).toBeLessThanOrEqual(400);
    const rows = read("o/replications.csv").trimEnd().split("\n").slice(1);
    expect(rows.map((row) => Number(row.split(",")[1]))).toEqual(Array.from({ length: 450 }, (_, i) => i));
    const incidents = rows.reduce((sum, row) => sum + Number(row.split(",")[2]), 0);
    expect(read("o/incidents.csv").trimEnd().split("\n")).toHaveLength(incidents + 1);
    expect(policy!.blame.reduce((sum, each) => sum + each.incidents, 0)).toBe(incidents);
  });

  test("adds replications until the precision holds, and says when it does not", async () => {
    const { understudy, read } = workplace({ "s.yaml": smallScenario() });
    const precision = async (...options: string[]) => {
      await understudy("run", "s.yaml", "--policy", "nobody", "--precision", "10%", "--out", "o", ...options);
      return summaryOf(read("o/summary.json")).policies[0]!;
    };
    const held = await precision();
    expect(held.precision).toMatchObject({ asked: 0.1, held: true });
    const { interval, mean } = held.measures.find(({ key }) => key === "shop.availability")!;
    expect((interval!.high - interval!.low) / 2 / (1 - mean!)).toBeLessThanOrEqual(0.1);
    const missed = await precision("--max-replications", "15");
    expect(missed).toMatchObject({ replicationsRun: 15, precision: { held: false } });
  });

  test("says that there is no precision to reach where nothing is measured, and that all is well", async () => {
    const { understudy } = workplace({
      "s.yaml": "name: idle\nduration: 1h\nnetworks: { lan: {} }\nhosts: { web-1: { network: lan } }\n",
    });
    const { status, stdout } = await understudy("run", "s.yaml", "--precision", "5%", "--out", "o");
    expect(status).toBe(0);
    expect(stdout).toContain("Nothing was measured, so there is no precision to reach.");
    expect(stdout).not.toContain("reached with");
  });

  test("writes what is finished when it is interrupted, and says 130", async () => {
    const { start, path, read } = workplace({ "s.yaml": smallScenario() });
    const running = start(["run", "s.yaml", "--replications", "1000000", "--jobs", "1", "--out", "o"]);
    // The folder is tried with a small file first; rows have columns.
    const hasRows = (base64: string): boolean => Buffer.from(base64, "base64").includes(",");
    await until("first rows", () => existsSync(path("o")) && Object.values(contents(path("o"))).some(hasRows));
    running.child.kill("SIGINT");
    const { status, stderr } = await running.finished;
    expect(stderr).toContain("Interrupted: what is finished will be written");
    expect(status).toBe(130);
    const summary = summaryOf(read("o/summary.json"));
    expect(summary.partial).toBe(true);
    const { replicationsRun } = summary.policies[0]!;
    expect(read("o/replications.csv").trimEnd().split("\n")).toHaveLength(replicationsRun + 1);
    expect(Object.keys(contents(path("o"))).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });

  test("is interrupted in the middle of a single replication, too", async () => {
    const { start, path } = workplace({ "s.yaml": smallScenario({ load: "100/s", duration: "50y" }) });
    const running = start(["run", "s.yaml", "--out", "o"]);
    await until("the folder", () => existsSync(path("o")));
    running.child.kill("SIGINT");
    const { status, stderr } = await running.finished;
    expect(stderr).toContain("No replication of small was finished: there is nothing to write.");
    expect(status).toBe(130);
    expect(contents(path("o"))).toEqual({});
  });

  test("adds itself to the page of a job when asked", async () => {
    const { start, path, read } = workplace({ "s.yaml": smallScenario() });
    const environment = { GITHUB_STEP_SUMMARY: path("page.md") };
    const alone = ["--jobs", "1", "--job-summary"];
    await start(["run", "s.yaml", ...alone], environment).finished;
    await start(["compare", "s.yaml", "--replications", "3", ...alone], environment).finished;
    expect(read("page.md").match(/^# A small pair of hosts$/gm)).toHaveLength(2);
    expect(read("page.md")).toContain("| measure | policy | baseline |");
  });
});

describe("every command", { timeout: 240_000 }, () => {
  test("has a help with an example, within 80 columns", async () => {
    const { understudy } = workplace();
    const { stdout } = await understudy("--help");
    const commands = stdout
      .match(/(?<=^ {2})[a-z]+(?= )/gm)!
      .filter((name) => name !== "help" && name !== "understudy");
    expect(commands).toEqual(
      expect.arrayContaining(["run", "compare", "sweep", "check", "explain", "replay", "new", "list"]),
    );
    for (const name of commands) {
      const help = await understudy(name, "--help");
      expect(help.status, name).toBe(0);
      expect(help.stdout, name).toMatch(/Examples?:\n {2}understudy/);
      expect(Math.max(...help.stdout.split("\n").map((line) => line.length)), name).toBeLessThanOrEqual(80);
    }
  });

  test("starts from a scenario that the command itself writes", async () => {
    const { understudy, read } = workplace();
    expect((await understudy("new", "my-shop")).status).toBe(0);
    expect((await understudy("new", "my-shop")).stderr).toContain("is there already");
    expect(await understudy("check", "my-shop.yaml")).toMatchObject({
      status: 0,
      stdout: expect.stringContaining("my-shop.yaml: ok"),
      stderr: "",
    });
    expect((await understudy("explain", "my-shop.yaml", "--replication", "2")).stdout).toContain("replication 2");
    const listed = await understudy("list", "--json");
    expect(Object.keys(JSON.parse(listed.stdout) as object)).toContain("measures");
    expect(JSON.parse((await understudy("schema")).stdout)).toHaveProperty("properties.policies");
    expect(read("my-shop.yaml")).toContain("name: my-shop");
  });
});
