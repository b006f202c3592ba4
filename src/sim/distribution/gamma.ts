/** The sum of `shape` exponential times of mean `scale`; the shape need not be whole. */
import type { Distribution } from "./distribution.js";
import { demand, demandPositive, distributionKind, number, quantity } from "./distribution-kind.js";
import { gammaQuantile, LARGEST_SHAPE, SMALLEST_SHAPE } from "./gamma-function.js";

export function gamma(shape: number, scale: number): Distribution {
  const inRange = shape >= SMALLEST_SHAPE && shape <= LARGEST_SHAPE;
  demand("shape", shape, `a number from ${SMALLEST_SHAPE} to ${LARGEST_SHAPE}`, inRange);
  demandPositive("scale", scale);
  return { kind: "gamma", mean: shape * scale, quantile: (p) => scale * gammaQuantile(shape, p) };
}

export const gammaKind = distributionKind<[number, number]>(
  "gamma",
  "A positive value whose spread is set by its shape: below 1 wide, above 1 gathered round the mean shape × scale.",
  [number("shape"), quantity("scale")],
  gamma,
);
