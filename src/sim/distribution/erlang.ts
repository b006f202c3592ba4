/** The time that k stages take in a row, each exponential, together `mean`. */
import type { Distribution } from "./distribution.js";
import { demand, demandPositive, distributionKind, number, quantity } from "./distribution-kind.js";
import { gammaQuantile, LARGEST_SHAPE } from "./gamma-function.js";

export function erlang(k: number, mean: number): Distribution {
  const inRange = Number.isInteger(k) && k >= 1 && k <= LARGEST_SHAPE;
  demand("k", k, `a whole number from 1 to ${LARGEST_SHAPE}`, inRange);
  demandPositive("mean", mean);
  return { kind: "erlang", mean, quantile: (p) => (mean / k) * gammaQuantile(k, p) };
}

export const erlangKind = distributionKind<[number, number]>(
  "erlang",
  "The time that k stages take in a row, each exponential, together of the given mean.",
  [number("k"), quantity("mean")],
  erlang,
);
