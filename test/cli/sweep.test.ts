import { existsSync, readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Sweep } from "../../src/result/index.js";
import { smallScenario } from "../experiment/small-scenario.js";
import { contents, until, workplace } from "./command.js";

const MISSES = "policies.slow.failover.detect.reports.misses=2,3,5";
const FLUSH = "hosts.web-1.flush=1s,30s";

describe("understudy sweep", { timeout: 240_000 }, () => {
  test("runs a grid into rows, a table and a picture", async () => {
    const { understudy, read, path } = workplace({ "s.yaml": smallScenario() }, { charts: true });
    const args = ["sweep", "s.yaml", "--policy", "slow,quick", "--replications", "5", "--set", MISSES];
    const { status, stdout } = await understudy(...args, "--measure", "rto.mean", "--out", "o");
    expect(status).toBe(0);
    expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
    const { points } = JSON.parse(read("o/sweep.json")) as Sweep;
    const means = (policy: number) =>
      points.map((point) => point.policies[policy]!.measures.find(({ key }) => key === "shop.rto.mean")!.mean!);
    // One report every 30 s: each further miss costs 30 s, and the other policy is not touched.
    const [two, three, five] = means(0);
    expect(three! - two!).toBeCloseTo(30, 6);
    expect(five! - three!).toBeCloseTo(60, 6);
    expect(new Set(means(1)).size).toBe(1);
    expect(read("o/sweep.csv").trimEnd().split("\n")).toHaveLength(1 + 3 * 2);
    expect(existsSync(path("o/sweep-shop.rto.mean.png"))).toBe(true);
  });

  test("goes on after it was killed, with the same bytes at the end", async () => {
    const { understudy, start, path } = workplace({ "s.yaml": smallScenario({ duration: "24h" }) });
    const args = ["sweep", "s.yaml", "--replications", "12", "--set", MISSES, "--set", FLUSH, "--jobs", "2"];
    expect((await understudy(...args, "--out", "whole")).status).toBe(0);
    const points = path("parts/points");
    const killed = start([...args, "--out", "parts"]);
    const finished = (): readonly string[] =>
      existsSync(points) ? readdirSync(points).filter((name) => name.endsWith(".json")) : [];
    await until("two points", () => finished().length >= 2);
    killed.child.kill("SIGKILL");
    await killed.finished;
    const before = finished().length;
    expect(before).toBeLessThan(6);
    expect(existsSync(path("parts/sweep.json"))).toBe(false);
    const again = await understudy(...args, "--out", "parts");
    expect(again.status).toBe(0);
    expect(withoutPoints(contents(path("parts")))).toEqual(withoutPoints(contents(path("whole"))));
    // A third time everything is there already.
    const stamp = contents(points);
    expect((await understudy(...args, "--out", "parts")).status).toBe(0);
    expect(contents(points)).toEqual(stamp);
  });

  test("tells what is wrong with a grid before anything runs", async () => {
    const { understudy, path } = workplace({ "s.yaml": smallScenario() });
    for (const [set, told] of [
      ["hosts.web-9.flush=1s", "only web-1, web-2"],
      ["hosts.web-1.flush=1s,never", "With hosts.web-1.flush=never the scenario is wrong"],
      ["hosts.web-1.flush", "write a path, an equals sign and values"],
      ["hosts.web-1.flush=1s,,2s", "one of its values is empty"],
      ["hosts.web-1.flsh=1s", "did you mean"],
    ] as const) {
      const { status, stderr } = await understudy("sweep", "s.yaml", "--set", set, "--out", "o");
      expect(stderr, set).toContain(told);
      expect(status, set).toBe(2);
    }
    expect(existsSync(path("o/sweep.json"))).toBe(false);
  });

  test("does not put one study in the place of another, and takes away what no longer belongs to it", async () => {
    const { understudy, path } = workplace({ "s.yaml": smallScenario() }, { charts: true });
    const study = (...args: readonly string[]) => understudy("sweep", "s.yaml", ...args);
    const folder = "reports/small-sweep";
    expect((await study("--set", "hosts.web-1.flush=1s", "--measure", "rto.mean")).status).toBe(0);
    for (const set of ["hosts.web-2.flush=1s", "hosts.web-1.flush=2s,30s"]) {
      const { status, stderr } = await study("--set", set);
      expect(stderr).toContain(`${folder}: holds a study of small over hosts.web-1.flush=1s`);
      expect(stderr).toContain("--out");
      expect(status).toBe(2);
    }
    const [kept] = readdirSync(path(`${folder}/points`));
    expect((await study("--set", "hosts.web-1.flush=1s,2s", "--measure", "shop.availability")).status).toBe(0);
    expect(readdirSync(path(`${folder}/points`))).toHaveLength(2);
    expect(readdirSync(path(`${folder}/points`))).toContain(kept);
    expect(readdirSync(path(folder)).filter((name) => name.endsWith(".png"))).toEqual(["sweep-shop.availability.png"]);
    // With other replications every point is another one.
    expect((await study("--set", "hosts.web-1.flush=1s,2s", "--replications", "2")).status).toBe(0);
    expect(readdirSync(path(`${folder}/points`))).toHaveLength(2);
    expect(readdirSync(path(`${folder}/points`))).not.toContain(kept);
  });

  test("parts values at commas, but not within brackets or quotes", async () => {
    const { understudy, read } = workplace({ "s.yaml": smallScenario() });
    const set = 'faults.0.repair=20min,lognormal(20min, 10min),"uniform(10min, 30min)"';
    expect((await understudy("sweep", "s.yaml", "--set", set, "--out", "o")).status).toBe(0);
    const { parameters } = JSON.parse(read("o/sweep.json")) as Sweep;
    expect(parameters[0]!.values).toEqual(["20min", "lognormal(20min, 10min)", '"uniform(10min, 30min)"']);
  });
});

function withoutPoints(files: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(files).filter(([name]) => !name.startsWith("points")));
}
