// Detection by queries whose answers take longer than the interval, and by what learns from reports alone.
import { describe, expect, test } from "vitest";
import { problemsOf, runCase, textOf, value, type Changes } from "./run-case.js";

const CASE = "w02-query-timeout-is-interval";

describe("each query has a deadline of its own", () => {
  test.each([
    [1, 2, 3],
    [2, 2, 3],
    [3, 2, 3],
    [10, 2, 3],
    [30, 2, 1],
    [7, 5, 4],
  ])("timeout %i s, every %i s, %i misses", async (timeout, every, misses) => {
    const { p } = await runCase(CASE, [
      ["every: 2s, timeout: 2s, misses: 3", `every: ${every}s, timeout: ${timeout}s, misses: ${misses}`],
      ["at: 10min", "at: 10min 700ms"],
    ]);
    const noticed = value(p!, "s.detection.max")!;
    // The first query after the crash, and the deadline of the last that counts.
    expect(noticed).toBeGreaterThanOrEqual((misses - 1) * every + timeout);
    expect(noticed).toBeLessThanOrEqual(misses * every + timeout);
    expect(value(p!, "takeovers")).toBe(1);
  });

  test("an answer that takes long keeps a host alive that is well", async () => {
    const changes: Changes = [
      ["networks: { lan: {} }", "networks: { lan: { latency: 3s } }"],
      ["timeout: 2s", "timeout: 20s"],
      ["faults: [{ at: 10min, crash: h-1, repair: 40min }]", "faults: []"],
      ['expect: { s.detection.max: "<= 8s" }', ""],
    ];
    const { p } = await runCase(CASE, changes);
    expect(value(p!, "takeovers")).toBe(0);
    expect(value(p!, "h-1.mistakes.rate")).toBe(0);
  });
});

describe("what learns from reports detects without counting them", () => {
  const by = (detector: string): Changes => [
    ["reports: off, queries: { every: 2s, timeout: 2s, misses: 3 }", `reports: off, errors: false, ${detector}`],
    ["services:", "agents: { h-1: { report: 2s }, h-2: { report: 2s } }\nservices:"],
  ];

  test.each(["freshness: { shift: 3s }", "phi: { threshold: 8 }"])("%s", async (detector) => {
    expect(problemsOf(textOf(CASE, by(detector)))).toBe("");
    const { p } = await runCase(CASE, by(detector));
    expect(p!.expectations[0]!.holds).toBe(true);
    expect(value(p!, "takeovers")).toBe(1);
  });

  test("but not without agents", () => {
    const changes = by("phi: {}").slice(0, 1);
    expect(problemsOf(textOf(CASE, changes))).toMatch(/no host has an agent that could report/);
  });
});
