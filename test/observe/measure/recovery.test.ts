import { describe, expect, it } from "vitest";
import {
  acknowledged,
  down,
  health,
  mounted,
  reported,
  run,
  START,
  stored,
  takeoverStarted,
  up,
  verdict,
} from "../small-run.js";

describe("recovery time", () => {
  it("is taken over all outages, with one that had not ended by its length so far", () => {
    const told = [
      [10, down()],
      [12, up()],
      [20, down()],
      [26, up()],
      [40, down()],
      [50, up()],
      [90, down()],
    ] as const;
    const { measures } = run([START, ...told]);
    expect(measures["shop.rto.mean"]).toBe((2 + 6 + 10 + 10) / 4);
    expect(measures["shop.rto.p50"]).toBe(8);
    expect(measures["shop.rto.p95"]).toBe(10);
    expect(measures["shop.rto.max"]).toBe(10);
    expect(measures["shop.incidents.censored"]).toBe(1);
  });
});

describe("recovery point", () => {
  it("is the age of the oldest lost write when the service was interrupted", () => {
    const { measures, losses, incidents } = run([
      START,
      [5, acknowledged(0, 10, 1), stored(0, 10)],
      [9, acknowledged(10, 14, 6.5)],
      [10, { kind: "WritesDropped", host: "web-1", volume: "shop-data", range: { from: 10, to: 14 } }, down()],
      [40, mounted("web-2", "d2", [0, 10]), up("web-2"), reported(4)],
    ]);
    expect(measures["shop.rpo.max"]).toBe(3.5);
    expect(measures["shop.rpo.writes"]).toBe(4);
    expect(measures["shop.rpo.bytes"]).toBe(400);
    expect(losses).toEqual([
      { service: "shop", volume: "shop-data", atSeconds: 40, writes: 4, bytes: 400, oldestSeconds: 3.5 },
    ]);
    expect(incidents[0]).toMatchObject({ lostWrites: 4, lostBytes: 400, lostSeconds: 3.5, from: "web-1", to: "web-2" });
  });

  it("is zero only where it was looked for: without a takeover there is no value", () => {
    const writes = [5, acknowledged(0, 10, 1), stored(0, 10)] as const;
    expect(run([START, writes]).measures["shop.rpo.max"]).toBeNull();
    const { measures } = run([START, writes, [10, down()], [20, mounted("web-2", "d2", [0, 10]), up("web-2")]]);
    expect(measures["shop.rpo.max"]).toBe(0);
    expect(measures["shop.rpo.writes"]).toBe(0);
  });
});

describe("detection", () => {
  it("takes the time until the verdict, and leaves out an outage of which was known before it began", () => {
    const { measures } = run([
      START,
      [10, down()],
      [14, verdict("web-1")],
      [20, verdict("web-1", "healthy"), up()],
      [30, verdict("web-1", "failure imminent")],
      [31, takeoverStarted(), down()],
    ]);
    expect(measures["shop.detection.mean"]).toBe(4);
    expect(measures["shop.detection.max"]).toBe(4);
  });

  it("calls a takeover of a host false that was healthy and answered when the verdict fell", () => {
    const mistaken = run([START, [10, verdict("web-1"), takeoverStarted()]]);
    expect(mistaken.measures["shop.detection.false"]).toBe(1);
    expect(mistaken.measures["takeovers"]).toBe(1);
    const right = run([START, [5, health("web-1", "healthy", "hung")], [10, verdict("web-1"), takeoverStarted()]]);
    expect(right.measures["shop.detection.false"]).toBe(0);
    const warned = run([START, [10, verdict("web-1", "failure imminent"), takeoverStarted()]]);
    expect(warned.measures["shop.detection.false"]).toBe(0);
  });
});
