import { describe, expect, test } from "vitest";
import type { Comparison } from "../../src/result/index.js";
import { smallScenario } from "../experiment/small-scenario.js";
import { contents, workplace } from "./command.js";

const FEW = ["--replications", "10", "--jobs", "1"];

describe("understudy compare", { timeout: 240_000 }, () => {
  test("gives verdicts in the terminal, as Markdown, JUnit, JSON and a picture", async () => {
    const { understudy, read, path } = workplace({ "s.yaml": smallScenario() }, { charts: true });
    const { status, stdout } = await understudy("compare", "s.yaml", ...FEW, "--out", "o");
    expect(status).toBe(0);
    expect(stdout).toContain("baseline quick");
    expect(stdout).toMatch(/slow: .*\n {4}worse: \+/);
    expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(Object.keys(contents(path("o")))).toEqual([
      "compare.json",
      "compare.md",
      "comparison.png",
      "index.html",
      "junit.xml",
    ]);
    expect(read("o/junit.xml")).toMatch(/<failure message="worse by \+/);
    const comparison = JSON.parse(read("o/compare.json")) as Comparison;
    // Two candidates and three measures: no load, hence no latency and nothing to lose.
    expect(comparison.comparisons).toBe(2 * comparison.measures.length);
    expect(comparison.measures.map(({ key }) => key)).toEqual(
      expect.arrayContaining(["shop.availability", "shop.rto.mean", "hosts.hours"]),
    );
  });

  test("names a replication that explain can tell", async () => {
    const { understudy } = workplace({ "s.yaml": smallScenario() });
    const { stdout } = await understudy("compare", "s.yaml", ...FEW);
    const command = /understudy (explain .*)$/m.exec(stdout)![1]!;
    const told = await understudy(...command.trim().split(" "));
    expect(told.status).toBe(0);
    expect(told.stdout).toContain("takeover of shop");
  });

  test("fails on what it is told to fail on, and on nothing else", async () => {
    const { understudy } = workplace({ "s.yaml": smallScenario({ expect: '  shop.availability: ">= 99.1%"' }) });
    const statusOf = async (policies: string, ...options: string[]) =>
      (await understudy("compare", "s.yaml", ...FEW, "--policy", policies, "--measure", "availability", ...options))
        .status;
    expect(await statusOf("quick,slow")).toBe(0);
    expect(await statusOf("quick,slow", "--fail-on", "worse")).toBe(1);
    expect(await statusOf("slow,quick", "--fail-on", "not-better")).toBe(0);
    expect(await statusOf("quick,quick", "--fail-on", "not-better")).toBe(1);
    expect(await statusOf("quick,nobody", "--fail-on", "expectation")).toBe(1);
    expect(await statusOf("quick,slow", "--fail-on", "worse", "--margin", "availability=1%")).toBe(0);
    expect(await statusOf("quick,slow", "--fail-on", "slower")).toBe(2);
  });

  test("compares with a stored summary or comparison on its seeds", async () => {
    const { understudy } = workplace({ "s.yaml": smallScenario() });
    await understudy("run", "s.yaml", "--policy", "quick", "--seed", "11", ...FEW, "--out", "old");
    const compare = async (...options: string[]) => {
      const { stdout } = await understudy("compare", "s.yaml", ...FEW, "--json", ...options);
      return JSON.parse(stdout) as Comparison;
    };
    const verdict = ({ measures }: Comparison) =>
      measures.find(({ key }) => key === "shop.availability")!.differences[0]!;
    const same = await compare("--baseline", "old/summary.json", "--out", "a");
    expect(same).toMatchObject({ seed: "11", baseline: "quick (baseline)" });
    expect(verdict(same)).toMatchObject({ label: "quick", mean: 0, pairs: 10, verdict: "equivalent" });
    const slow = await compare("--baseline", "a/compare.json", "--policy", "slow");
    expect(verdict(slow)).toMatchObject({ label: "slow", verdict: "worse" });
  });

  test("tells what was measured of a failed expectation that is not compared", async () => {
    const { understudy, read } = workplace({
      "s.yaml": smallScenario({ expect: '  shop.availability: ">= 99.99%"' }),
    });
    const measured = ["--measure", "rto.mean", "--out", "o"];
    const { stdout } = await understudy("compare", "s.yaml", "--policy", "quick,nobody", ...FEW, ...measured);
    expect(stdout).toMatch(/nobody: shop\.availability >= 99\.99% failed: \S+ %; missed\s+by/);
    expect(read("o/compare.md").replaceAll("\\", "").replaceAll("\u00a0", " ")).toMatch(/failed: \S+ %; missed by/);
  });

  test("says which expectation failed, and fails the same in JUnit", async () => {
    const expected = '  shop.availability: ">= 99.99%"\n  shop.rpo.max: "<= 10s"';
    const { understudy, read } = workplace({ "s.yaml": smallScenario({ expect: expected }) });
    const options = ["--policy", "quick,nobody", "--fail-on", "expectation", "--out", "o"];
    const { status, stdout } = await understudy("compare", "s.yaml", ...FEW, ...options);
    expect(status).toBe(1);
    for (const text of [stdout, read("o/compare.md").replaceAll("\\", "").replaceAll("\u00a0", " ")]) {
      expect(text).toMatch(/✗ nobody: shop\.availability >= 99\.99% failed: \S+ %; missed\s+by/);
      expect(text).toMatch(/✗ nobody: shop\.rpo\.max <= 10s failed: could not be measured/);
    }
    expect(stdout).toMatch(/shop\.rpo\.max\n {2}quick: –/);
    expect(read("o/index.html")).toContain("nobody: shop.rpo.max &lt;= 10s failed: could not be measured");
    const junit = read("o/junit.xml");
    expect(junit).toContain('name="shop.availability >= 99.99%">');
    expect(junit).toMatch(/<failure message="could not be measured[^"]*" type="expectation"\/>/);
    expect(junit).toContain('classname="small.nobody.invariants"');
    // Of the baseline nothing is refused.
    expect(/<testsuite name="small: quick".*?<\/testsuite>/s.exec(junit)![0]).toMatch(/failures="0"/);
  });

  test.each([
    [[], 6, ""],
    [["--replications", "9"], 6, "The baseline has 6 replications: no more are run"],
    [["--replications", "4"], 4, ""],
  ] as const)("counts with %j the replications that the baseline has too", async (options, count, told) => {
    const { understudy } = workplace({ "s.yaml": smallScenario() });
    await understudy("run", "s.yaml", "--policy", "quick", "--replications", "6", "--out", "old");
    const { stdout, stderr } = await understudy(
      ...["compare", "s.yaml", "--policy", "slow", "--baseline", "old/summary.json", "--json", ...options],
    );
    expect(stderr).toContain(told);
    const { policies, measures } = JSON.parse(stdout) as Comparison;
    expect(policies.map(({ replicationsRun }) => replicationsRun)).toEqual([count, count]);
    for (const { samples } of measures) for (const { values } of samples) expect(values).toHaveLength(count);
    const { samples, differences } = measures.find(({ key }) => key === "hosts.hours")!;
    expect(differences[0]!.pairs).toBe(count);
    expect(samples[1]!.mean! - samples[0]!.mean!).toBeCloseTo(differences[0]!.mean!, 9);
  });

  test.each([
    ["rto.mean=5%", "shop.rto.mean", ({ mean }: { mean: number | null }) => 0.05 * mean!],
    ["rto.mean=5s", "shop.rto.mean", () => 5],
    ["5%", "shop.availability", ({ mean }: { mean: number | null }) => 0.05 * (1 - mean!)],
    ["shop.availability=1%", "shop.availability", () => 0.01],
    ["0", "shop.rto.mean", () => 0],
  ] as const)("takes a margin of %s in the unit of its measure", async (margin, measure, right) => {
    const { understudy } = workplace({ "s.yaml": smallScenario() });
    const { stdout } = await understudy(
      ...["compare", "s.yaml", "--replications", "3", "--policy", "quick,slow", "--json", "--margin", margin],
    );
    const { margin: found, samples } = (JSON.parse(stdout) as Comparison).measures.find(({ key }) => key === measure)!;
    expect(found).toBeCloseTo(right(samples[0]!), 9);
  });

  test("compares two files that differ in their policies", async () => {
    const { understudy } = workplace({
      "old.yaml": smallScenario(),
      "new.yaml": smallScenario().replace(
        "slow: { failover: { preset: 2A, data: [copy] } }",
        "slow: { failover: { preset: 2A, data: [split-mirror] } }",
      ),
    });
    const { status, stdout } = await understudy("compare", "old.yaml", "new.yaml", "--policy", "slow", ...FEW);
    expect(status).toBe(0);
    expect(stdout).toMatch(/new\.yaml: slow: .*\n {4}better: -/);
  });

  test("refuses what cannot be paired seed by seed, with the reason", async () => {
    const { understudy, read, write } = workplace({
      "s.yaml": smallScenario(),
      "other.yaml": smallScenario().replace("flush: 5s", "flush: 6s"),
    });
    await understudy("run", "s.yaml", ...FEW, "--out", "o");
    write("newer.json", read("o/summary.json").replace('"formatVersion":1', '"formatVersion":2'));
    for (const [args, told] of [
      [["other.yaml", "--baseline", "o/summary.json"], "scenarios differ in more than policies"],
      [["s.yaml", "--baseline", "o/summary.json", "--until", "3h"], "duration 21600 s and 10800 s"],
      [["s.yaml", "--baseline", "o/summary.json", "--seed", "8"], "seed 7 and 8"],
      [["s.yaml", "--baseline", "newer.json"], "format version 2, this program reads 1"],
      [["s.yaml", "--baseline", "s.yaml"], "is not JSON"],
      [["s.yaml", "--baseline", "none.json"], "cannot be read"],
      [
        ["s.yaml", "--baseline", "o/summary.json", "--baseline-policy", "x"],
        "x: there is no such policy in o/summary.json; there are quick",
      ],
      [["s.yaml", "other.yaml"], "scenarios differ in more than policies"],
      [["s.yaml", "--policy", "quick"], "quick is alone, and a comparison takes two, or a baseline; there are "],
      [["s.yaml", "--measure", "speed"], "speed: there is no such measure; `understudy list measures` has them all"],
      [["s.yaml", "--measure", "availabilty"], "did you mean availability?"],
      [["s.yaml", "--margin", "rto.mean=5"], "5 is not a duration"],
      [["s.yaml", "--margin", "availability=2s"], "2s is not a share"],
      [["s.yaml", "--margin", "availabilty=2%"], "did you mean availability?"],
    ] as const) {
      const { status, stderr } = await understudy("compare", ...args);
      expect(stderr, args.join(" ")).toContain(told);
      expect(status, args.join(" ")).toBe(2);
    }
  });
});
