/** The bell curve cut off at 0: the part below 0 is left out and the rest scaled up. */
import type { Distribution } from "./distribution.js";
import { demand, demandPositive, distributionKind, quantity } from "./distribution-kind.js";
import { upperGamma } from "./gamma-function.js";
import { normalQuantile } from "./normal-quantile.js";

/** Beyond so many deviations below 0 the part above 0 is too thin to be told in a double. */
const LOWEST_MEAN_IN_SD = -30;

/** @param mean and @param sd are those of the whole bell; cutting raises the mean, which `mean` of the result tells */
export function normal(mean: number, sd: number): Distribution {
  demandPositive("sd", sd);
  demand("mean", mean, `not below ${LOWEST_MEAN_IN_SD} sd`, mean >= LOWEST_MEAN_IN_SD * sd);
  const kept = normalDistribution(mean / sd);
  const cut = normalDistribution(-mean / sd);
  return {
    kind: "normal",
    mean: mean + (sd * normalDensity(mean / sd)) / kept,
    quantile: (p) => {
      // Whichever tail is the smaller one is known with more digits.
      const above = (1 - p) * kept;
      const z = above < 0.5 ? -normalQuantile(above) : normalQuantile(cut + p * kept);
      return Math.max(0, mean + sd * z);
    },
  };
}

export const normalKind = distributionKind<[number, number]>(
  "normal",
  "The bell curve of the given mean and standard deviation, cut off at 0.",
  [quantity("mean"), quantity("sd")],
  normal,
);

/** Of the standard bell. */
function normalDensity(z: number): number {
  return Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
}

/** Φ(z), with full relative accuracy in the lower tail: Φ(−x) = Q(½, x²/2) / 2 (DLMF 7.11.2). */
function normalDistribution(z: number): number {
  const tail = upperGamma(0.5, (z * z) / 2) / 2;
  return z < 0 ? tail : 1 - tail;
}
