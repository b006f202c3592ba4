/** What people and repairs take: never negative, now and then very long. Given by its own mean and standard deviation. */
import type { Distribution } from "./distribution.js";
import { demand, demandPositive, distributionKind, quantity } from "./distribution-kind.js";
import { normalQuantile } from "./normal-quantile.js";

/** @param mean and @param sd are of the variable itself, not of its logarithm */
export function lognormal(mean: number, sd: number): Distribution {
  demandPositive("mean", mean);
  demand("sd", sd, "a number not below 0", sd >= 0);
  const variance = Math.log1p((sd / mean) * (sd / mean));
  const location = Math.log(mean) - variance / 2;
  const scale = Math.sqrt(variance);
  return { kind: "lognormal", mean, quantile: (p) => Math.exp(location + scale * normalQuantile(p)) };
}

export const lognormalKind = distributionKind<[number, number]>(
  "lognormal",
  "What people and repairs take: never negative, now and then very long; mean and standard deviation are its own, not those of its logarithm.",
  [quantity("mean"), quantity("sd")],
  lognormal,
);
