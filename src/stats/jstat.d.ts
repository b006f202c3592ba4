/** What we use of jstat, which ships no types: the quantile function of Student's t, and the normal distribution. */
declare module "jstat" {
  const jStat: {
    readonly studentt: { inv(p: number, degreesOfFreedom: number): number };
    readonly normal: {
      cdf(x: number, mean: number, deviation: number): number;
      inv(p: number, mean: number, deviation: number): number;
    };
  };
  export default jStat;
}
