/** Rates: `400/s`, `10/min`; per second. */
import { DAY, HOUR, MINUTE, SECOND, YEAR } from "../../units/index.js";
import { type Parsed, parseWithUnit, type Quantity, type Units } from "./quantity.js";

/** What a rate may be per, in seconds. */
export const PER: Units = new Map([
  ["/s", 1],
  ["/min", MINUTE / SECOND],
  ["/h", HOUR / SECOND],
  ["/d", DAY / SECOND],
  ["/y", YEAR / SECOND],
]);

const EXPECTED = "a rate with its unit (/s, /min, /h, /d or /y), such as 400/s or 10/min";

export const rate: Quantity<number> = {
  name: "rate",
  expected: EXPECTED,
  examples: ["400/s", "10/min"],
  parse: (text): Parsed<number> => parseWithUnit(text, PER, (number, seconds) => number / seconds, EXPECTED),
};
