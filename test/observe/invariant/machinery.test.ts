import { describe, expect, it } from "vitest";
import type { ActionKind } from "../../../src/control/index.js";
import type { Happening } from "../../../src/model/index.js";
import { observe } from "../../../src/observe/index.js";
import { DAY, SECOND } from "../../../src/units/index.js";
import {
  foundBy,
  SPEC,
  START,
  stepEnded,
  stepStarted,
  takeoverEnded,
  takeoverStarted,
  up,
  type Told,
  sent,
} from "../small-run.js";

describe("terminates", () => {
  const find = (told: readonly Told[], seconds = 100) => foundBy("terminates", [START, ...told], { seconds });

  it("holds for steps that end, and for one that is still within any time limit", () => {
    const told: Told[] = [
      [5, takeoverStarted(), stepStarted("boot", "boot")],
      [9, stepEnded("boot"), takeoverEnded()],
      [50, takeoverStarted(), stepStarted("page", "person")],
    ];
    expect(find(told)).toMatchObject({ atStake: 2, violations: 0 });
  });

  it("is violated by a step that runs on beyond any time limit", () => {
    const days = (count: number) => (count * DAY) / SECOND;
    const told: Told[] = [[0, takeoverStarted(), stepStarted("page", "person")]];
    expect(find(told, days(30))).toMatchObject({ violations: 0 });
    expect(find(told, days(31))).toMatchObject({
      violations: 1,
      examples: [{ what: "step page for shop runs since 0s, beyond any time limit" }],
    });
  });

  it("is violated when a routine goes round and round at one instant, and once only", () => {
    const round = Array.from({ length: 1000 }, () => stepStarted("cut-power", "fence"));
    expect(find([[5, takeoverStarted(), ...round]])).toMatchObject({ violations: 0 });
    expect(find([[5, takeoverStarted(), ...round, ...round]])).toMatchObject({
      atStake: 2000,
      violations: 1,
      examples: [{ what: "over 1000 steps for shop began at one instant, the last cut-power" }],
    });
  });
});

describe("effects-match", () => {
  const boots = (id: number): Happening => sent({ kind: "boot", host: "web-2" }, id);
  const delivered = (id: number, action: ActionKind = "boot"): Happening => ({
    kind: "OutcomeDelivered",
    place: "controller",
    id,
    action,
    outcome: { status: "done" },
  });
  const lost = (id: number): Happening => ({ kind: "OutcomeLost", place: "controller", id, action: "boot" });
  const find = (...happenings: readonly Happening[]) => foundBy("effects-match", [START, [5, ...happenings]]);

  it("holds for one outcome each, delivered or lost, and for one that is still awaited", () => {
    expect(find(boots(1), boots(2), delivered(2), lost(1), boots(3))).toMatchObject({ atStake: 2, violations: 0 });
  });

  it("holds when logic that was started anew counts from the beginning again", () => {
    expect(find(boots(1), delivered(1), boots(1), delivered(1))).toMatchObject({ atStake: 2, violations: 0 });
  });

  it("is violated by a second outcome, delivered or lost", () => {
    expect(find(boots(1), delivered(1), delivered(1))).toMatchObject({
      violations: 1,
      examples: [{ what: "controller: the outcome of boot 1 was delivered, and none was awaited" }],
    });
    expect(find(boots(1), delivered(1), lost(1))).toMatchObject({ violations: 1 });
  });

  it("is violated by an outcome of another action, and by an identity that is used twice at once", () => {
    expect(find(boots(1), delivered(1, "copy"))).toMatchObject({ violations: 1 });
    expect(find(boots(1), boots(1))).toMatchObject({ violations: 1 });
  });
});

describe("time-monotonic", () => {
  function find(...times: readonly number[]) {
    const observation = observe({ spec: SPEC, duration: 100, warmUp: 0, replication: 0 });
    for (const at of times) observation.hear({ ...up(), at });
    return observation.finish(100).invariants.find(({ name }) => name === "time-monotonic");
  }

  it("holds while time stands still or goes on", () => {
    expect(find(0, 5, 5, 9)).toMatchObject({ atStake: 4, violations: 0 });
  });

  it("is violated when time goes back, or is no whole microsecond", () => {
    expect(find(0, 7, 6)).toMatchObject({
      violations: 1,
      examples: [{ what: "ServiceUp came at 6 µs, after 7 µs" }],
    });
    expect(find(0, 7.5)).toMatchObject({ violations: 1 });
  });
});
