/** Bandwidths: `200MB/s`, `1Gbps`; bytes per second. */
import { type Parsed, parseWithUnit, type Quantity, type Units, wrong } from "./quantity.js";
import { PER } from "./rate.js";
import { SIZE_UNITS } from "./size.js";

/** Bits per second of networks and buses: decimal, eight to the byte. */
const BITS: readonly (readonly [string, number])[] = [
  ["bps", 1 / 8],
  ["kbps", 1e3 / 8],
  ["Mbps", 1e6 / 8],
  ["Gbps", 1e9 / 8],
  ["Tbps", 1e12 / 8],
];

const UNITS: Units = new Map([
  ...BITS,
  ...[...SIZE_UNITS].flatMap(([name, bytes]) =>
    [...PER].map(([per, seconds]) => [name + per, bytes / seconds] as const),
  ),
]);

const EXPECTED = "a bandwidth with its unit (B/s … TB/s, KiB/s … TiB/s or bps … Tbps), such as 200MB/s or 1Gbps";

export const bandwidth: Quantity<number> = {
  name: "bandwidth",
  expected: EXPECTED,
  examples: ["200MB/s", "1Gbps", "155Mbps"],
  parse(text): Parsed<number> {
    const parsed = parseWithUnit(text, UNITS, EXPECTED);
    return "value" in parsed && parsed.value === 0 ? wrong(`${text} would carry nothing`, EXPECTED) : parsed;
  },
};

/** Bytes per second that come into being; may be none. */
export const flow: Quantity<number> = {
  name: "flow",
  expected: EXPECTED.replace("a bandwidth", "an amount per time"),
  examples: ["2MB/s", "200kB/s", "0B/s"],
  parse(text): Parsed<number> {
    return parseWithUnit(text, UNITS, this.expected);
  },
};
