// Mirrors in other storage systems: what they send after fencing, which device they follow, and that nobody waits for a dead one.
import { afterEach, describe, expect, test, vi } from "vitest";
import { RemoteMirror } from "../../src/model/storage/remote-mirror.js";
import type { PolicyResult } from "../../src/result/index.js";
import { decodeScenario, weaknessesOf } from "../../src/scenario/index.js";
import { type Changes, runCase, textOf, value, violated } from "./run-case.js";

afterEach(() => void vi.restoreAllMocks());

describe("a mirror that lags, when its host is fenced", () => {
  const CASE = "m01-mirror-that-lags";
  /** Between the crash and the split. */
  const UNTIL_SPLIT = 20.1;
  const lagging = (lag: number, changes: Changes = []) => runCase(CASE, [["lag: 90s", `lag: ${lag}s`], ...changes]);
  const fenced = ({ invariants }: PolicyResult) => invariants.find(({ name }) => name === "no-write-after-fence")!;

  test.each([21, 30, 90, 300])(
    "of %d s: what was not sent at the split is lost, and nothing is violated",
    async (lag) => {
      const { p } = await lagging(lag);
      expect(violated(p!)).toEqual([]);
      expect(fenced(p!).atStake).toBeGreaterThan(0);
      // 20 writes a second: the oldest lost one came within half a second of that.
      const lost = value(p!, "s.rpo.max")!;
      expect(lost).toBeLessThan(lag - UNTIL_SPLIT + 0.2);
      expect(lost).toBeGreaterThan(lag - UNTIL_SPLIT - 0.5);
    },
  );

  test("that is over by then: nothing is lost but what the host had not flushed", async () => {
    const { p } = await lagging(15);
    expect(violated(p!)).toEqual([]);
    expect(value(p!, "s.rpo.max")).toBeLessThan(0.2);
  });

  test("and its storage system gets its power back before or after the split: as much is lost, and nothing is violated", async () => {
    for (const [repair, most] of [
      ["8s", 70.1],
      ["5min", 90.2],
    ] as const) {
      const { p } = await lagging(90, [
        ["crash: a, repair: 3h }", `crash: a, repair: 3h }\n  - { at: 20min, power-loss: array-a, repair: ${repair} }`],
      ]);
      expect(violated(p!)).toEqual([]);
      expect(value(p!, "s.rpo.max")).toBeLessThan(most);
      expect(value(p!, "s.rpo.max")).toBeGreaterThan(most - 1);
    }
  });

  test("a storage system that goes on to send after the split is caught", async () => {
    vi.spyOn(RemoteMirror.prototype, "split").mockImplementation(() => undefined);
    const { p } = await lagging(300);
    expect(violated(p!)).toContain("no-write-after-fence");
  });
});

describe("a mirror elsewhere, after a takeover and a failback", () => {
  const CASE = "m02-mirror-follows";
  const copied: Changes = [["[reassign, remote-mirror]", "[copy, remote-mirror]"]];

  test.each<[string, Changes]>([
    ["the device was given to the stand-in and back", []],
    ["the stand-in worked with a copy, which was laid over the original", copied],
    ["the stand-in worked with a copy for days", [...copied, ["after: 30min", "after: 5d"]]],
    [
      "the stand-in works with a copy still, which the mirror follows",
      [...copied, ["failback: { after: 30min }", "mirror-again: true"]],
    ],
    [
      "the second site stood in, and gave everything back",
      [["[reassign, remote-mirror]", "[remote-mirror, copy-remote]"]],
    ],
  ])("holds every write: %s", async (_, changes) => {
    const { p } = await runCase(CASE, changes);
    expect(violated(p!)).toEqual([]);
    expect(value(p!, "takeovers")).toBeGreaterThanOrEqual(2);
    expect(value(p!, "s.rpo.max")).toBe(0);
    // Nobody waits for the six hours that a step may take.
    expect(value(p!, "s.rto.max")).toBeLessThan(6 * 60);
  });

  test("is no way while the stand-in works with a copy that it does not follow: nobody goes on with old data", async () => {
    const { p } = await runCase(CASE, [...copied, [", failback: { after: 30min }", ""]]);
    expect(violated(p!)).toEqual([]);
    expect(value(p!, "s.rpo.max")).toBe(0);
    // Down from the eighth day on, when the only copy that is up to date has no power, to the end.
    expect(value(p!, "s.availability")).toBeLessThan(1 - 5.9 / 198);
  });
});

test("check tells of a stand-in whose data no mirror elsewhere follows", () => {
  const told = (changes: Changes) => {
    const { scenario } = decodeScenario(textOf("m02-mirror-follows", changes), "case.yaml", { read: () => "" });
    return weaknessesOf(scenario!).filter((each) => each.includes("no mirror in another storage system follows"));
  };
  const copied: Changes = [["[reassign, remote-mirror]", "[copy, remote-mirror]"]];
  expect(told([])).toEqual([]);
  expect(told(copied)).toEqual([
    "under p pg-2 goes on with a copy of pg that no mirror in another storage system follows until it is given back (`mirror-again`)",
  ]);
  expect(told([...copied, ["preset: 2A,", "preset: 2A, mirror-again: true,"]])).toEqual([]);
});

describe("a storage system that loses its power while the data is brought", () => {
  const CASE = "m02-mirror-follows";
  const dies: Changes = [
    [
      "- { at: 8d, power-loss: san-a, repair: 1d }",
      "- { when: { step: replicate, of: s }, power-loss: san-a, repair: 1d }",
    ],
  ];
  const reachesBoth: Changes = [
    ["fc-3: {} }", "fc-3: {}, fc-4: {} }"],
    ["{ link: fc-2, port: pa-2 } }", "{ link: fc-2, port: pa-2 }, san-b: { link: fc-4, port: pb-1 } }"],
  ];

  test.each<[string, Changes]>([
    ["the stand-in has its data from the other one", reachesBoth],
    ["another stand-in has it from there", []],
  ])("is not waited for six hours: %s", async (_, changes) => {
    const { p } = await runCase(CASE, [...dies, ...changes, [", failback: { after: 30min }", ""]]);
    expect(violated(p!)).toEqual([]);
    expect(value(p!, "s.rpo.max")).toBe(0);
    // 50 s for an order that takes 5 s, and what a takeover takes, twice where another stand-in is sought after a minute.
    expect(value(p!, "s.rto.max")).toBeLessThan(7 * 60);
  });

  test.each<[string, Changes]>([
    ["copy", reachesBoth],
    ["copy", []],
    ["pre-replicated", reachesBoth],
    ["pre-replicated", []],
  ])(
    "and is to make a copy (%s) is asked, and done without when it has not answered three times",
    async (way, changes) => {
      const { p } = await runCase(CASE, [
        ...dies,
        ...changes,
        ["[reassign, remote-mirror]", `[${way}, remote-mirror]`],
        [", failback: { after: 30min }", ""],
      ]);
      expect(violated(p!)).toEqual([]);
      expect(value(p!, "s.rpo.max")).toBe(0);
      // Asked each minute: four of them, twice where the policy has a second way that needs it, and what two takeovers take.
      expect(value(p!, "s.rto.max")).toBeLessThan(12 * 60);
    },
  );

  test("and gets it back before it was asked three times answers that the copy broke off", async () => {
    const { p } = await runCase(CASE, [
      [dies[0]![0], dies[0]![1].replace("repair: 1d", "repair: 100s")],
      ["[reassign, remote-mirror]", "[copy, remote-mirror]"],
      [", failback: { after: 30min }", ""],
    ]);
    expect(violated(p!)).toEqual([]);
    expect(value(p!, "s.rto.max")).toBeLessThan(6 * 60);
  });

  test("while a group goes back to it is not waited for: whoever stood in goes on, until it is there again", async () => {
    const { p } = await runCase(CASE, [
      ["data: [reassign, remote-mirror]", "data: [remote-mirror]"],
      [
        "- { at: 8d, power-loss: san-a, repair: 1d }",
        "- { when: { step: replicate-by-pre-replicated, of: s }, power-loss: san-a, repair: 1d }",
      ],
      ["duration: 8d 6h", "duration: 20h"],
    ]);
    expect(violated(p!)).toEqual([]);
    // A shutdown, some four minutes, a pause and a boot, not six hours.
    expect(value(p!, "s.rto.max")).toBeLessThan(9 * 60);
    expect(value(p!, "takeovers")).toBe(3);
  });

  test("while nothing is asked of it is asked before a group goes back: nobody is ended for it, and it goes back when it answers", async () => {
    const { p } = await runCase(CASE, [
      ["data: [reassign, remote-mirror]", "data: [remote-mirror]"],
      ["- { at: 8d, power-loss: san-a, repair: 1d }", "- { at: 100min, power-loss: san-a, repair: 1d }"],
      ["duration: 8d 6h", "duration: 3d"],
    ]);
    expect(violated(p!)).toEqual([]);
    expect(value(p!, "takeovers")).toBe(2);
    expect(value(p!, "s.rto.max")).toBeLessThan(6 * 60);
    const { p: inVain } = await runCase(CASE, [
      ["data: [reassign, remote-mirror]", "data: [remote-mirror]"],
      ["- { at: 8d, power-loss: san-a, repair: 1d }", "- { at: 100min, power-loss: san-a, repair: 3d }"],
      ["duration: 8d 6h", "duration: 3d"],
    ]);
    expect(violated(inVain!)).toEqual([]);
    expect(value(inVain!, "takeovers")).toBe(1);
  });

  test("is waited for where nobody can do without it", async () => {
    const { p } = await runCase(CASE, [...dies, ["[reassign, remote-mirror]", "[reassign]"]]);
    expect(violated(p!)).toEqual([]);
    expect(value(p!, "s.rto.max")).toBeGreaterThan(6 * 3600);
  });
});
