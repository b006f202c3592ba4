/** What the tests use of jstat, which has no types of its own: distribution functions as a second way to compute. */
declare module "jstat" {
  interface Distribution {
    cdf(x: number, ...parameters: number[]): number;
  }
  const jstat: Record<"triangular" | "weibull" | "lognormal" | "gamma" | "normal", Distribution>;
  export default jstat;
}
