import { describe, expect, test } from "vitest";
import { QueueWalk } from "../../../../src/model/load/flow/queue-walk.js";

describe("a queue that grows by chance alone", () => {
  // M/M/1 at full load, one request a microsecond: 2 sqrt(t / pi).
  const full = new QueueWalk(1, 1, 1, 1);

  test("is as long as theory says", () => {
    expect(full.after(1, 10_000) - 1).toBeCloseTo(2 * Math.sqrt(10_000 / Math.PI), 9);
    expect(full.after(0, 10_000)).toBe(full.after(1, 10_000));
  });

  test("grows the same in one stretch as in two", () => {
    for (const walk of [full, new QueueWalk(1.01, 1, 1, 1), new QueueWalk(3, 1, 1, 0)]) {
      expect(walk.after(walk.after(5, 300), 700)).toBeCloseTo(walk.after(5, 1000), 6);
    }
  });

  test("takes so long until it is so long", () => {
    for (const walk of [full, new QueueWalk(1.01, 1, 1, 1), new QueueWalk(3, 1, 1, 0)]) {
      expect(walk.after(10, walk.until(10, 500))).toBeCloseTo(500, 6);
    }
    // As many as that must have come.
    expect(full.until(0, 0.5)).toBe(0.5);
  });

  test("which too much drives, as far as that alone takes it and hardly farther", () => {
    const driven = new QueueWalk(3, 1, 1, 0);
    expect(driven.after(1, 100_000) / 200_000).toBeCloseTo(1, 4);
    expect(driven.after(1, 100_000)).toBeGreaterThan(200_000);
    expect(driven.evenFor(100)).toBe(Infinity);
    expect(full.evenFor(101)).toBeGreaterThan(0);
  });
});
