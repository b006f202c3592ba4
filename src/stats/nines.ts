/** An unavailability told as nines and as downtime per year. */
import { MINUTE, YEAR } from "../units/index.js";

/** Minutes in the year of 365 days that availability figures use: 525,600. */
const MINUTES_PER_YEAR = YEAR / MINUTE;

/**
 * Number of nines of the availability whose complement is given: 3 for 0.001, 3.3 for 0.0005, Infinity for 0. Takes the
 * complement since 1 − 0.99999 has lost digits.
 */
export function nines(unavailability: number): number {
  if (!(unavailability >= 0 && unavailability <= 1)) {
    throw new RangeError(`An unavailability lies between 0 and 1, not ${unavailability}.`);
  }
  return unavailability === 1 ? 0 : -Math.log10(unavailability);
}

/** Expected downtime in a year of 525,600 minutes. */
export function downtimeMinutesPerYear(unavailability: number): number {
  return unavailability * MINUTES_PER_YEAR;
}
