/** Any value between two bounds, all equally likely. */
import type { Distribution } from "./distribution.js";
import { demand, distributionKind, quantity } from "./distribution-kind.js";

export function uniform(low: number, high: number): Distribution {
  demand("low", low);
  demand("high", high, `a number not below low (${low})`, high >= low);
  return { kind: "uniform", mean: low + (high - low) / 2, quantile: (p) => low + (high - low) * p };
}

export const uniformKind = distributionKind<[number, number]>(
  "uniform",
  "Any value between two bounds, all equally likely.",
  [quantity("low"), quantity("high")],
  uniform,
);
