import { describe, expect, it } from "vitest";
import type { Happening } from "../../../src/model/index.js";
import { begun, foundBy, health, move, START, takeoverStarted, type Told, verdict } from "../small-run.js";

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

  it("holds after the repair, and where it broke again unnoticed", () => {
    const repaired: Told = [40, health("web-1", "failed", "healthy")];
    expect(find(repaired, [50, back(false)])).toMatchObject({ atStake: 1, violations: 0 });
    expect(find(repaired, [45, health("web-1", "healthy", "failed")], [50, back(false)])).toMatchObject({
      violations: 0,
    });
  });

  it("is violated when the host is as broken as when it was given up", () => {
    expect(find([50, back(false)])).toMatchObject({
      violations: 1,
      examples: [{ atSeconds: 50, what: "web-1 is to take back what it served, and is broken since 10s" }],
    });
  });

  it("holds where it may have been told of a repair, which is not of another host's relay, nor of its storage", () => {
    const cleared = (target: string): Told => [40, { kind: "FaultCleared", fault: "f", effect: "e", target }];
    for (const own of ["web-1", "relay-1", "shop-data", "lan"])
      expect(find(cleared(own), [50, back(false)]), own).toMatchObject({ violations: 0 });
    for (const other of ["web-2", "relay-2", "array-1"])
      expect(find(cleared(other), [50, back(false)]), other).toMatchObject({ violations: 1 });
  });

  it("is not at stake when somebody ordered it", () => {
    expect(find([50, back(true)])).toMatchObject({ atStake: 0, violations: 0 });
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

  it("is not at stake where the policy ignores errors, or nothing better is left", () => {
    expect(find([[10, struck, corrupted]], false)).toMatchObject({ atStake: 0, violations: 0 });
    expect(find([[10, struck, corrupted]], true, false)).toMatchObject({ atStake: 0, violations: 0 });
  });
});
