/** Times to failure: shape below 1 for early failures, 1 is exponential, above 1 for wear. */
import type { Distribution } from "./distribution.js";
import { demandPositive, distributionKind, number, quantity } from "./distribution-kind.js";
import { logGamma } from "./gamma-function.js";

export function weibull(shape: number, scale: number): Distribution {
  demandPositive("shape", shape);
  demandPositive("scale", scale);
  return {
    kind: "weibull",
    mean: scale * Math.exp(logGamma(1 + 1 / shape)),
    quantile: (p) => scale * Math.exp(Math.log(-Math.log1p(-p)) / shape),
  };
}

export const weibullKind = distributionKind<[number, number]>(
  "weibull",
  "Times to failure: shape below 1 for early failures, 1 is exponential, above 1 for wear.",
  [number("shape"), quantity("scale")],
  weibull,
);
