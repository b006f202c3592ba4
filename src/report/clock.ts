/** The scenario's own clock: instants as the scenario writes them, by the calendar where it has one. */
import type { ScenarioIdentity } from "../result/index.js";
import { DAY, fromSeconds, HOUR, type Micros, MINUTE, SECOND } from "../units/index.js";

export interface Clock {
  /** To the second, rounded down: `18:30`, `18:31:11`; in a run of several days with the day. */
  brief(seconds: number): string;
  /** To the microsecond, as far as it is not zero: `18:30:00.25`. */
  exact(seconds: number): string;
  /** `exact` in two parts; without a day in a run of one day. */
  apart(seconds: number): { readonly day: string | null; readonly time: string };
  /** The day that an instant lies in, and how far in it. */
  within(at: Micros): DayTime;
  /** `2000-11-20`, or `day 3` for a scenario without a calendar. */
  nameOfDay(day: number): string;
  /** Whether days are those of a calendar. */
  readonly isCalendar: boolean;
}

export interface DayTime {
  /** Counted from the day in which the run begins. */
  readonly day: number;
  readonly time: Micros;
}

/** Runs that are shorter than this are told to the millisecond. */
const SHORT_RUN = MINUTE;

/**
 * With `start`, date and time of day: `2000-11-20 18:30`; without, the day as `at: 3d 18:30` counts it: `day 3 18:30`.
 * A run that begins and ends on one day is told without it.
 */
export function clockOf({ start, durationSeconds }: Pick<ScenarioIdentity, "start" | "durationSeconds">): Clock {
  const begin = start === null ? 0 : Date.parse(start) * 1000;
  const firstDay = Math.floor(begin / DAY);
  const end = begin - firstDay * DAY + fromSeconds(durationSeconds);
  const ofOneDay = end <= DAY;
  const within = (at: Micros): DayTime => {
    const time = begin - firstDay * DAY + at;
    // Midnight at the end of a single day is 24:00 of that day.
    const day = ofOneDay ? 0 : Math.floor(time / DAY);
    return { day, time: time - day * DAY };
  };
  const nameOfDay = (day: number): string =>
    start === null ? `day ${day}` : new Date(((firstDay + day) * DAY) / 1000).toISOString().replace(/T.*/, "");
  const apart = (seconds: number, written: (time: Micros) => string) => {
    const { day, time } = within(fromSeconds(seconds));
    return { day: ofOneDay ? null : nameOfDay(day), time: written(time) };
  };
  const told = (seconds: number, written: (time: Micros) => string): string => {
    const { day, time } = apart(seconds, written);
    return day === null ? time : `${day} ${time}`;
  };
  const exact = (time: Micros): string => timeOfDay(time, true);
  const finest = fromSeconds(durationSeconds) < SHORT_RUN ? SECOND / 1000 : SECOND;
  return {
    brief: (seconds) => told(seconds, (time) => timeOfDay(time - (time % finest))),
    exact: (seconds) => told(seconds, exact),
    apart: (seconds) => apart(seconds, exact),
    within,
    nameOfDay,
    isCalendar: start !== null,
  };
}

/** `18:30`; seconds and what is below them as far as they are not zero, or always. */
export function timeOfDay(time: Micros, always = false): string {
  const minutes = `${two(time / HOUR)}:${two((time % HOUR) / MINUTE)}`;
  if (!always && time % MINUTE === 0) return minutes;
  const fraction = String(time % SECOND)
    .padStart(6, "0")
    .replace(/0+$/, "");
  return `${minutes}:${two((time % MINUTE) / SECOND)}${fraction === "" ? "" : `.${fraction}`}`;
}

const two = (count: number): string => String(Math.floor(count)).padStart(2, "0");
