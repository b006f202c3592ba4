import jstat from "jstat";
import { describe, expect, it } from "vitest";
import {
  constant,
  distributions,
  draw,
  drawMicros,
  empirical,
  erlang,
  exponential,
  gamma,
  lognormal,
  normal,
  Streams,
  triangular,
  uniform,
  weibull,
  type Distribution,
} from "../../src/sim/index.js";

const { exp, log, sqrt } = Math;

/** Each with its standard deviation and, where one is known, an independent distribution function. */
const CASES: readonly [string, Distribution, sd: number, cdf?: (x: number) => number][] = [
  ["constant(7)", constant(7), 0],
  ["uniform(2, 5)", uniform(2, 5), 3 / sqrt(12), (x) => (x - 2) / 3],
  [
    "triangular(1, 2, 6)",
    triangular(1, 2, 6),
    sqrt((1 + 4 + 36 - 2 - 6 - 12) / 18),
    (x) => jstat.triangular.cdf(x, 1, 6, 2),
  ],
  ["exponential(3)", exponential(3), 3, (x) => 1 - exp(-x / 3)],
  ["weibull(0.58, 2.18)", weibull(0.58, 2.18), 6.293, (x) => 1 - exp(-exp(0.58 * log(x / 2.18)))],
  ["weibull(3, 2)", weibull(3, 2), 0.6492, (x) => jstat.weibull.cdf(x, 2, 3)],
  [
    "lognormal(45, 30)",
    lognormal(45, 30),
    30,
    (x) => jstat.lognormal.cdf(x, log(45) - log(13 / 9) / 2, sqrt(log(13 / 9))),
  ],
  ["gamma(0.4, 5)", gamma(0.4, 5), sqrt(0.4) * 5, (x) => jstat.gamma.cdf(x, 0.4, 5)],
  ["gamma(7.5, 2)", gamma(7.5, 2), sqrt(7.5) * 2, (x) => jstat.gamma.cdf(x, 7.5, 2)],
  ["erlang(4, 1)", erlang(4, 1), 0.5, (x) => jstat.gamma.cdf(x, 4, 0.25)],
  ["normal(1000, 100)", normal(1000, 100), 100, (x) => jstat.normal.cdf(x, 1000, 100)],
  [
    "normal(1, 2), of which 31 % is cut off",
    normal(1, 2),
    1.39486,
    (x) => (jstat.normal.cdf(x, 1, 2) - jstat.normal.cdf(0, 1, 2)) / (1 - jstat.normal.cdf(0, 1, 2)),
  ],
  ["empirical(1, 2, 2, 7)", empirical([7, 2, 1, 2]), sqrt(5.5)],
];

const PROBABILITIES = [1e-6, 0.001, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 0.999, 1 - 1e-6];

describe.each(CASES)("%s", (_name, distribution, sd, cdf) => {
  it("has quantiles that its distribution function turns back", () => {
    if (cdf === undefined) return expect(["constant", "empirical"]).toContain(distribution.kind);
    for (const p of PROBABILITIES) {
      const back = cdf(distribution.quantile(p));
      // jstat's normal and gamma functions are good to about 1e-8.
      expect(Math.abs(back - p)).toBeLessThan(2e-8);
    }
  });

  it("has quantiles that never fall, and the moments it should have, integrated over them", () => {
    const n = 200_000;
    let [sum, squares, last, falls] = [0, 0, -Infinity, 0];
    for (let i = 0; i < n; i++) {
      const x = distribution.quantile((i + 0.5) / n);
      if (x < last) falls++;
      last = x;
      sum += x;
      squares += (x - distribution.mean) * (x - distribution.mean);
    }
    expect(falls).toBe(0);
    expect(Math.abs(sum / n / distribution.mean - 1)).toBeLessThan(3e-4);
    // The midpoint rule cuts the far tail off, which weighs most in the variance of the widest distributions.
    expect(Math.abs(sqrt(squares / n) - sd)).toBeLessThan(0.01 * Math.max(sd, 1e-9));
  });

  it("draws one uniform number a value, with the right mean", () => {
    let uniforms = 0;
    const source = new Streams(5).stream("draws");
    const stream = { uniform: () => (uniforms++, source.uniform()) };
    const n = 20_000;
    let sum = 0;
    for (let i = 0; i < n; i++) sum += draw(distribution, stream);
    expect(uniforms).toBe(n);
    expect(Math.abs(sum / n - distribution.mean)).toBeLessThanOrEqual((4 * sd) / sqrt(n) + 1e-12);
  });
});

// Reference values to 15 digits by mpmath with 40 digits (root of the regularised incomplete gamma function, erfinv).
const REFERENCE: readonly [Distribution, p: number, quantile: number][] = [
  [gamma(0.05, 1), 1e-6, 5.84463205728649e-121],
  [gamma(0.05, 1), 0.3, 2.03789718873266e-11],
  [gamma(0.05, 1), 0.5, 5.57387844074624e-7],
  [gamma(0.05, 1), 0.999999, 8.69686266789374],
  [gamma(0.4, 1), 1e-6, 7.41535468256396e-16],
  [gamma(0.4, 1), 0.3, 0.037541886437423],
  [gamma(0.4, 1), 0.5, 0.145078141643435],
  [gamma(0.4, 1), 0.999999, 11.5058574789807],
  [gamma(1, 1), 1e-6, 1.00000050000033e-6],
  [gamma(1, 1), 0.3, 0.356674943938732],
  [gamma(1, 1), 0.5, 0.693147180559945],
  [gamma(1, 1), 0.999999, 13.8155105579355],
  [gamma(2.5, 1), 1e-6, 0.00644808010324855],
  [gamma(2.5, 1), 0.3, 1.49995406637995],
  [gamma(2.5, 1), 0.5, 2.17573009554776],
  [gamma(2.5, 1), 0.999999, 17.9440934398052],
  [gamma(48, 1), 1e-6, 21.9218265234641],
  [gamma(48, 1), 0.3, 44.1396914151051],
  [gamma(48, 1), 0.5, 47.6670813249337],
  [gamma(48, 1), 0.999999, 88.3887861704091],
  [gamma(1000, 1), 1e-6, 856.814651279392],
  [gamma(1000, 1), 0.3, 983.178446757899],
  [gamma(1000, 1), 0.5, 999.666686426965],
  [gamma(1000, 1), 0.999999, 1157.57791100872],
  [lognormal(45, 30), 1e-12, 0.52574811519335],
  [lognormal(45, 30), 0.07, 15.3003510369554],
  [lognormal(45, 30), 0.4, 32.1100677606503],
  [lognormal(45, 30), 0.93, 91.6268570268075],
  [lognormal(45, 30), 0.99999999, 1125.44673152398],
];

it.each(REFERENCE)("quantiles agree with an independent computation to 1e-9 (case %#)", (distribution, p, expected) => {
  expect(Math.abs(distribution.quantile(p) / expected - 1)).toBeLessThan(1e-9);
});

// Where the bell is cut off, quantiles near 0 are differences of larger numbers: what counts there is the error in sd.
const TRUNCATED: readonly [Distribution, sd: number, p: number, quantile: number][] = [
  [normal(1, 2), 2, 1e-6, 3.92803306203741e-6],
  [normal(1, 2), 2, 0.3, 1.08011459583105],
  [normal(1, 2), 2, 0.999999, 10.6548997180991],
  [normal(-3, 1), 1, 1e-6, 3.04590437873068e-7],
  [normal(-3, 1), 1, 0.3, 0.107016696637142],
  [normal(-3, 1), 1, 0.999999, 2.94888234612934],
  [normal(45, 30), 30, 1e-6, 0.0002161531221616],
  [normal(45, 30), 30, 0.3, 33.1779293632021],
  [normal(45, 30), 30, 0.999999, 188.021352391958],
];

it.each(TRUNCATED)("quantiles of a truncated bell are right to 1e-12 sd (case %#)", (distribution, sd, p, expected) => {
  expect(Math.abs(distribution.quantile(p) - expected) / sd).toBeLessThan(1e-12);
});

describe("a drawn duration", () => {
  const at = (p: number) => ({ uniform: () => p });

  it("is a whole microsecond, not negative and not beyond what can be told", () => {
    expect(drawMicros(uniform(0, 10), at(0.26))).toBe(3);
    expect(drawMicros(uniform(-10, 10), at(0.1))).toBe(0);
    expect(Object.is(drawMicros(uniform(-1, 1), at(0.4)), 0)).toBe(true);
    expect(drawMicros(constant(1e300), at(0.5))).toBe(Number.MAX_SAFE_INTEGER);
  });
});

describe("the table of kinds", () => {
  const EXAMPLES: Record<string, number[]> = {
    constant: [5],
    uniform: [1, 2],
    triangular: [1, 2, 3],
    exponential: [4],
    weibull: [0.5, 3],
    lognormal: [45, 30],
    gamma: [2, 3],
    erlang: [3, 4],
    normal: [5, 1],
    empirical: [3, 1, 2],
  };

  it("makes each kind by its name", () => {
    expect(distributions.map(({ name }) => name)).toEqual(Object.keys(EXAMPLES));
    for (const { name, about, create } of distributions) {
      const distribution = create(EXAMPLES[name]!);
      expect(distribution.kind).toBe(name);
      expect(distribution.quantile(0.5)).toBeGreaterThan(0);
      expect(about.length).toBeGreaterThan(10);
    }
  });

  it("refuses the wrong number of parameters", () => {
    for (const { name, parameters, create } of distributions) {
      expect(() => create([])).toThrow(RangeError);
      if (parameters.at(-1)!.many !== true) expect(() => create([...EXAMPLES[name]!, 1])).toThrow(/takes \d/);
    }
  });

  it.each([
    ["constant", [NaN]],
    ["uniform", [2, 1]],
    ["triangular", [1, 0, 2]],
    ["triangular", [1, 2, 1]],
    ["exponential", [0]],
    ["exponential", [Infinity]],
    ["weibull", [0, 1]],
    ["weibull", [1, -1]],
    ["lognormal", [0, 1]],
    ["lognormal", [1, -1]],
    ["gamma", [0, 1]],
    ["gamma", [1e9, 1]],
    ["erlang", [1.5, 1]],
    ["erlang", [0, 1]],
    ["normal", [1, 0]],
    ["normal", [-40, 1]],
    ["empirical", [1, NaN]],
  ])("refuses %s(%j) and says which parameter is wrong", (name, values) => {
    const kind = distributions.find((candidate) => candidate.name === name)!;
    expect(() => kind.create(values)).toThrow(/^(value|low|mode|high|mean|shape|scale|k|sd) must be .* not /);
  });
});
