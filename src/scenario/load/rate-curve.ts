/** A base rate, multiplied by what the patterns say of the moment. */
import type { RateCurve } from "../../model/index.js";
import type { Micros } from "../../units/index.js";
import type { Factor } from "./factor.js";

/** A curve that can be written again, the same for the same curve. */
export interface WrittenRateCurve extends RateCurve {
  readonly written: string;
}

/**
 * Piecewise constant over any number of years without storing a day of them; a look-up bisects the windows of each
 * pattern. Its peak is the product of the highest factors: any hour of any weekday falls on any date some day.
 *
 * @param base per second
 * @param start microseconds since 1970-01-01T00:00Z, or null: then the run starts at midnight
 */
export function rateCurve(base: number, factors: readonly Factor[], start: Micros | null): WrittenRateCurve {
  const origin = start ?? 0;
  return {
    stretch(at) {
      let rate = base;
      let until = Infinity;
      for (const factor of factors) {
        const zero = factor.clock === "calendar" ? origin : 0;
        const stretch = factor.stretch(zero + at);
        rate *= stretch.factor;
        until = Math.min(until, stretch.until - zero);
      }
      return { rate, until };
    },
    peak: factors.reduce((peak, factor) => peak * factor.peak, base),
    written: [`${base}/s`, ...factors.map(({ written }) => `(${written})`)].join(" "),
  };
}
