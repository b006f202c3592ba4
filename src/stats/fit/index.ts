/** Distributions of a sample: what one takes for the times of one's own outages. */
import { fitExponential } from "./exponential.js";
import { judged, type Fit } from "./fit.js";
import { fitLognormal } from "./lognormal.js";
import { fitWeibull } from "./weibull.js";

export type { Fit } from "./fit.js";

/** Fewer values than these say nothing of a distribution. */
export const FEWEST_VALUES = 5;

/**
 * The best first, by Akaike's criterion. A sample without variation has an exponential fit alone, which is a bad one.
 * @throws RangeError when there are too few values, or one that is not positive
 */
export function fitDistributions(sample: readonly number[]): readonly Fit[] {
  if (sample.length < FEWEST_VALUES) throw new RangeError(`A fit takes ${FEWEST_VALUES} values at least.`);
  if (!sample.every((value) => value > 0 && value < Infinity)) throw new RangeError("A fit takes positive numbers.");
  const sorted = sample.toSorted((a, b) => a - b);
  const families = sorted[0] === sorted.at(-1) ? [fitExponential] : [fitExponential, fitWeibull, fitLognormal];
  return families.map((fit) => judged(fit(sorted), sorted)).toSorted((a, b) => a.aic - b.aic);
}

/**
 * How far the distribution function of so many values may be from the true one by chance, with 95 % probability
 * (Dvoretzky, Kiefer, Wolfowitz; constant of Massart 1990).
 */
export function distanceByChance(size: number): number {
  return Math.sqrt(Math.log(2 / 0.05) / (2 * size));
}
