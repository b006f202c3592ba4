/** Durations: `250ms`, `5min`, `2h30m`, `1h 30min`; whole microseconds. */
import {
  DAY,
  HOUR,
  LATEST,
  MICROSECOND,
  type Micros,
  MILLISECOND,
  MINUTE,
  sayLength,
  SECOND,
  WEEK,
  YEAR,
} from "../../units/index.js";
import { leadingNumber, notNumber, type Parsed, type Quantity, type Units, unknownUnit, wrong } from "./quantity.js";

export const DURATION_UNITS: Units = new Map([
  ["us", MICROSECOND],
  ["µs", MICROSECOND],
  ["ms", MILLISECOND],
  ["s", SECOND],
  ["min", MINUTE],
  ["m", MINUTE],
  ["h", HOUR],
  ["d", DAY],
  ["w", WEEK],
  ["y", YEAR],
]);

const EXPECTED = "a duration with its unit (us, ms, s, min, h, d, w or y), such as 250ms, 5min or 2h30m";

export const duration: Quantity<Micros> = {
  name: "duration",
  expected: EXPECTED,
  examples: ["250ms", "5s", "10min", "2h30m", "30d"],
  parse: (text) => parseDuration(text, EXPECTED),
};

/** A duration that is not zero: an interval of zero would never let time pass. */
export const interval: Quantity<Micros> = {
  name: "interval",
  expected: EXPECTED.replace("a duration", "a duration above zero"),
  examples: ["250ms", "5s", "10min", "24h"],
  parse(text) {
    const parsed = parseDuration(text, this.expected);
    return "value" in parsed && parsed.value < 1 ? wrong(`${text} is no time at all`, this.expected) : parsed;
  },
};

/** How often something is done that is an event each time: who does it more often would do nothing else, and no run would end. */
export const period: Quantity<Micros> = {
  ...interval,
  parse(text) {
    const parsed = interval.parse(text);
    return "value" in parsed && parsed.value < MILLISECOND
      ? wrong(
          `${text} is too often: whoever does something every ${sayLength(parsed.value)} does nothing else, and no run would end`,
          "1ms or more",
        )
      : parsed;
  },
};

/** Parts from large to small, each with its unit; their sum is rounded to the whole microsecond. */
function parseDuration(text: string, expected: string): Parsed<Micros> {
  let rest = text;
  let sum = 0;
  let last = Infinity;
  do {
    const number = leadingNumber(rest);
    if (number === null) return notNumber(text, expected);
    const unit = /^[a-zµ]*/i.exec(rest.slice(number.length))![0];
    if (unit === "") return wrong(`${text} has no unit`, expected);
    const factor = DURATION_UNITS.get(unit);
    if (factor === undefined) return unknownUnit(text, unit, number.digits, DURATION_UNITS, expected);
    if (factor >= last) return wrong(`${text} does not go from large units to small ones`, expected);
    sum += Number(number.digits) * factor;
    last = factor;
    rest = rest.slice(number.length + unit.length).trimStart();
  } while (rest !== "");
  if (sum > LATEST) return wrong(`${text} is longer than the 285 years that can be told in microseconds`, expected);
  return { value: Math.round(sum) };
}

/** A duration that was written outside of a scenario, on the command line for example, or why it is none. */
export function decodeDuration(text: string): Micros | { readonly error: string } {
  const parsed = interval.parse(text);
  return "value" in parsed
    ? parsed.value
    : { error: `${parsed.complaint.message}; expected ${parsed.complaint.expected}` };
}
