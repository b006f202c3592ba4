/** Weibull's distribution of a sample, by maximum likelihood. */
import type { Fitted } from "./fit.js";

/** A shape beyond this is that of a sample without variation. */
const LARGEST_SHAPE = 1e6;

/** @param sample positive values, at least two of them different */
export function fitWeibull(sample: readonly number[]): Fitted {
  const size = sample.length;
  // In logarithms below the largest value: no power overflows.
  const top = Math.log(sample.reduce((most, value) => Math.max(most, value), 0));
  const logs = sample.map((value) => Math.log(value) - top);
  const meanLog = logs.reduce((sum, log) => sum + log, 0) / size;
  const shape = shapeOf(logs, meanLog);
  const power = logs.reduce((sum, log) => sum + Math.exp(shape * log), 0) / size;
  const scale = Math.exp(top + Math.log(power) / shape);
  const logScale = Math.log(scale);
  return {
    name: "weibull",
    parameters: [shape, scale],
    // At the maximum the mean of (x / scale) ^ shape is 1.
    logLikelihood: size * (Math.log(shape) - shape * logScale + (shape - 1) * (meanLog + top) - 1),
    cumulative: (x) => -Math.expm1(-Math.exp(shape * (Math.log(x) - logScale))),
    quantile: (p) => scale * Math.exp(Math.log(-Math.log1p(-p)) / shape),
  };
}

/** The root of the likelihood equation Σ xᵏ ln x / Σ xᵏ − 1/k − mean of ln x, which rises with k: by halving. */
function shapeOf(logs: readonly number[], meanLog: number): number {
  const slope = (shape: number): number => {
    let [powers, weighted] = [0, 0];
    for (const log of logs) {
      const power = Math.exp(shape * log);
      powers += power;
      weighted += power * log;
    }
    return weighted / powers - 1 / shape - meanLog;
  };
  let [low, high] = [0, 1];
  while (slope(high) < 0 && high < LARGEST_SHAPE) [low, high] = [high, high * 2];
  for (let step = 0; step < 200; step += 1) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (slope(middle) < 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
