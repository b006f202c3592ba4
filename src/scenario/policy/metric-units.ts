/** In which unit a limit of each metric is written, where it is no share of capacity. */
import { type Metric, sayNumber } from "../../control/index.js";
import { SECOND, sayLength } from "../../units/index.js";
import type { ValueUnit } from "../quantity/threshold.js";

interface MetricUnit {
  /** `null`: a number by itself. */
  readonly unit: ValueUnit | null;
  /** What is expected, with an example. */
  readonly expected: string;
  readonly say: (value: number) => string;
}

const OFTEN: MetricUnit = { unit: "rate", expected: "a rate such as 400/s", say: (value) => `${sayNumber(value)}/s` };
const MUCH: MetricUnit = {
  unit: "flow",
  expected: "bytes per second, such as 10MB/s",
  say: (value) => `${sayNumber(value / 1e6)}MB/s`,
};
const LONG: MetricUnit = {
  unit: "time",
  expected: "a duration such as 800ms",
  say: (value) => sayLength(Math.round(value * SECOND)),
};
const MANY: MetricUnit = { unit: null, expected: "a number such as 50", say: sayNumber };
const PART: MetricUnit = { unit: null, expected: "a share such as 80%", say: sayNumber };

export const METRIC_UNITS: Readonly<Record<Metric, MetricUnit>> = {
  "connection-requests": OFTEN,
  transactions: OFTEN,
  utilisation: PART,
  memory: PART,
  "swap-rate": MUCH,
  "cache-misses": PART,
  "pending-io": MANY,
  "io-utilisation": PART,
  "pending-requests": MANY,
  "time-to-serve": LONG,
};
