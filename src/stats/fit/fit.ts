/** A distribution fitted to a sample by maximum likelihood, and how well it fits. */

export interface Fit {
  readonly name: "exponential" | "weibull" | "lognormal";
  /** Of the exponential its mean; of Weibull's shape and scale; of the lognormal its own mean and standard deviation. */
  readonly parameters: readonly number[];
  /** Akaike's criterion: of two fits the one with less of it tells the sample better for its number of parameters. */
  readonly aic: number;
  /** The largest gap between its distribution function and that of the sample (Kolmogorov's distance). */
  readonly distance: number;
  readonly quantile: (p: number) => number;
}

/** What a family of distributions finds for a sample. */
export interface Fitted extends Pick<Fit, "name" | "parameters" | "quantile"> {
  readonly logLikelihood: number;
  readonly cumulative: (x: number) => number;
}

/** @param sorted the sample, ascending */
export function judged(
  { name, parameters, quantile, logLikelihood, cumulative }: Fitted,
  sorted: readonly number[],
): Fit {
  const size = sorted.length;
  const distance = sorted.reduce((most, value, index) => {
    const share = cumulative(value);
    return Math.max(most, (index + 1) / size - share, share - index / size);
  }, 0);
  return { name, parameters, aic: 2 * parameters.length - 2 * logLikelihood, distance, quantile };
}
