/** Time and durations: whole microseconds in a number (exact for 285 years). */
export type Micros = number;

export const MICROSECOND: Micros = 1;
export const MILLISECOND: Micros = 1_000;
export const SECOND: Micros = 1_000_000;
export const MINUTE: Micros = 60 * SECOND;
export const HOUR: Micros = 60 * MINUTE;
export const DAY: Micros = 24 * HOUR;
export const WEEK: Micros = 7 * DAY;
/** A year of 365 days, as availability figures use it (525,600 minutes). */
export const YEAR: Micros = 365 * DAY;

/** The latest instant that can be told exactly. */
export const LATEST: Micros = Number.MAX_SAFE_INTEGER;

/** Seconds as a number for reports; stored names of such numbers end in `Seconds`. */
export function toSeconds(duration: Micros): number {
  return duration / SECOND;
}

/** The nearest whole microsecond to a number of seconds. */
export function fromSeconds(seconds: number): Micros {
  return Math.round(seconds * SECOND);
}
