/** Sizes: `60GB`, `4GiB`; whole bytes. */
import { type Parsed, parseWithUnit, type Quantity, type Units, wrong } from "./quantity.js";

export const SIZE_UNITS: Units = new Map([
  ["B", 1],
  ["kB", 1e3],
  ["MB", 1e6],
  ["GB", 1e9],
  ["TB", 1e12],
  ["PB", 1e15],
  ["KiB", 1024],
  ["MiB", 1024 * 1024],
  ["GiB", 1024 * 1024 * 1024],
  ["TiB", 1024 * 1024 * 1024 * 1024],
  ["PiB", 1024 * 1024 * 1024 * 1024 * 1024],
]);

const EXPECTED = "a size with its unit (B, kB, MB, GB, TB, PB, KiB, MiB, GiB, TiB or PiB), such as 60GB or 4GiB";

export const size: Quantity<number> = {
  name: "size",
  expected: EXPECTED,
  examples: ["8kB", "4GiB", "60GB"],
  parse(text): Parsed<number> {
    const parsed = parseWithUnit(text, SIZE_UNITS, (number, bytes) => number * bytes, EXPECTED);
    if (!("value" in parsed)) return parsed;
    const bytes = Math.round(parsed.value);
    return Number.isSafeInteger(bytes) ? { value: bytes } : wrong(`${text} is more than 9 PB`, EXPECTED);
  },
};
