import { describe, expect, it } from "vitest";
import type { Happening } from "../../../src/model/index.js";
import { foundBy, sent, START, takeoverEnded, takeoverStarted, type Told } from "../small-run.js";

const arrives: Happening = { kind: "PersonArrived", subject: "web-1 has to be switched off" };
const pulls = sent({ kind: "unplug", host: "web-1" }, 1);
const switches = sent({ kind: "power-on", host: "web-2" }, 2);

describe("hands-are-called", () => {
  const find = (...told: readonly Told[]) => foundBy("hands-are-called", [START, ...told]);

  it("holds when somebody has come, and has more than one thing to do", () => {
    const told: Told[] = [
      [1, takeoverStarted()],
      [50, arrives],
      [50, pulls],
      [60, switches],
    ];
    expect(find(...told)).toMatchObject({ atStake: 2, violations: 0 });
  });

  it("holds for the next attempt: whoever came stays until one is done", () => {
    const told: Told[] = [
      [1, takeoverStarted()],
      [50, arrives, pulls],
      [60, takeoverEnded("given-up")],
      [90, takeoverStarted()],
      [95, switches],
    ];
    expect(find(...told)).toMatchObject({ atStake: 2, violations: 0 });
  });

  it("is violated when nobody was called", () => {
    expect(find([1, takeoverStarted()], [2, switches])).toMatchObject({
      violations: 1,
      examples: [{ atSeconds: 2, what: "somebody is to switch on web-2, and nobody who was called is there" }],
    });
  });

  it("is violated when whoever came has left with a takeover that was done", () => {
    const told: Told[] = [
      [1, takeoverStarted()],
      [50, arrives, pulls],
      [60, takeoverEnded("done")],
      [90, takeoverStarted()],
      [95, switches],
    ];
    expect(find(...told)).toMatchObject({ atStake: 2, violations: 1 });
  });
});
