import { describe, expect, test } from "vitest";
import { distanceByChance, fitDistributions } from "../../src/stats/index.js";

/** Millions of revolutions before 23 ball bearings failed: Lieblein and Zelen (1956), in many textbooks. */
const BEARINGS = [
  ...[17.88, 28.92, 33, 41.52, 42.12, 45.6, 48.48, 51.84, 51.96, 54.12, 55.56, 67.8, 68.64, 68.64, 68.88],
  ...[84.12, 93.12, 98.64, 105.12, 105.84, 127.92, 128.04, 173.4],
];

const fitsOf = (sample: readonly number[]) => new Map(fitDistributions(sample).map((fit) => [fit.name, fit]));

describe("fits by maximum likelihood", () => {
  test("are those of the textbooks for the ball bearings (Lawless 1982)", () => {
    const { weibull, lognormal, exponential } = Object.fromEntries(fitsOf(BEARINGS));
    expect(weibull!.parameters[0]).toBeCloseTo(2.1021, 4);
    expect(weibull!.parameters[1]).toBeCloseTo(81.8783, 3);
    expect(exponential!.parameters[0]).toBeCloseTo(72.2243, 3);
    // Its logarithms: mean 4.1506, standard deviation 0.5216.
    const [mean, sd] = lognormal!.parameters as [number, number];
    const variance = Math.log1p((sd / mean) ** 2);
    expect(Math.log(mean) - variance / 2).toBeCloseTo(4.1504, 3);
    expect(Math.sqrt(variance)).toBeCloseTo(0.5217, 3);
    // Log-likelihoods -113.691 and -113.129.
    expect(weibull!.aic).toBeCloseTo(4 + 2 * 113.691, 2);
    expect(lognormal!.aic).toBeCloseTo(4 + 2 * 113.129, 2);
    expect(fitDistributions(BEARINGS).map(({ name }) => name)).toEqual(["lognormal", "weibull", "exponential"]);
  });

  test("find again what the sample was made of: each at the middles of its quantiles", () => {
    const size = 2000;
    const middles = Array.from({ length: size }, (_, index) => (index + 0.5) / size);
    const made = middles.map((p) => 816 * (-Math.log1p(-p)) ** (1 / 0.48));
    const [best] = fitDistributions(made);
    expect(best!.name).toBe("weibull");
    expect(best!.parameters[0]).toBeCloseTo(0.48, 2);
    expect(best!.parameters[1]! / 816).toBeCloseTo(1, 2);
    expect(best!.distance).toBeLessThan(0.01);
    expect(best!.quantile(0.5) / (816 * Math.log(2) ** (1 / 0.48))).toBeCloseTo(1, 2);
  });

  test("do not depend on the unit, however large or small", () => {
    const shapes = [1e-9, 1, 1e12].map((unit) => fitsOf(BEARINGS.map((each) => each * unit)).get("weibull")!);
    for (const { parameters, distance } of shapes) {
      expect(parameters[0]).toBeCloseTo(shapes[1]!.parameters[0]!, 8);
      expect(distance).toBeCloseTo(shapes[1]!.distance, 8);
    }
  });

  test("of a sample without variation are the exponential alone, and far off", () => {
    const fits = fitDistributions([3, 3, 3, 3, 3, 3]);
    expect(fits.map(({ name }) => name)).toEqual(["exponential"]);
    expect(fits[0]!.distance).toBeGreaterThan(distanceByChance(6));
  });

  test("are refused where there is too little, or something that no time is", () => {
    expect(() => fitDistributions([1, 2, 3])).toThrow("5 values at least");
    expect(() => fitDistributions([1, 2, 3, 0, 5])).toThrow("positive");
    expect(() => fitDistributions([1, 2, 3, NaN, 5])).toThrow("positive");
  });
});

test("the distance by chance is that of the band of Dvoretzky, Kiefer and Wolfowitz", () => {
  expect(distanceByChance(100)).toBeCloseTo(0.13581, 5);
});
