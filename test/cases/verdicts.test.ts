// False alarms, writes after fencing, and services that do not recover: judged by what users and data came to.
import { describe, expect, test } from "vitest";
import { runCase, value, violated, type Changes } from "./run-case.js";

describe("a false alarm is judged by the service", () => {
  const CASE = "w05-lost-path-is-no-false-alarm";

  test("a host that has lost its only path to its data is none", async () => {
    const { p } = await runCase(CASE);
    expect(value(p!, "s.detection.false")).toBe(0);
    expect(value(p!, "takeovers")).toBe(1);
    expect(value(p!, "h-1.mistakes.rate")).toBe(0);
    expect(violated(p!)).toEqual([]);
  });

  test("a host whose agent alone died is one: its users were served", async () => {
    const { p } = await runCase(CASE, [["cut: l-1", "agent-crash: h-1"]]);
    expect(value(p!, "s.detection.false")).toBe(1);
    expect(value(p!, "h-1.mistakes.rate")).toBeGreaterThan(0);
  });
});

describe("what reaches a copy after fencing", () => {
  const CASE = "w06-asynchronous-mirror";

  test.each(["5s", "30s", "2min"])("is nobody's business when no plan takes it: lag %s", async (lag) => {
    const { p } = await runCase(CASE, [["lag: 30s", `lag: ${lag}`]]);
    expect(violated(p!)).toEqual([]);
    const found = p!.invariants.find(({ name }) => name === "no-write-after-fence")!;
    if (lag !== "5s") expect(found.atStake).toBeGreaterThan(0);
  });
});

describe("a service that its own retries keep down", () => {
  const CASE = "w09-never-recovers";
  /** A quarter of its host and of its users: retries keep that down just so, in a quarter of the time. */
  const SMALLER: Changes = [
    ["rate: 100/s, concurrency: 8, queue: 1000", "rate: 25/s, concurrency: 2, queue: 250"],
    ["rate: 80/s", "rate: 20/s"],
  ];
  const verdict = async (changes: Changes) => {
    const { none } = await runCase(CASE, [...SMALLER, ...changes]);
    return none!.invariants.find(({ name }) => name === "recovers-after-trigger")!;
  };

  test.each<[string, Changes]>([
    ["soon after the start", [["at: 20min", "at: 7min"]]],
    ["where it stands", []],
    ["at an odd time", [["at: 20min", "at: 47min 13s"]]],
    [
      "late in the run",
      [
        ["duration: 100min", "duration: 5h"],
        ["at: 20min", "at: 4h 20min"],
      ],
    ],
  ])("is found out when the fault comes %s", async (_, changes) => {
    expect(await verdict(changes)).toMatchObject({ atStake: 1, violations: 1 });
  });

  const FLOW: Changes = [["timeout: 1s,", "timeout: 1s, mode: flow,"]];

  test.each<[string, Changes]>([
    ["soon after the start", [["at: 20min", "at: 7min"]]],
    ["where it stands", []],
    ["late", [["at: 20min", "at: 60min"]]],
  ])("is found out in a flow, when the fault comes %s", async (_, changes) => {
    expect(await verdict([...FLOW, ...changes])).toMatchObject({ atStake: 1, violations: 1 });
  });

  test("is found out before another fault switches it off and on", async () => {
    const later: Changes = [["for: 1min", "for: 1min\n  - { at: 70min, crash: a, repair: 1min }"]];
    for (const more of [[], FLOW]) expect(await verdict([...more, ...later])).toMatchObject({ violations: 1 });
  });

  test("is not blamed in a flow that recovers, or that had nothing to compare with", async () => {
    expect(await verdict([...FLOW, ["times: 2", "times: 0"]])).toMatchObject({ atStake: 1, violations: 0 });
    expect(await verdict([...FLOW, ["at: 20min", "at: 3min"]])).toMatchObject({ atStake: 0, violations: 0 });
  });

  test("is found out after a spike too", async () => {
    const spike: Changes = [["slow: a\n    factor: x3\n    for: 1min", "spike: web\n    x: 3\n    for: 1min"]];
    expect(await verdict(spike)).toMatchObject({ atStake: 1, violations: 1 });
  });

  test("is not blamed when it recovers", async () => {
    expect(await verdict([["times: 2", "times: 0"]])).toMatchObject({ atStake: 1, violations: 0 });
  });

  test.each<[string, Changes, string]>([
    ["nothing happened", [["at: 20min", "at: 20min\n    probability: 0%"]], "there was no fault or spike"],
    ["it was in force until the end", [["for: 1min", "for: 10h"]], "a fault or spike was in force until the end"],
    ["it came too late", [["at: 20min", "at: 90min"]], "the run ended within half an hour of the last fault or spike"],
    [
      "it came at once",
      [["at: 20min", "at: 5min"]],
      "there was too little to compare with before the first fault or spike",
    ],
  ])("says why it was never at stake: %s", async (_, changes, why) => {
    expect(await verdict(changes)).toMatchObject({ atStake: 0, violations: 0, why });
  });
});

describe("what was never at stake", () => {
  test("is not told of what only machines could have put at stake where none runs", async () => {
    const { nobody } = await runCase("w17-outage-that-never-ends");
    const told = nobody!.invariants.map(({ name }) => name);
    for (const name of ["fence-before-takeover", "effects-match", "unique-identity", "byte-conservation"]) {
      expect(told).not.toContain(name);
    }
  });
});
