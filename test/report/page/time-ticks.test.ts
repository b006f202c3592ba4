import * as fc from "fast-check";
import { expect, test } from "vitest";
import { timeTicks } from "../../../src/report/page/time-ticks.js";

const labels = (from: number, to: number): readonly string[] => timeTicks(from, to, 6).map(({ label }) => label);

test("ticks stand at round times of the unit that fits", () => {
  const hour = 3600e6;
  expect(labels(0, 30 * 24 * hour)).toEqual(["0", "5 d", "10 d", "15 d", "20 d", "25 d", "30 d"]);
  expect(labels(22 * hour, 28 * hour)).toEqual(["22:00", "23:00", "1 d", "01:00", "02:00", "03:00", "04:00"]);
  expect(labels(hour + 1e6, hour + 6e6)).toEqual([
    "01:00:01",
    "01:00:02",
    "01:00:03",
    "01:00:04",
    "01:00:05",
    "01:00:06",
  ]);
  expect(labels(hour, hour + 6)).toEqual(["01:00:00", "+1 µs", "+2 µs", "+3 µs", "+4 µs", "+5 µs", "+6 µs"]);
});

test("there are never more ticks than asked for and one, and all lie in view", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 1e15 }),
      fc.integer({ min: 10, max: 1e15 }),
      fc.integer({ min: 2, max: 20 }),
      (from, span, most) => {
        const ticks = timeTicks(from, from + span, most);
        expect(ticks.length).toBeLessThanOrEqual(most + 1);
        for (const { at } of ticks) {
          expect(at).toBeGreaterThanOrEqual(from);
          expect(at).toBeLessThanOrEqual(from + span);
        }
      },
    ),
  );
});
