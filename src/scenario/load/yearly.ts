/** Load that follows the days of the year. */
import { DAY, type Micros } from "../../units/index.js";
import { civilFromDays, dayOf, daysFromCivil, daysInMonth } from "../calendar/civil.js";
import { wrong } from "../quantity/index.js";
import { coverCycle, type Factor, pieceAt, type Window } from "./factor.js";
import type { LoadPattern } from "./load-pattern.js";

const EXPECTED = "days of the year, the last one included, such as 11-24..12-25";

/** Days are numbered as in a leap year, so that a date has one number in every year: 02-29 is simply never met in others. */
const A_LEAP_YEAR = 2000;
const DAYS_IN_LEAP_YEAR = 366;
const NEW_YEAR = daysFromCivil({ year: A_LEAP_YEAR, month: 1, day: 1 });

export const yearly: LoadPattern = {
  name: "yearly",
  about: "Days of the year in UTC, the last one included; a window may run past the new year.",
  example: "11-24..12-25",
  needsStart: true,
  window(text) {
    const [first, last = first, more] = text.split("..").map((word) => numberOf(word.trim()));
    if (first == null || last == null || more !== undefined) return wrong(`${text} are no days of the year`, EXPECTED);
    if (first <= last) return { value: [[first, last + 1]] };
    return {
      value: [
        [first, DAYS_IN_LEAP_YEAR],
        [0, last + 1],
      ],
    };
  },
  factor,
};

/** `11-24` as a number of days after the first of January of a leap year. */
function numberOf(text: string): number | null {
  const match = /^(\d{2})-(\d{2})$/.exec(text);
  if (match === null) return null;
  const [month, day] = [Number(match[1]), Number(match[2])];
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(A_LEAP_YEAR, month)) return null;
  return daysFromCivil({ year: A_LEAP_YEAR, month, day }) - NEW_YEAR;
}

/** The instant at which the day of that number begins in a year; the day after the last is the next new year. */
function beginning(year: number, number: number): Micros {
  if (number === DAYS_IN_LEAP_YEAR) return daysFromCivil({ year: year + 1, month: 1, day: 1 }) * DAY;
  const { month, day } = civilFromDays(NEW_YEAR + number);
  // Where there is no 29th of February this gives the first of March, which is when that day would begin.
  return daysFromCivil({ year, month, day }) * DAY;
}

function factor(windows: readonly Window[]): Factor {
  const pieces = coverCycle(windows, DAYS_IN_LEAP_YEAR);
  return {
    clock: "calendar",
    stretch(instant) {
      const { year, month, day } = civilFromDays(dayOf(instant));
      const piece = pieceAt(pieces, daysFromCivil({ year: A_LEAP_YEAR, month, day }) - NEW_YEAR);
      return { factor: piece.factor, until: pieces.length === 1 ? Infinity : beginning(year, piece.to) };
    },
    peak: Math.max(...pieces.map((piece) => piece.factor)),
    written: pieces.map(({ from, to, factor }) => `${from}..${to} x${factor}`).join(", "),
  };
}
