/** Multipliers: `x2.5`, or `2.5`, since a multiplier has no unit. */
import { leadingNumber, notNumber, type Parsed, type Quantity, wrong } from "./quantity.js";

const EXPECTED = "a multiplier, such as x2.5 or 6";

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
    return Number.isFinite(value) ? { value } : wrong(`${text} is not finite`, EXPECTED);
  },
};
