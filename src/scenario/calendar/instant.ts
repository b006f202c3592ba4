/** Instants: `2000-11-20T18:30Z` on the calendar, `3d 18:30` and `90s` from the start of the run. */
import { DAY, HOUR, LATEST, type Micros, MINUTE, SECOND } from "../../units/index.js";
import { duration, type Parsed, wrong } from "../quantity/index.js";
import { daysFromCivil, daysInMonth } from "./civil.js";

export const CALENDAR_EXPECTED = "a calendar instant in UTC, such as 2000-11-20T18:30Z or 2000-11-20";

/** Microseconds since 1970-01-01T00:00Z; `Z` may be left out, and an offset (`+01:00`) may stand in its place. */
export function parseCalendar(text: string): Parsed<Micros> {
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2}))?(Z|[+-]\d{2}:\d{2})?)?$/.exec(text);
  if (match === null) return wrong(`${text} is not a calendar instant`, CALENDAR_EXPECTED);
  const [year, month, day, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map((word) => Number(word ?? 0));
  const date = { year: year!, month: month!, day: day! };
  if (date.month < 1 || date.month > 12 || date.day < 1 || date.day > daysInMonth(date.year, date.month)) {
    return wrong(`${text} is no date of the calendar`, CALENDAR_EXPECTED);
  }
  if (hour > 23 || minute > 59 || second > 59) return wrong(`${text} is no time of the day`, CALENDAR_EXPECTED);
  const zone = match[7] ?? "Z";
  const offset =
    zone === "Z"
      ? 0
      : (zone.startsWith("-") ? -1 : 1) * (Number(zone.slice(1, 3)) * HOUR + Number(zone.slice(4)) * MINUTE);
  return { value: daysFromCivil(date) * DAY + hour * HOUR + minute * MINUTE + second * SECOND - offset };
}

/** An instant of the run as it was written: what it means depends on when the run starts. */
export type Instant =
  | { readonly is: "offset"; readonly after: Micros }
  | { readonly is: "time-of-day"; readonly day: number; readonly time: Micros }
  | { readonly is: "calendar"; readonly instant: Micros };

export const INSTANT_EXPECTED = "an instant of the run, such as 90s, 3d, 3d 18:30 or 2000-11-23T18:30Z";

export function parseInstant(text: string): Parsed<Instant> {
  if (/^\d{4}-\d{2}/.test(text)) {
    const calendar = parseCalendar(text);
    return "value" in calendar ? { value: { is: "calendar", instant: calendar.value } } : calendar;
  }
  const clock = /^(?:(\d{1,6})d\s+)?(\d{1,2}:\d{2}(?::\d{2})?)$/.exec(text);
  if (clock !== null) {
    const time = parseTimeOfDay(clock[2]!);
    if (time === null || time === DAY) return wrong(`${clock[2]!} is no time of the day`, INSTANT_EXPECTED);
    return { value: { is: "time-of-day", day: Number(clock[1] ?? 0), time } };
  }
  const after = duration.parse(text);
  if ("value" in after) return { value: { is: "offset", after: after.value } };
  return { complaint: { ...after.complaint, expected: INSTANT_EXPECTED } };
}

/** `18:30` or `18:30:15` as microseconds after midnight; `24:00` is the end of the day. */
export function parseTimeOfDay(text: string): Micros | null {
  const match = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(text);
  if (match === null) return null;
  const [hour, minute, second] = [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)];
  const time = hour * HOUR + minute * MINUTE + second * SECOND;
  return minute < 60 && second < 60 && time <= DAY ? time : null;
}

/**
 * The instant in microseconds after the start of the run; `3d 18:30` is half past six on the fourth calendar day.
 * Negative when it lies before the start; null when it needs a calendar and the scenario has no `start`.
 */
export function afterStart(instant: Instant, start: Micros | null): Micros | null {
  if (instant.is === "offset") return instant.after;
  if (instant.is === "calendar") return start === null ? null : instant.instant - start;
  const sinceMidnight = start === null ? 0 : start - Math.floor(start / DAY) * DAY;
  return Math.min(instant.day * DAY + instant.time - sinceMidnight, LATEST);
}
