/** Distributions that fit times which somebody measured. */

/** At these shares of the times a fit is compared with what was measured. */
export const COMPARED_SHARES = [0.1, 0.5, 0.9] as const;

/** At these shares, every fiftieth, a picture of the fits has its points. */
export const CURVE_SHARES: readonly number[] = Array.from({ length: 50 }, (_, index) => (2 * index + 1) / 100);

export interface FittedTimes {
  readonly name: string;
  /** The key of a fault that such times are written under, where the file says what they are. */
  readonly key: "every" | "repair" | null;
  readonly count: number;
  readonly meanSeconds: number;
  readonly leastSeconds: number;
  readonly greatestSeconds: number;
  /** At the shares above. */
  readonly quantilesSeconds: readonly number[];
  /** At the shares of the curve. */
  readonly curveSeconds: readonly number[];
  /** How far the measured distribution may be from the true one by chance, with 95 % probability. */
  readonly distanceByChance: number;
  /** The best first; empty when there are too few times. */
  readonly fits: readonly FittedDistribution[];
}

export interface FittedDistribution {
  readonly name: string;
  /** As a scenario takes it: `weibull(0.48, 34d)`. */
  readonly written: string;
  readonly aic: number;
  /** The largest gap between its distribution function and that of the times. */
  readonly distance: number;
  readonly quantilesSeconds: readonly number[];
  readonly curveSeconds: readonly number[];
}

export interface FittedFile {
  readonly format: "understudy-fit";
  readonly file: string;
  readonly times: readonly FittedTimes[];
  /** What was left out, in sentences. */
  readonly remarks: readonly string[];
}
