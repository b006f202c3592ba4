// What we use of jstat, which ships no types: the quantile function of Student's t.
declare module "jstat" {
  const jStat: { readonly studentt: { inv(p: number, degreesOfFreedom: number): number } };
  export default jStat;
}
