/** Multipliers: `x2.5`, or `2.5`, since a multiplier has no unit. */
import { leadingNumber, notNumber, type Parsed, type Quantity, wrong } from "./quantity.js";

const EXPECTED = "a multiplier, such as x2.5 or 6";

/** More of anything cannot be simulated, and several of them still multiply to a finite number. */
const LARGEST = 1e9;

export const multiplier: Quantity<number> = {
  name: "multiplier",
  expected: EXPECTED,
  examples: ["x2.5", "x0.5", "x6"],
  parse(text): Parsed<number> {
    const digits = text.replace(/^[x×]\s*/, "");
    const number = leadingNumber(digits);
    if (number === null) return notNumber(digits, EXPECTED);
    if (number.length < digits.length) return wrong(`${text} is not a multiplier`, EXPECTED);
    const value = Number(number.digits);
    return value <= LARGEST ? { value } : wrong(`${text} is more than ${LARGEST} times`, EXPECTED);
  },
};
