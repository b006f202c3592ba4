/** When it is looked whether an error that was planted is plain by then, so that not all is run. */

/** After which share of what is run. */
export interface Look {
  readonly share: number;
  /** An error is plain where an interval of this level does not cover theory. */
  readonly level: number;
  /** It is given up where all intervals of this level cover theory; not yet unless given. */
  readonly hopeless?: number;
}

/**
 * Normal figures that are right are taken for wrong once in a thousand by all looks together, as often as by one look at the end at
 * 99.9 %. Bounds of Wang and Tsiatis (1987) with exponent 1/4: 3.3531 share^-1/4 standard errors. What lies within one standard error at half,
 * or 1.75 at three quarters, is given up, which can only make that rarer. An error that one look would find with a probability
 * of 90 % is found with 89 %, after 78 % of what is run in the mean; one of twice the size after 40 %; what is right is over after 60 %.
 */
export const LOOKS: readonly Look[] = [
  { share: 1 / 8, level: 1 - 1.71e-8 },
  { share: 1 / 4, level: 1 - 2.12e-6 },
  { share: 1 / 2, level: 1 - 6.68e-5, hopeless: 0.6827 },
  { share: 3 / 4, level: 1 - 3.14e-4, hopeless: 0.9199 },
  { share: 1, level: 1 - 7.99e-4 },
];
