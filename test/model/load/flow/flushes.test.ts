/** Writes of a flow, told afterwards: which went with which flush. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { flushesOf } from "../../../../src/model/load/flow/flushes.js";

describe("writes that came evenly", () => {
  test("by hand: one every second from 3 s to 9 s, flushed at 4 s and 8 s", () => {
    const writes = { count: 6, bytes: 1, from: 3, to: 9 };
    expect(flushesOf(writes, { origin: 0, interval: 4 }, -Infinity)).toEqual({
      flushed: [
        { count: 1, oldestAt: 4, flushes: 1, firstFlush: 4, lastFlush: 4 },
        { count: 4, oldestAt: 5, flushes: 1, firstFlush: 8, lastFlush: 8 },
      ],
      kept: { count: 1, oldestAt: 9 },
    });
  });

  test("are in memory as long as nothing was flushed, and at the instant of a flush still", () => {
    const writes = { count: 8, bytes: 1, from: 4, to: 8 };
    expect(flushesOf(writes, { origin: 0, interval: 4 }, -Infinity)).toEqual({
      flushed: [],
      kept: { count: 8, oldestAt: 5 },
    });
  });

  test("that have arrived everywhere are told as one, however many flushes they went with", () => {
    const writes = { count: 1000, bytes: 1, from: 0, to: 1000 };
    const { flushed, kept } = flushesOf(writes, { origin: 0, interval: 1 }, 1000);
    expect(flushed).toEqual([{ count: 999, oldestAt: 1, flushes: 999, firstFlush: 1, lastFlush: 999 }]);
    expect(kept.count).toBe(1);
  });

  test("are all told once, in parts that are no longer than a sixteenth of their age, or one interval", () => {
    const any = fc.record({
      count: fc.integer({ min: 1, max: 5000 }),
      from: fc.integer({ min: 0, max: 1000 }),
      length: fc.integer({ min: 1, max: 100_000 }),
      interval: fc.integer({ min: 1, max: 500 }),
    });
    const property = fc.property(any, ({ count, from, length, interval }) => {
      const to = from + length;
      const { flushed, kept } = flushesOf({ count, bytes: 1, from, to }, { origin: 0, interval }, -Infinity);
      expect(flushed.reduce((sum, each) => sum + each.count, 0) + kept.count).toBe(count);
      for (const { oldestAt, firstFlush, lastFlush, flushes } of flushed) {
        expect(oldestAt).toBeLessThanOrEqual(firstFlush);
        expect(oldestAt).toBeGreaterThan(firstFlush - interval);
        expect((flushes - 1) * interval).toBe(lastFlush - firstFlush);
        expect(lastFlush - firstFlush).toBeLessThanOrEqual(Math.max(0, (to - lastFlush) / 16));
        expect(lastFlush).toBeLessThan(to);
      }
    });
    fc.assert(property, { seed: 3, numRuns: 200 });
  });
});
