/** Numbers and times in the words of reasons. */
import { type Micros, SECOND } from "../units/index.js";

/** A measured value with at most four digits that matter. */
export function sayNumber(value: number): string {
  return String(Number(value.toPrecision(4)));
}

/** A time or duration in seconds, without trailing zeros. */
export function sayTime(time: Micros): string {
  return `${time / SECOND}s`;
}
