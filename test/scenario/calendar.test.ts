import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { civilFromDays, daysFromCivil, daysInMonth, isLeapYear } from "../../src/scenario/calendar/civil.js";
import { afterStart, parseCalendar, parseInstant, parseTimeOfDay } from "../../src/scenario/calendar/instant.js";
import { DAY, HOUR, MINUTE } from "../../src/units/index.js";

describe("the calendar", () => {
  test.each([
    [1970, 1, 1, 0],
    [1969, 12, 31, -1],
    [2000, 2, 29, 11_016],
    [2000, 11, 20, 11_281],
    [2024, 2, 29, 19_782],
    [1900, 3, 1, -25_508],
    [2100, 3, 1, 47_541],
  ])("%i-%i-%i is day %i", (year, month, day, days) => {
    expect(daysFromCivil({ year, month, day })).toBe(days);
    expect(civilFromDays(days)).toEqual({ year, month, day });
  });

  test("agrees with that of JavaScript on every day of eight centuries", () => {
    for (let days = daysFromCivil({ year: 1600, month: 1, day: 1 }); days < 160_000; days++) {
      const date = new Date(days * 86_400_000);
      const civil = civilFromDays(days);
      const expected = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
      const found = [civil.year, civil.month, civil.day];
      if (found.join() !== expected.join() || daysFromCivil(civil) !== days)
        expect([days, ...found]).toEqual([days, ...expected]);
    }
  });

  test("has a leap day every four years, not every hundred, but every four hundred", () => {
    expect([1900, 1999, 2000, 2004, 2100].filter(isLeapYear)).toEqual([2000, 2004]);
    expect(daysInMonth(2000, 2)).toBe(29);
    expect(daysInMonth(2001, 2)).toBe(28);
    expect(Array.from({ length: 12 }, (_, index) => daysInMonth(2001, index + 1)).reduce((a, b) => a + b)).toBe(365);
  });
});

describe("instants", () => {
  test("on the calendar are those of JavaScript", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_102_444_799 }), (seconds) => {
        const text = new Date(seconds * 1000).toISOString().replace(".000", "");
        expect(parseCalendar(text)).toEqual({ value: seconds * 1e6 });
      }),
    );
  });

  test.each([
    ["2000-11-20", Date.UTC(2000, 10, 20)],
    ["2000-11-20T06:30", Date.UTC(2000, 10, 20, 6, 30)],
    ["2000-11-20T06:30+01:00", Date.UTC(2000, 10, 20, 5, 30)],
    ["2000-11-20T06:30-00:30", Date.UTC(2000, 10, 20, 7, 0)],
  ])("%s", (text, milliseconds) => {
    expect(parseCalendar(text)).toEqual({ value: milliseconds * 1000 });
  });

  test.each(["2001-02-29", "2000-13-01", "2000-00-10", "2000-11-20T24:00Z", "20.11.2000", "2000-11-20T6:00"])(
    "%s is none",
    (text) => {
      expect(parseCalendar(text)).toHaveProperty("complaint");
    },
  );

  const at = (text: string, start: number | null): number | null => {
    const parsed = parseInstant(text);
    if (!("value" in parsed)) throw new Error(parsed.complaint.message);
    return afterStart(parsed.value, start);
  };

  test("of a run that starts at midnight count its days from 0", () => {
    expect(at("3d 18:30", null)).toBe(3 * DAY + 18.5 * HOUR);
    expect(at("18:30", null)).toBe(18.5 * HOUR);
    expect(at("90s", null)).toBe(90e6);
    expect(at("3d", null)).toBe(3 * DAY);
  });

  test("with a time of day are on the clock, whenever the run starts", () => {
    const noon = Date.UTC(2000, 10, 20, 12) * 1000;
    expect(at("0d 18:30", noon)).toBe(6.5 * HOUR);
    expect(at("1d 06:00", noon)).toBe(18 * HOUR);
    expect(at("1d", noon)).toBe(DAY);
    expect(at("0d 06:00", noon)).toBe(-6 * HOUR);
    expect(at("2000-11-20T12:01Z", noon)).toBe(MINUTE);
  });

  test("on the calendar mean nothing without a start", () => {
    expect(at("2000-11-20T12:01Z", null)).toBeNull();
  });

  test("times of the day end at 24:00", () => {
    expect(parseTimeOfDay("24:00")).toBe(DAY);
    expect(parseTimeOfDay("9:05:30")).toBe(9 * HOUR + 5.5 * MINUTE);
    for (const text of ["24:01", "12:60", "12", "1200"]) expect(parseTimeOfDay(text)).toBeNull();
  });
});
