/** The lognormal distribution of a sample, by maximum likelihood; told by its own mean and standard deviation. */
import jStat from "jstat";
import type { Fitted } from "./fit.js";

/** @param sample positive values, at least two of them different */
export function fitLognormal(sample: readonly number[]): Fitted {
  const size = sample.length;
  const logs = sample.map((value) => Math.log(value));
  const location = logs.reduce((sum, log) => sum + log, 0) / size;
  const variance = logs.reduce((sum, log) => sum + (log - location) * (log - location), 0) / size;
  const scale = Math.sqrt(variance);
  const mean = Math.exp(location + variance / 2);
  return {
    name: "lognormal",
    parameters: [mean, mean * Math.sqrt(Math.expm1(variance))],
    logLikelihood: -size * (location + Math.log(scale) + Math.log(2 * Math.PI) / 2 + 1 / 2),
    cumulative: (x) => jStat.normal.cdf((Math.log(x) - location) / scale, 0, 1),
    quantile: (p) => Math.exp(location + scale * jStat.normal.inv(p, 0, 1)),
  };
}
