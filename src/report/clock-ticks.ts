/** Ticks at round times of the scenario's own clock in a stretch of a run, from years down to single microseconds. */
import { DAY, HOUR, MILLISECOND, MINUTE, SECOND, toSeconds, YEAR, type Micros } from "../units/index.js";
import { timeOfDay, type Clock } from "./clock.js";
import { formatDuration } from "./number-format.js";

export interface Tick {
  readonly at: Micros;
  readonly label: string;
}

const ROUND = [1, 2, 5, 10, 20, 50, 100, 200, 500];

const STEPS: readonly Micros[] = [
  ...ROUND,
  ...ROUND.map((count) => count * MILLISECOND),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * MINUTE),
  ...[1, 2, 3, 6, 12].map((count) => count * HOUR),
  ...[1, 2, 5, 10].map((count) => count * DAY),
];

/** Beyond ten days: of a calendar months, of a run without one hundreds of days and years of 365. */
const DAY_STEPS: readonly Micros[] = [20, 50, 100].map((count) => count * DAY);
const YEAR_STEPS: readonly Micros[] = ROUND.map((count) => count * YEAR);
const MONTH_STEPS: readonly number[] = [1, 2, 3, 6, ...ROUND.map((count) => count * 12)];
/** The shortest month. */
const MONTH = 28 * DAY;

/** At most `most` ticks from `from` to `to`, both counted from the start of the run. */
export function clockTicks(clock: Clock, from: Micros, to: Micros, most: number): readonly Tick[] {
  const fits = (step: Micros): boolean => (to - from) / step <= most;
  const fine = STEPS.find(fits);
  if (fine !== undefined) return evenTicks(clock, from, to, fine);
  if (clock.isCalendar) {
    return monthTicks(clock, from, to, MONTH_STEPS.find((months) => fits(months * MONTH)) ?? MONTH_STEPS.at(-1)!);
  }
  return evenTicks(clock, from, to, [...DAY_STEPS, ...YEAR_STEPS].find(fits) ?? YEAR_STEPS.at(-1)!);
}

/** Multiples of the step from the midnight before the run. */
function evenTicks(clock: Clock, from: Micros, to: Micros, step: Micros): readonly Tick[] {
  const midnight = -clock.within(0).time;
  const ticks: Tick[] = [];
  for (let at = midnight + Math.ceil((from - midnight) / step) * step; at <= to; at += step) {
    ticks.push({ at, label: labelOf(clock, at, step) });
  }
  return ticks;
}

/** Whole days by their name; below, the time of day; below a second, what is over the last whole second. */
function labelOf(clock: Clock, at: Micros, step: Micros): string {
  const { day, time } = clock.within(at);
  if (step < SECOND && time % SECOND !== 0) return `+${formatDuration(toSeconds(time % SECOND))}`;
  if (time === 0 && (step >= DAY || day > 0)) return dayLabel(clock, day, step);
  return timeOfDay(time, step < MINUTE);
}

function dayLabel(clock: Clock, day: number, step: Micros): string {
  if (!clock.isCalendar) return step >= YEAR ? `year ${(day * DAY) / YEAR}` : clock.nameOfDay(day);
  const [, month, date] = clock.nameOfDay(day).split(/-(?=\d\d(?:-|$))/);
  return `${MONTHS[Number(month) - 1]} ${Number(date)}`;
}

function monthTicks(clock: Clock, from: Micros, to: Micros, months: number): readonly Tick[] {
  const midnight = -clock.within(0).time;
  const first = Date.parse(clock.nameOfDay(0));
  const begin = new Date(first + from / 1000);
  const ticks: Tick[] = [];
  let month = Math.floor((begin.getUTCFullYear() * 12 + begin.getUTCMonth()) / months) * months;
  for (; ; month += months) {
    const [year, inYear] = [Math.floor(month / 12), month % 12];
    const at = midnight + (Date.UTC(year, inYear) - first) * 1000;
    if (at > to) return ticks;
    if (at >= from) ticks.push({ at, label: inYear === 0 ? String(year) : MONTHS[inYear]! });
  }
}

/** No locale: the same bytes everywhere. */
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
