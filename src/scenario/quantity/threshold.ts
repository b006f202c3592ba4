/** Thresholds of load: a share of capacity (`80%`), or a value with the unit of its metric (`400/s`, `800ms`, `10MB/s`, `50`). */
import { SECOND } from "../../units/index.js";
import { duration } from "./duration.js";
import { flow } from "./bandwidth.js";
import { leadingNumber, type Parsed, type Quantity, wrong } from "./quantity.js";
import { rate } from "./rate.js";
import { share } from "./share.js";

/** As it was written; a number alone has none. */
export type ValueUnit = "rate" | "time" | "flow";

export type Threshold = { readonly share: number } | { readonly value: number; readonly unit: ValueUnit | null };

const EXPECTED = "a share of capacity such as 80%, or a value such as 400/s, 800ms, 10MB/s or 50";

export const threshold: Quantity<Threshold> = {
  name: "threshold",
  expected: EXPECTED,
  examples: ["80%", "400/s", "800ms", "50"],
  parse(text): Parsed<Threshold> {
    if (text.endsWith("%")) {
      const parsed = share.parse(text);
      return "value" in parsed ? { value: { share: parsed.value } } : parsed;
    }
    const bare = leadingNumber(text);
    if (bare !== null && bare.length === text.length) return { value: { value: Number(bare.digits), unit: null } };
    const perSecond = rate.parse(text);
    if ("value" in perSecond) return { value: { value: perSecond.value, unit: "rate" } };
    const seconds = duration.parse(text);
    if ("value" in seconds) return { value: { value: seconds.value / SECOND, unit: "time" } };
    const bytes = flow.parse(text);
    return "value" in bytes
      ? { value: { value: bytes.value, unit: "flow" } }
      : wrong(`${text} is no threshold`, EXPECTED);
  },
};
