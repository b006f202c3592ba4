/** Always the same value. */
import type { Distribution } from "./distribution.js";
import { demand, distributionKind, quantity } from "./distribution-kind.js";

export function constant(value: number): Distribution {
  demand("value", value);
  return { kind: "constant", mean: value, quantile: () => value };
}

export const constantKind = distributionKind<[number]>(
  "constant",
  "Always the same value.",
  [quantity("value")],
  constant,
);
