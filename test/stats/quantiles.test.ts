import { expect, test } from "vitest";
import { normalQuantile, studentQuantile } from "../../src/stats/index.js";

test("normal quantiles agree with tables, in all three regions of the approximation", () => {
  const table = [
    [0.5, 0],
    [0.6, 0.2533471031357998],
    [0.975, 1.9599639845400536],
    [0.995, 2.5758293035489],
    [0.9995, 3.2905267314919255],
    [0.99999, 4.26489079392384],
    [1e-10, -6.361340902404056],
    [1e-300, -37.0470962993612],
  ] as const;
  for (const [p, expected] of table)
    expect(Math.abs(normalQuantile(p) - expected)).toBeLessThan(1e-13 * (1 + Math.abs(expected)));
});

test("normal quantiles are symmetric and join where the regions meet", () => {
  for (const p of [0.01, 0.074999, 0.075001, 0.3]) expect(normalQuantile(p)).toBeCloseTo(-normalQuantile(1 - p), 12);
  expect(normalQuantile(0.0750000001) - normalQuantile(0.0749999999)).toBeLessThan(2e-9);
});

test("Student quantiles agree with tables to six digits", () => {
  const table = [
    [0.975, 1, 12.7062047],
    [0.9995, 1, 636.619249],
    [0.975, 2, 4.30265273],
    [0.6, 5, 0.267180866],
    [0.95, 9, 1.83311293],
    [0.975, 9, 2.26215716],
    [0.995, 29, 2.7563859],
    [0.9995, 29, 3.65940502],
    [0.99999, 99, 4.48067796],
    [0.9995, 199, 3.34008656],
    [0.975, 999, 1.96234146],
  ] as const;
  for (const [p, degrees, expected] of table) {
    expect(Math.abs(studentQuantile(p, degrees) / expected - 1)).toBeLessThan(5e-7);
    expect(studentQuantile(1 - p, degrees)).toBeCloseTo(-expected, 5 - Math.floor(Math.log10(expected)));
  }
});

/** P(T ≤ t) as a finite series, for whole degrees of freedom (Abramowitz and Stegun 26.7.3 and 26.7.4). */
function studentCumulative(t: number, degrees: number): number {
  const angle = Math.atan(t / Math.sqrt(degrees));
  const square = Math.cos(angle) * Math.cos(angle);
  const odd = degrees % 2 === 1;
  let term = odd ? Math.cos(angle) : 1;
  let sum = degrees === 1 ? 0 : term;
  for (let k = odd ? 3 : 2; k < degrees; k += 2) {
    term *= (square * (k - 1)) / k;
    sum += term;
  }
  return 0.5 + (odd ? (angle + Math.sin(angle) * sum) / Math.PI : (Math.sin(angle) * sum) / 2);
}

test("the distribution function, computed another way, leads back from the quantile to the probability", () => {
  for (let degrees = 1; degrees <= 200; degrees += 1) {
    for (const p of [0.8, 0.95, 0.975, 0.9995]) {
      expect(Math.abs(studentCumulative(studentQuantile(p, degrees), degrees) - p)).toBeLessThan(2e-7 * (1 - p) * 10);
    }
  }
});

test("with many degrees of freedom Student's quantile is the normal one", () => {
  expect(studentQuantile(0.975, 1e7)).toBeCloseTo(normalQuantile(0.975), 5);
});

test("probabilities of zero and one and no degrees of freedom are refused", () => {
  for (const p of [0, 1, NaN]) {
    expect(() => normalQuantile(p)).toThrow(RangeError);
    expect(() => studentQuantile(p, 3)).toThrow(RangeError);
  }
  expect(() => studentQuantile(0.9, 0)).toThrow(RangeError);
});
