import * as fc from "fast-check";
import { expect, test } from "vitest";
import { clockTicks } from "../../src/report/clock-ticks.js";
import { clockOf } from "../../src/report/clock.js";

const SECOND = 1e6;
const HOUR = 3600 * SECOND;
const DAY = 24 * HOUR;

function labels(from: number, to: number, start: string | null = null): readonly string[] {
  const clock = clockOf({ start, durationSeconds: to / SECOND });
  return clockTicks(clock, from, to, 6).map(({ label }) => label);
}

test("ticks stand at round times of the unit that fits", () => {
  expect(labels(0, 30 * DAY)).toEqual(["day 0", "day 5", "day 10", "day 15", "day 20", "day 25", "day 30"]);
  expect(labels(22 * HOUR, 28 * HOUR)).toEqual(["22:00", "23:00", "day 1", "01:00", "02:00", "03:00", "04:00"]);
  const [from, to] = [HOUR + SECOND, HOUR + 6 * SECOND];
  expect(labels(from, to)).toEqual(["01:00:01", "01:00:02", "01:00:03", "01:00:04", "01:00:05", "01:00:06"]);
  expect(labels(HOUR, HOUR + 6)).toEqual(["01:00:00", "+1 µs", "+2 µs", "+3 µs", "+4 µs", "+5 µs", "+6 µs"]);
  expect(labels(0, 6 * 365 * DAY)).toEqual(["year 0", "year 1", "year 2", "year 3", "year 4", "year 5", "year 6"]);
});

test("of a run with a calendar they stand where the calendar has them", () => {
  const evening = "2000-11-20T18:30:00.000Z";
  expect(labels(0, 6 * HOUR, evening)).toEqual(["19:00", "20:00", "21:00", "22:00", "23:00", "Nov 21"]);
  expect(labels(0, 6 * DAY, evening)).toEqual(["Nov 21", "Nov 22", "Nov 23", "Nov 24", "Nov 25", "Nov 26"]);
  expect(labels(0, 365 * DAY, evening)).toEqual(["2001", "Apr", "Jul", "Oct"]);
  expect(labels(0, 10 * 365 * DAY, evening)).toEqual(["2002", "2004", "2006", "2008", "2010"]);
});

test("there are never more ticks than asked for and one, all lie in view and in order", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 1e15 }),
      fc.integer({ min: 10, max: 1e15 }),
      fc.integer({ min: 2, max: 20 }),
      fc.constantFrom(null, "2000-11-20T18:30:00.000Z", "1999-12-31T23:59:59.000Z"),
      (from, span, most, start) => {
        const ticks = clockTicks(clockOf({ start, durationSeconds: (from + span) / SECOND }), from, from + span, most);
        expect(ticks.length).toBeLessThanOrEqual(most + 1);
        ticks.forEach(({ at }, index) => {
          expect(at).toBeGreaterThanOrEqual(index === 0 ? from : ticks[index - 1]!.at + 1);
          expect(at).toBeLessThanOrEqual(from + span);
        });
      },
    ),
  );
});
