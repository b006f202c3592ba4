/** The exponential distribution of a sample: its mean is the sample's. */
import type { Fitted } from "./fit.js";

export function fitExponential(sample: readonly number[]): Fitted {
  const mean = sample.reduce((sum, value) => sum + value, 0) / sample.length;
  return {
    name: "exponential",
    parameters: [mean],
    logLikelihood: -sample.length * (Math.log(mean) + 1),
    cumulative: (x) => -Math.expm1(-x / mean),
    quantile: (p) => -mean * Math.log1p(-p),
  };
}
