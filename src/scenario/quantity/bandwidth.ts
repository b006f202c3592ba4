/** Bandwidths: `200MB/s`, `1Gbps`; bytes per second. */
import { type Parsed, parseWithUnit, type Quantity, wrong } from "./quantity.js";
import { PER } from "./rate.js";
import { SIZE_UNITS } from "./size.js";

interface Unit {
  readonly bytes: number;
  readonly seconds: number;
}

/** Bits per second of networks and buses: decimal, eight to the byte. */
const BITS: readonly (readonly [string, number])[] = [
  ["bps", 1],
  ["kbps", 1e3],
  ["Mbps", 1e6],
  ["Gbps", 1e9],
  ["Tbps", 1e12],
];

const UNITS: ReadonlyMap<string, Unit> = new Map([
  ...BITS.map(([name, bits]) => [name, { bytes: bits / 8, seconds: 1 }] as const),
  ...[...SIZE_UNITS].flatMap(([name, bytes]) =>
    [...PER].map(([per, seconds]) => [name + per, { bytes, seconds }] as const),
  ),
]);

const EXPECTED = "a bandwidth with its unit (B/s … TB/s, KiB/s … TiB/s or bps … Tbps), such as 200MB/s or 1Gbps";

export const bandwidth: Quantity<number> = {
  name: "bandwidth",
  expected: EXPECTED,
  examples: ["200MB/s", "1Gbps", "155Mbps"],
  parse(text): Parsed<number> {
    const parsed = parseBandwidth(text, EXPECTED);
    return "value" in parsed && parsed.value === 0 ? wrong(`${text} would carry nothing`, EXPECTED) : parsed;
  },
};

/** Bytes per second that come into being; may be none. */
export const flow: Quantity<number> = {
  name: "flow",
  expected: EXPECTED.replace("a bandwidth", "an amount per time"),
  examples: ["2MB/s", "200kB/s", "0B/s"],
  parse(text): Parsed<number> {
    return parseBandwidth(text, this.expected);
  },
};

function parseBandwidth(text: string, expected: string): Parsed<number> {
  return parseWithUnit(text, UNITS, (number, { bytes, seconds }) => (number * bytes) / seconds, expected);
}
