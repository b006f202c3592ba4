/** One of the values that were observed, all equally likely. */
import type { Distribution } from "./distribution.js";
import { demand, type DistributionKind } from "./distribution-kind.js";

export function empirical(values: readonly number[]): Distribution {
  if (values.length === 0) throw new RangeError("empirical takes at least one value");
  for (const value of values) demand("value", value);
  const sorted = Float64Array.from(values).sort((a, b) => a - b);
  return {
    kind: "empirical",
    mean: sorted.reduce((sum, value) => sum + value, 0) / sorted.length,
    quantile: (p) => sorted[Math.floor(p * sorted.length)]!,
  };
}

export const empiricalKind: DistributionKind = {
  name: "empirical",
  about: "One of the values that were observed, all equally likely.",
  parameters: [{ name: "values", is: "quantity", many: true }],
  create: empirical,
};
