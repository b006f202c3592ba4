/** The looks at an error that was planted, by the recursion of Armitage, McPherson and Rowe (1969) over a Brownian motion. */
import jStat from "jstat";
import { expect, test } from "vitest";
import { LOOKS } from "../../../src/experiment/validation/looks.js";
import { normalQuantile } from "../../../src/stats/quantiles.js";

/** Of the grid from one bound to the other. */
const POINTS = 601;
const normalCdf = (z: number): number => jStat.normal.cdf(z, 0, 1);
const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

/** Probabilities, look by look, that it is the one that ends it, and that it ends it since something is plain; where the last look expects so many standard errors. */
function endings(drift: number) {
  const plain: number[] = [];
  const ended: number[] = [];
  let [grid, weight, before]: [number[], number[], number] = [[0], [1], 0];
  for (const { share, level, hopeless } of LOOKS) {
    const deviation = Math.sqrt(share - before);
    const bound = (ofLevel: number): number => normalQuantile((1 + ofLevel) / 2) * Math.sqrt(share);
    const [outer, inner] = [bound(level), hopeless === undefined ? 0 : bound(hopeless)];
    const away = (from: number, to: number): number => (to - from - drift * (share - before)) / deviation;
    const below = (to: number): number => sum(grid.map((from, i) => weight[i]! * normalCdf(away(from, to))));
    plain.push(sum(weight) - below(outer) + below(-outer));
    ended.push(share === 1 ? sum(weight) : plain.at(-1)! + below(inner) - below(-inner));
    const step = (2 * outer) / (POINTS - 1);
    const next = Array.from({ length: POINTS }, (_, i) => i * step - outer);
    weight = next.map((to) => {
      const density = (from: number): number => {
        const z = away(from, to);
        return Math.exp((-z * z) / 2) / (Math.sqrt(2 * Math.PI) * deviation);
      };
      return Math.abs(to) < inner ? 0 : step * sum(grid.map((from, i) => weight[i]! * density(from)));
    });
    [grid, before] = [next, share];
  }
  return { found: sum(plain), run: sum(ended.map((probability, i) => probability * LOOKS[i]!.share)) };
}

test("what is right is taken for wrong once in a thousand by all looks together, and is given up early", () => {
  const { found, run } = endings(0);
  expect(found).toBeGreaterThan(0.0009);
  expect(found).toBeLessThan(0.001);
  expect(run).toBeCloseTo(0.6, 2);
});

test("an error that one look at the end would find with 90 % is found with 89 %, most often early", () => {
  const single = normalQuantile(0.9995) + normalQuantile(0.9);
  const { found, run } = endings(single);
  expect(found).toBeGreaterThan(0.885);
  expect(found).toBeLessThan(0.895);
  expect(run).toBeCloseTo(0.78, 2);
  expect(endings(2 * single).run).toBeCloseTo(0.4, 1);
});
