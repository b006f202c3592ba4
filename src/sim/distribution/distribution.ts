/** What a distribution is: a quantile function, so that one uniform number makes one draw. */
import { LATEST, type Micros } from "../../units/index.js";
import type { Stream } from "../stream.js";

/** A probability distribution of plain numbers (microseconds where it stands for a duration). */
export interface Distribution {
  readonly kind: string;
  readonly mean: number;
  /** The value that is not exceeded with probability `p`, 0 < p < 1. */
  quantile(p: number): number;
}

/** Draws a value with exactly one uniform number, so that common random numbers stay in step. */
export function draw(distribution: Distribution, stream: Stream): number {
  return distribution.quantile(stream.uniform());
}

/** Draws a duration: rounded to a whole microsecond, not below 0 and not beyond the latest instant that can be told. */
export function drawMicros(distribution: Distribution, stream: Stream): Micros {
  return Math.min(Math.max(0, Math.round(draw(distribution, stream))), LATEST);
}
