/** The looks at an error that was planted, by the recursion of Armitage, McPherson and Rowe (1969) over a Brownian motion. */
import jStat from "jstat";
import { expect, test } from "vitest";
import { LOOKS } from "../../../src/experiment/validation/looks.js";
import { normalQuantile } from "../../../src/stats/quantiles.js";

const POINTS = 601;
const normalCdf = (z: number): number => jStat.normal.cdf(z, 0, 1);

/** Probabilities that each look is the first that sees something, where the last one expects so many standard errors. */
function seen(drift: number): readonly number[] {
  const found: number[] = [];
  let [grid, density, before]: [number[], number[], number] = [[0], [1], 0];
  for (const { share, level } of LOOKS) {
    const deviation = Math.sqrt(share - before);
    const bound = normalQuantile((1 + level) / 2) * Math.sqrt(share);
    const away = (from: number, to: number): number => (to - from - drift * (share - before)) / deviation;
    const beyond = (from: number): number => 1 - normalCdf(away(from, bound)) + normalCdf(away(from, -bound));
    found.push(grid.reduce((sum, from, i) => sum + density[i]! * beyond(from), 0));
    const step = (2 * bound) / (POINTS - 1);
    const next = Array.from({ length: POINTS }, (_, i) => i * step - bound);
    // Weights of the trapezoidal rule are part of the density.
    density = next.map((to, i) => {
      const weight = i === 0 || i === POINTS - 1 ? step / 2 : step;
      const at = (from: number): number => {
        const z = away(from, to);
        return Math.exp((-z * z) / 2) / (Math.sqrt(2 * Math.PI) * deviation);
      };
      return weight * grid.reduce((sum, from, j) => sum + density[j]! * at(from), 0);
    });
    [grid, before] = [next, share];
  }
  return found;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

test("what is right is taken for wrong once in a thousand by all looks together", () => {
  expect(sum(seen(0))).toBeGreaterThan(0.00098);
  expect(sum(seen(0))).toBeLessThan(0.00101);
});

test("an error that one look at the end would find with 90 % is found with 89 %, most often early", () => {
  const single = normalQuantile(0.9995) + normalQuantile(0.9);
  const found = seen(single);
  expect(sum(found)).toBeCloseTo(0.891, 2);
  const run = sum(found.map((probability, i) => probability * LOOKS[i]!.share)) + 1 - sum(found);
  expect(run).toBeCloseTo(0.78, 2);
  const twice = seen(2 * single);
  expect(sum(twice.map((probability, i) => probability * LOOKS[i]!.share))).toBeCloseTo(0.4, 1);
});
