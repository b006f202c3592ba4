import { describe, expect, it } from "vitest";
import type { Happening } from "../../../src/model/index.js";
import type { RecordOf } from "../../../src/observe/hearing.js";
import { TOLD_TO_NOBODY } from "../../../src/observe/invariant/failback-after-repair.js";
import { faultKinds } from "../../../src/scenario/fault/index.js";
import { SECOND } from "../../../src/units/index.js";
import {
  begun,
  foundBy,
  health,
  move,
  sent,
  SPEC,
  START,
  stepStarted,
  takeoverStarted,
  type Told,
  verdict,
} from "../small-run.js";

type Stage = RecordOf<"HostStageChanged">["to"];

describe("failback-after-repair", () => {
  const back = (ordered: boolean): Happening =>
    begun(move(["shop"], "web-2", "web-1", "failback"), { rule: "failback", host: "web-1", ordered });
  const find = (...told: readonly Told[]) =>
    foundBy("failback-after-repair", [
      START,
      [10, health("web-1", "healthy", "failed")],
      [15, verdict("web-1")],
      ...told,
    ]);

  const cleared = (effect: string, target: string): Told => [40, { kind: "FaultCleared", fault: "f", effect, target }];

  it("holds after the repair, and where it broke again unnoticed", () => {
    const repaired: Told = [40, health("web-1", "failed", "healthy")];
    expect(find(repaired, [50, back(false)])).toMatchObject({ atStake: 1, violations: 0 });
    const again: Told = [45, health("web-1", "healthy", "failed")];
    expect(find(repaired, cleared("crash", "web-1"), again, [50, back(false)])).toMatchObject({ violations: 0 });
  });

  it("is violated when it was well when it was given up, broke since, and nobody has spoken of it", () => {
    const falseAlarm = [START, [15, verdict("web-1")], [45, health("web-1", "healthy", "failed")]] as const;
    const found = foundBy("failback-after-repair", [...falseAlarm, [50, back(false)]]);
    expect(found).toMatchObject({
      atStake: 1,
      violations: 1,
      examples: [{ what: "web-1 is to take back what it served, and is broken since 45s" }],
    });
    expect(foundBy("failback-after-repair", [START, [15, verdict("web-1")], [50, back(false)]]).violations).toBe(0);
  });

  it("is violated when the host is as broken as when it was given up", () => {
    expect(find([50, back(false)])).toMatchObject({
      violations: 1,
      examples: [{ atSeconds: 50, what: "web-1 is to take back what it served, and is broken since 10s" }],
    });
  });

  it("holds where it may have been told of a repair, which is not of another host's relay, nor of another network", () => {
    const spec = { ...SPEC, networks: [...SPEC.networks, { name: "office", latency: 200, bandwidth: 125e6 }] };
    const after = (told: Told) =>
      foundBy(
        "failback-after-repair",
        [START, [10, health("web-1", "healthy", "failed")], [15, verdict("web-1")], told, [50, back(false)]],
        { spec },
      ).violations;
    const own = [cleared("crash", "web-1"), cleared("relay-stuck", "relay-1"), cleared("disk-failure", "shop-data")];
    expect([...own, cleared("cut", "lan"), cleared("power-loss", "array-1")].map(after)).toEqual([0, 0, 0, 0, 0]);
    expect(after(cleared("storage-processor", "array-1"))).toBe(0);
    const others = [cleared("crash", "web-2"), cleared("relay-stuck", "relay-2"), cleared("cut", "office")];
    expect(others.map(after)).toEqual([1, 1, 1]);
  });

  it("is violated when what is over was told to nobody: a slow host is as broken as before, and its relay has no say in that", () => {
    const told = [cleared("slow", "web-1"), cleared("relay-unreachable", "relay-1"), cleared("spike", "shop")];
    for (const each of [...told, cleared("controller-failure", "controller")])
      expect(find(each, [50, back(false)])).toMatchObject({ atStake: 1, violations: 1 });
  });

  it("knows of which faults nobody is told that they are over", () => {
    const untold = faultKinds().flatMap(({ name, hostsServiced }) => (hostsServiced.length === 0 ? name : []));
    expect(TOLD_TO_NOBODY).toEqual(new Set(untold));
  });

  it("is violated when it is said to be silent since long before it was heard, and nothing was wrong meanwhile", () => {
    const missed = (heardAt: number): Happening => ({
      kind: "NoteMade",
      place: "controller",
      note: {
        kind: "verdict",
        host: "web-1",
        verdict: "failed",
        because: { rule: "reports-missed", misses: 3, heardAt: heardAt * SECOND },
      },
    });
    const fault = { fault: "f", effect: "cut", target: "lan" } as const;
    const found = (heardAt: number, crashAt: number) =>
      foundBy("failback-after-repair", [
        START,
        [10, { kind: "FaultInjected", ...fault }],
        [20, { kind: "FaultCleared", ...fault }],
        [crashAt, { kind: "FaultInjected", fault: "c", effect: "crash", target: "web-1" }],
        [crashAt, health("web-1", "healthy", "failed")],
        [60, missed(heardAt)],
        [70, back(false)],
      ]).violations;
    // Two reports of web-1, one each 5 s, take 11 s with what they may come late: it was heard after the network was mended.
    expect([found(9, 25), found(9, 45), found(44, 45)]).toEqual([0, 1, 1]);
  });

  it("is not at stake when somebody ordered it", () => {
    expect(find([50, back(true)])).toMatchObject({ atStake: 0, violations: 0 });
  });
});

describe("none-who-serves-is-cut-off", () => {
  const heardAt = 30;
  const heard: Happening = {
    kind: "HostHeard",
    place: "controller",
    host: "web-1",
    by: "report",
    saidAt: heardAt * SECOND,
  };
  const missed: Happening = {
    kind: "NoteMade",
    place: "controller",
    note: {
      kind: "verdict",
      host: "web-1",
      verdict: "failed",
      because: { rule: "reports-missed", misses: 3, heardAt: 5 * SECOND },
    },
  };
  const ended = sent({ kind: "order-shutdown", host: "web-1" }, 9, { rule: "may-start" });
  const find = (...told: readonly Told[]) =>
    foundBy("none-who-serves-is-cut-off", [START, [15, missed], [16, takeoverStarted()], ...told, [31, ended]]);

  it("is violated when the host serves and was heard again before anybody is started in its place", () => {
    const found = find([17, stepStarted("shut-down", "fence")], [heardAt, heard]);
    expect(found).toMatchObject({
      violations: 1,
      examples: [{ what: "order-shutdown against web-1, which serves and was heard again at 30s" }],
    });
  });

  it("holds when its stand-in is being started: two would serve", () => {
    const fenced = stepStarted("shut-down", "fence");
    expect(find([17, fenced], [29, stepStarted("power-on", "boot")], [heardAt, heard])).toMatchObject({
      violations: 0,
    });
  });
});

describe("corruption-acted-on", () => {
  const struck: Happening = { kind: "FaultInjected", fault: "f", effect: "corruption", target: "shop-data" };
  const corrupted: Happening = { kind: "DeviceCorrupted", volume: "shop-data", device: "d1" };
  const BACKED_UP: Told = [
    1,
    { kind: "BackupStarted", volume: "shop-data", backup: "b", bytes: 1 },
    { kind: "BackupTaken", volume: "shop-data", backup: "b", holds: [] },
  ];
  const find = (told: readonly Told[], heedsErrors = true, restores = true) =>
    foundBy("corruption-acted-on", [START, BACKED_UP, ...told], {
      declaredSeconds: 20,
      restores,
      declared: { heedsErrors },
    });

  it("is violated when the host goes on for as long as two takeovers may take", () => {
    expect(find([[10, struck, corrupted]])).toMatchObject({
      violations: 1,
      examples: [{ atSeconds: 10, what: "web-1 goes on with shop-data, which is useless since 10s" }],
    });
  });

  it("holds when somebody takes over, and is not judged when something else happens", () => {
    expect(
      find([
        [10, struck, corrupted],
        [30, takeoverStarted()],
      ]),
    ).toMatchObject({ atStake: 1, violations: 0 });
    const other: Happening = { kind: "FaultInjected", fault: "g", effect: "cut", target: "lan" };
    expect(
      find([
        [10, struck, corrupted],
        [30, other],
      ]),
    ).toMatchObject({ violations: 0 });
  });

  it("is not at stake where the host has left that device: it went online anew, and stands in for another with other data", () => {
    const stage = (from: Stage, to: Stage): Happening => ({ kind: "HostStageChanged", host: "web-1", from, to });
    const mounted: Happening = { kind: "DataMounted", host: "web-1", volume: "shop-data", device: "d1", holds: [] };
    const goneOnline = (...itsOwn: readonly Happening[]): readonly Told[] => [
      [3, stage("online", "shutting-down"), stage("shutting-down", "off")],
      [6, stage("off", "booting"), ...itsOwn, stage("booting", "online")],
      [10, struck, corrupted],
    ];
    expect(find(goneOnline())).toMatchObject({ atStake: 0, violations: 0 });
    expect(find(goneOnline(mounted))).toMatchObject({ atStake: 1, violations: 1 });
  });

  it("is not at stake where the policy ignores errors, or nothing better is left", () => {
    expect(find([[10, struck, corrupted]], false)).toMatchObject({ atStake: 0, violations: 0 });
    expect(find([[10, struck, corrupted]], true, false)).toMatchObject({ atStake: 0, violations: 0 });
  });
});
