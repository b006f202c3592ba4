import { describe, expect, test } from "vitest";
import { clockOf } from "../../src/report/clock.js";

const HOUR = 3600;
const DAY = 24 * HOUR;

describe("an instant is told", () => {
  test("by the time of day when the run lies within one day", () => {
    const clock = clockOf({ start: "2000-11-20T12:00:00.000Z", durationSeconds: 12 * HOUR });
    expect(clock.brief(0)).toBe("12:00");
    expect(clock.brief(6.5 * HOUR)).toBe("18:30");
    expect(clock.brief(6.5 * HOUR + 11.73)).toBe("18:30:11");
    expect(clock.exact(6.5 * HOUR)).toBe("18:30:00");
    expect(clock.exact(6.5 * HOUR + 0.250001)).toBe("18:30:00.250001");
    expect(clock.brief(12 * HOUR)).toBe("24:00");
  });

  test("with its date when the run sees midnight", () => {
    const clock = clockOf({ start: "2000-12-31T12:00:00.000Z", durationSeconds: 13 * HOUR });
    expect(clock.brief(0)).toBe("2000-12-31 12:00");
    expect(clock.brief(12 * HOUR)).toBe("2001-01-01 00:00");
  });

  test("without a calendar as `at: 3d 18:30` counts days", () => {
    const clock = clockOf({ start: null, durationSeconds: 10 * DAY });
    expect(clock.brief(3 * DAY + 18.5 * HOUR)).toBe("day 3 18:30");
    expect(clock.brief(0)).toBe("day 0 00:00");
    expect(clockOf({ start: null, durationSeconds: DAY }).brief(18.5 * HOUR)).toBe("18:30");
  });

  test("to the millisecond in a run of seconds", () => {
    expect(clockOf({ start: null, durationSeconds: 10 }).brief(3.2504)).toBe("00:00:03.25");
  });

  test("in times before those that computers count from", () => {
    const clock = clockOf({ start: "1969-12-31T23:00:00.000Z", durationSeconds: 2 * HOUR });
    expect(clock.brief(0)).toBe("1969-12-31 23:00");
    expect(clock.brief(1.5 * HOUR)).toBe("1970-01-01 00:30");
  });
});
