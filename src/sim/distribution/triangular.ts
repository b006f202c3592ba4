/** Between two bounds, most likely near the mode: an expert's guess. */
import type { Distribution } from "./distribution.js";
import { demand, distributionKind, quantity } from "./distribution-kind.js";

export function triangular(low: number, mode: number, high: number): Distribution {
  demand("low", low);
  demand("mode", mode, `a number not below low (${low})`, mode >= low);
  demand("high", high, `a number not below mode (${mode})`, high >= mode);
  const span = high - low;
  const belowMode = span === 0 ? 0 : (mode - low) / span;
  return {
    kind: "triangular",
    mean: (low + mode + high) / 3,
    quantile: (p) =>
      p < belowMode ? low + Math.sqrt(p * span * (mode - low)) : high - Math.sqrt((1 - p) * span * (high - mode)),
  };
}

export const triangularKind = distributionKind<[number, number, number]>(
  "triangular",
  "Between two bounds, most likely near the mode: an expert's guess.",
  [quantity("low"), quantity("mode"), quantity("high")],
  triangular,
);
