/** Shares and probabilities: `95%`; 0 to 1. */
import { type Parsed, parseWithUnit, type Quantity, wrong } from "./quantity.js";

/** Shifts the decimal point, so that 99.9% is the number 0.999 and not its neighbour. */
const UNITS = new Map([["%", "e-2"]]);

const EXPECTED = "a share with its unit (%), from 0% to 100%, such as 95% or 0.1%";

export const share: Quantity<number> = {
  name: "share",
  expected: EXPECTED,
  examples: ["95%", "20%", "0.1%"],
  parse(text): Parsed<number> {
    const parsed = parseWithUnit(text, UNITS, (_, exponent, digits) => Number(digits + exponent), EXPECTED);
    if (!("value" in parsed)) return parsed;
    return parsed.value <= 1 ? parsed : wrong(`${text} is more than all`, EXPECTED);
  },
};
