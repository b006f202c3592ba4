/** Theory of items, drawn at random, by another way than the one the items compute it: closed forms, phases, sums. */
import { expect, test } from "vitest";
import { validationItems } from "../../../src/experiment/index.js";

function theoryOf(name: string): number {
  const { figures, parameters } = validationItems.find((each) => each.name === name)!;
  return figures[0]!.theory(parameters);
}

function power(base: number, exponent: number): number {
  return Array.from({ length: exponent }, () => base).reduce((product, each) => product * each, 1);
}

function factorial(n: number): number {
  return n === 0 ? 1 : n * factorial(n - 1);
}

function sum(from: number, to: number, term: (k: number) => number): number {
  let all = 0;
  for (let k = from; k <= to; k++) all += term(k);
  return all;
}

/** Of a chain with these moves, by following it in short steps for so long that it has settled. */
function settled(states: number, moves: readonly (readonly [number, number, number])[], pace: number): number[] {
  let shares = Array.from({ length: states }, () => 1 / states);
  for (let step = 0; step < 20_000; step++) {
    const next = [...shares];
    for (const [from, to, rate] of moves) {
      const flow = (shares[from]! * rate) / pace;
      next[from]! -= flow;
      next[to]! += flow;
    }
    shares = next;
  }
  return shares;
}

/** That an Erlang life of four stages, of this mean, lasts so long. */
const erlang4 = (mean: number) => (age: number) =>
  Math.exp((-4 * age) / mean) * sum(0, 3, (k) => power((4 * age) / mean, k) / factorial(k));

/** By the rule of the middle. */
const integral = (of: (x: number) => number, to: number, parts = 20_000): number =>
  (to / parts) * sum(1, parts, (k) => of((to * (k - 0.5)) / parts));

test("a unit after ten: U (1 - e^(-(λ+μ)t))", () => {
  const [failing, mending] = [1 / 30, 1 / 10];
  const settledAt = failing / (failing + mending);
  expect(theoryOf("one-unit-after-10")).toBeCloseTo(settledAt * (1 - Math.exp(-10 * (failing + mending))), 12);
});

test("two independent units, and two paths: the square of one", () => {
  expect(theoryOf("two-units-rare")).toBeCloseTo((10 / 1010) * (10 / 1010), 15);
  const one = 1 - 0.999 * 0.9995 * 0.9998;
  expect(theoryOf("two-paths")).toBeCloseTo(one * one, 15);
});

test("two units with one crew until both are down, 300 s at most: two exponentials of the chain's roots", () => {
  const [failing, mending] = [1 / 30, 1 / 10];
  const b = 3 * failing + mending;
  const root = Math.sqrt(b * b - 8 * failing * failing);
  const [slow, quick] = [(-b + root) / 2, (-b - root) / 2];
  const mean =
    ((slow * (Math.exp(300 * quick) - 1)) / quick - (quick * (Math.exp(300 * slow) - 1)) / slow) / (slow - quick);
  expect(theoryOf("two-units-one-crew-first")).toBeCloseTo(mean, 5);
});

test("six units and one crew: what the crew does in all, and Little's law", () => {
  const idle = 1 / sum(0, 6, (k) => (factorial(6) / factorial(6 - k)) * power(12 / 40, k));
  expect(theoryOf("machine-repair-6-1")).toBeCloseTo(6 - (1 - idle) / (12 / 40), 10);
});

test("a cold stand-in with lives of four stages: a chain of the stages", () => {
  const [stage, mending] = [4 / 20, 1 / 20];
  // 0 to 3: the stage of who serves, the other is whole; 4 to 7: the other is down; 8: both.
  const moves = [0, 1, 2, 3].flatMap((k): [number, number, number][] => [
    [k, k < 3 ? k + 1 : 4, stage],
    [4 + k, k, mending],
    [4 + k, k < 3 ? 5 + k : 8, stage],
  ]);
  const shares = settled(9, [...moves, [8, 4, mending]], 1);
  expect(theoryOf("cold-standby-wear")).toBeCloseTo(shares[8]!, 9);
});

test("cold and warm stand-ins with one crew: what goes over each edge of the chain goes back", () => {
  const r = 0.01;
  expect(theoryOf("cold-standby-rare")).toBeCloseTo((r * r) / (1 + r + r * r), 15);
  const [serving, waiting, mending] = [1 / 50, 1 / 200, 1 / 10];
  const one = (serving + waiting) / mending;
  const both = (one * serving) / mending;
  expect(theoryOf("warm-standby")).toBeCloseTo(both / (1 + one + both), 12);
});

test("maintenance at an age: what a cycle is down over what it lasts", () => {
  const survival = erlang4(100);
  const up = integral(survival, 70);
  const down = (1 - survival(70)) * 20 + survival(70) * 2;
  expect(theoryOf("maintenance")).toBeCloseTo(down / (up + down), 8);
});

test("φ accrual: the mean of an exponential time modulo the period, by its density", () => {
  const density = (x: number) => Math.exp(-x / 300) / (300 * (1 - Math.exp(-1 / 300)));
  const sinceLast = integral((x) => x * density(x), 1);
  expect(theoryOf("phi")).toBeCloseTo(1 + 5.6120012 * 0.1 - sinceLast, 8);
});

test("Erlang's loss as a share of a sum, and one server that all share as 1/(μ-λ)", () => {
  const loss = power(3, 5) / factorial(5) / sum(0, 5, (k) => power(3, k) / factorial(k));
  expect(theoryOf("erlang-b-lognormal")).toBeCloseTo(loss, 12);
  expect(theoryOf("shared-exponential")).toBeCloseTo(1 / (1 - 0.75), 12);
});
