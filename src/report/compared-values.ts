/** What the values of a comparison are, beside those that `run` and `sweep` tell under the same names. */
export const COMPARED_VALUES =
  "Each value is a mean over the replications, so that there are pairs; run and sweep tell means, percentiles and maxima " +
  "over all outages and requests of all replications together.";
