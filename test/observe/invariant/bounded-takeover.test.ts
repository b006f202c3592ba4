import { describe, expect, it } from "vitest";
import type { Happening } from "../../../src/model/index.js";
import { foundBy, START, stepEnded, stepStarted, takeoverEnded, takeoverStarted, type Told } from "../small-run.js";

const strikes: Happening = { kind: "FaultInjected", fault: "crash web-1", effect: "crash", target: "web-1" };
const another: Happening = { kind: "FaultInjected", fault: "cut fc-2", effect: "cut", target: "fc-2" };

describe("bounded-takeover", () => {
  const find = (...told: readonly Told[]) => foundBy("bounded-takeover", [START, ...told], { declaredSeconds: 20 });

  it("holds for a takeover within the declared time", () => {
    expect(find([5, strikes], [6, takeoverStarted()], [26, takeoverEnded()])).toMatchObject({
      atStake: 1,
      violations: 0,
    });
  });

  it("is violated by one that takes longer, and by one that does not end", () => {
    expect(find([5, strikes], [6, takeoverStarted()], [27, takeoverEnded()])).toMatchObject({ violations: 1 });
    expect(find([5, strikes], [6, takeoverStarted()])).toMatchObject({ violations: 1 });
  });

  it("is not at stake beyond the budget of one fault", () => {
    expect(find([5, strikes, another], [6, takeoverStarted()], [27, takeoverEnded()])).toMatchObject({ atStake: 0 });
    expect(find([5, strikes], [6, takeoverStarted()], [9, another], [27, takeoverEnded()])).toMatchObject({
      atStake: 0,
    });
  });

  it("is not at stake when a person is called, or when it pauses until something works again", () => {
    const begun: Told[] = [
      [5, strikes],
      [6, takeoverStarted()],
    ];
    const called = stepStarted("page", "person");
    expect(find(...begun, [7, called], [50, stepEnded("page")], [50, takeoverEnded()])).toMatchObject({ atStake: 0 });
    const cut = stepStarted("cut-power", "fence");
    expect(find(...begun, [7, cut], [8, stepEnded("cut-power", "failed")], [40, cut])).toMatchObject({ atStake: 0 });
  });
});
