/** The time to an accident that has no memory. */
import type { Distribution } from "./distribution.js";
import { demandPositive, distributionKind, quantity } from "./distribution-kind.js";

export function exponential(mean: number): Distribution {
  demandPositive("mean", mean);
  return { kind: "exponential", mean, quantile: (p) => -mean * Math.log1p(-p) };
}

export const exponentialKind = distributionKind<[number]>(
  "exponential",
  "The time to an accident that has no memory: many short, few long.",
  [quantity("mean")],
  exponential,
);
