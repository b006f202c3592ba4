import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Window } from "../../../src/scenario/load/factor.js";
import { type LoadPattern, loadPatterns, rateCurve } from "../../../src/scenario/load/index.js";
import { DAY, HOUR, MINUTE } from "../../../src/units/index.js";

function factor(name: string, windows: Readonly<Record<string, number>>) {
  const pattern = loadPatterns.find((each) => each.name === name) as LoadPattern;
  const pieces = Object.entries(windows).flatMap(([text, value]): Window[] => {
    const parsed = pattern.window(text);
    if (!("value" in parsed)) throw new Error(parsed.complaint.message);
    return parsed.value.map(([from, to]) => ({ from, to, factor: value }));
  });
  return pattern.factor(pieces);
}

/** The dumb twin: asks JavaScript's calendar of one instant what each window says. */
function twin(at: number, start: number): number {
  const date = new Date((start + at) / 1000);
  const minutes = date.getUTCHours() * 60 + date.getUTCMinutes();
  const day = (date.getUTCMonth() + 1) * 100 + date.getUTCDate();
  let rate = 10;
  if (minutes >= 17 * 60 && minutes < 22 * 60) rate *= 2.5;
  if (minutes >= 23 * 60 || minutes < 60) rate *= 0.5;
  if ([0, 6].includes(date.getUTCDay())) rate *= 0.25;
  if (date.getUTCDay() === 1) rate *= 4;
  if (day >= 1124 && day <= 1225) rate *= 3;
  if (day >= 1231 || day <= 102) rate *= 7;
  if (day === 229) rate *= 11;
  return rate;
}

const FACTORS = [
  factor("daily", { "17:00-22:00": 2.5, "23:00-01:00": 0.5 }),
  factor("weekly", { "sat,sun": 0.25, mon: 4 }),
  factor("yearly", { "11-24..12-25": 3, "12-31..01-02": 7, "02-29": 11 }),
];

describe("a rate curve", () => {
  test.each([
    ["a leap year", Date.UTC(2000, 0, 1, 5, 17)],
    ["a year without a leap day", Date.UTC(2001, 0, 1)],
    ["a century without a leap day", Date.UTC(2100, 0, 1)],
    ["the time before 1970", Date.UTC(1959, 5, 5, 5, 55)],
  ])("agrees with its twin, minute by minute, through %s", (_, milliseconds) => {
    const start = milliseconds * 1000;
    const curve = rateCurve(10, FACTORS, start);
    let stretch = curve.stretch(0);
    for (let at = 0; at < 370 * DAY; at += MINUTE) {
      if (at >= stretch.until) stretch = curve.stretch(at);
      if (Math.abs(stretch.rate - twin(at, start)) > 1e-9) expect([at, stretch.rate]).toEqual([at, twin(at, start)]);
    }
  });

  test("says at any instant of three centuries what its twin says, and that its stretch lasts until it ends", () => {
    const start = Date.UTC(1990, 3, 3, 3, 33) * 1000;
    const curve = rateCurve(10, FACTORS, start);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 250 * 365 * 24 * 60 }), (minutes) => {
        const at = minutes * MINUTE;
        const { rate, until } = curve.stretch(at);
        expect(rate).toBeCloseTo(twin(at, start), 9);
        expect(until).toBeGreaterThan(at);
        expect(twin(until - 1, start)).toBeCloseTo(rate, 9);
      }),
    );
  });

  test("never exceeds its peak", () => {
    const curve = rateCurve(10, FACTORS, Date.UTC(2000, 0, 1) * 1000);
    expect(curve.peak).toBe(10 * 2.5 * 4 * 11);
    let highest = 0;
    // The twenty-eighth year is the first in which all weekdays have met a leap day.
    for (let at = 0; at < 29 * 366 * DAY; at = curve.stretch(at).until)
      highest = Math.max(highest, curve.stretch(at).rate);
    expect(highest).toBe(curve.peak);
  });

  test("without patterns never changes", () => {
    expect(rateCurve(3, [], null).stretch(12)).toEqual({ rate: 3, until: Infinity });
    expect(rateCurve(3, [factor("daily", {})], null).stretch(12)).toEqual({ rate: 3, until: Infinity });
  });

  test("without a start begins at midnight", () => {
    expect(rateCurve(1, [factor("daily", { "00:00-01:00": 2 })], null).stretch(0)).toEqual({ rate: 2, until: HOUR });
  });

  test("is written the same however its windows are ordered", () => {
    const one = rateCurve(1, [factor("daily", { "01:00-02:00": 2, "05:00-06:00": 3 })], null);
    const other = rateCurve(1, [factor("daily", { "05:00-06:00": 3, "01:00-02:00": 2 })], null);
    expect(one.written).toBe(other.written);
  });
});

describe("windows", () => {
  const windowOf = (name: string, text: string) => loadPatterns.find((each) => each.name === name)!.window(text);

  test.each([
    [
      "daily",
      "22:00-02:00",
      [
        [22 * HOUR, DAY],
        [0, 2 * HOUR],
      ],
    ],
    ["daily", "22:00-24:00", [[22 * HOUR, DAY]]],
    ["daily", "22:00-0:00", [[22 * HOUR, DAY]]],
    ["weekly", "mon-fri", [[0, 5 * DAY]]],
    [
      "weekly",
      "Sat-Mon",
      [
        [5 * DAY, 7 * DAY],
        [0, DAY],
      ],
    ],
    [
      "weekly",
      "tue, thu",
      [
        [DAY, 2 * DAY],
        [3 * DAY, 4 * DAY],
      ],
    ],
    ["yearly", "01-01..01-31", [[0, 31]]],
    [
      "yearly",
      "12-31..01-01",
      [
        [365, 366],
        [0, 1],
      ],
    ],
    ["yearly", "02-29", [[59, 60]]],
  ])("%s %s", (name, text, value) => {
    expect(windowOf(name, text)).toEqual({ value });
  });

  test.each([
    ["daily", "22:00"],
    ["daily", "10:00-10:00"],
    ["daily", "1:00-2:00-3:00"],
    ["weekly", "someday"],
    ["weekly", "mon-"],
    ["yearly", "02-30"],
    ["yearly", "24-12"],
    ["yearly", "01-01..01-02..01-03"],
  ])("%s %s is none", (name, text) => {
    expect(windowOf(name, text)).toHaveProperty("complaint");
  });
});

describe("patterns of one run", () => {
  const ramped = rateCurve(10, [factor("ramp", { "1h..3h": 4 })], 0);

  test("a ramp climbs evenly, stays at its new level, and loses nothing to its steps", () => {
    expect(ramped.stretch(0)).toEqual({ rate: 10, until: HOUR });
    expect(ramped.stretch(3 * HOUR)).toEqual({ rate: 40, until: Infinity });
    expect(ramped.stretch(2 * HOUR - 1).rate).toBeCloseTo(25, 0);
    let arrivals = 0;
    for (let at = HOUR; at < 3 * HOUR;) {
      const { rate, until } = ramped.stretch(at);
      arrivals += rate * (until - at);
      at = until;
    }
    expect(arrivals / (2 * HOUR)).toBeCloseTo(25, 9);
  });

  test("the next ramp begins where the last one ended", () => {
    const curve = rateCurve(10, [factor("ramp", { "4h..5h": 1, "1h..3h": 4 })], 0);
    expect(curve.stretch(4 * HOUR).rate).toBeCloseTo(10 * (4 - 3 / 200), 9);
    expect(curve.stretch(5 * HOUR)).toEqual({ rate: 10, until: Infinity });
  });

  test("a spike begins and ends at once, counted from the start of the run and not from midnight", () => {
    const curve = rateCurve(10, [factor("spike", { "2h..2h40min": 6 })], 7 * HOUR);
    expect(curve.stretch(0)).toEqual({ rate: 10, until: 2 * HOUR });
    expect(curve.stretch(2 * HOUR)).toEqual({ rate: 60, until: 160 * MINUTE });
    expect(curve.stretch(160 * MINUTE)).toEqual({ rate: 10, until: Infinity });
    expect(curve.peak).toBe(60);
  });

  test.each(["3h..1h", "1h", "1h..2h..3h", "soon..later"])("%s is no stretch of a run", (text) => {
    expect(loadPatterns.find(({ name }) => name === "ramp")!.window(text)).toHaveProperty("complaint");
  });
});
