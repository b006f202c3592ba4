/** Theory of items, drawn at random, by another way than the one the items compute it: closed forms, phases, sums. */
import { expect, test } from "vitest";
import { validationItems } from "../../../src/experiment/index.js";
import {
  quantileOfMM1,
  quantileOfMMc,
  refusedTwice,
  timeAtBetterOfTwo,
  timeAtChangingPace,
  timeAtMDc,
  waitOfMG1,
  waitOfMMc,
} from "../../../src/stats/index.js";

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
function settled(
  states: number,
  moves: readonly (readonly [number, number, number])[],
  pace: number,
  steps = 20_000,
): number[] {
  let shares = Array.from({ length: states }, () => 1 / states);
  for (let step = 0; step < steps; step++) {
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
  expect(theoryOf("one-path")).toBeCloseTo(one, 12);
  expect(theoryOf("two-paths")).toBeCloseTo(one * one, 14);
  expect(theoryOf("relay-shared") / 525_600).toBeCloseTo(1 - 0.9995 * (1 - 1e-6), 12);
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

test("a host that crashes: while it works the number there is geometric, with the root of the chain", () => {
  const [arriving, ending, crashing] = [0.5, 1, 1 / 80];
  const b = arriving + ending + crashing;
  const root = (b - Math.sqrt(b * b - 4 * arriving * ending)) / (2 * ending);
  const [down, up] = [0.2, 0.8];
  expect(theoryOf("crashes")).toBeCloseTo(down + ((crashing / arriving) * up * root) / (1 - root), 8);
});

test("a host that is slow at times is M/M/1 where slow is as quick, and where it is hardly ever slow", () => {
  const queue = { arrivals: 0.4, service: 1, quick: 200, slow: 50 };
  expect(timeAtChangingPace({ ...queue, factor: 1 })).toBeCloseTo(1 / 0.6, 9);
  expect(timeAtChangingPace({ ...queue, quick: 1e12, factor: 3 })).toBeCloseTo(1 / 0.6, 6);
});

test("a server that breaks down and keeps whom it has: the number that its users find is in the specification", () => {
  expect(0.5 * theoryOf("breakdowns-kept")).toBeCloseTo(2.232323, 6);
});

test("priorities: the first class by hand, and all of them by what is conserved (Kleinrock 1965)", () => {
  const { figures, parameters } = validationItems.find((each) => each.name === "priorities")!;
  // Work in service that an arrival finds: half of what comes in a second of second moments.
  const found = 0.3 * 0.25 + 0.2 * 1 + 0.2 * 4;
  expect(figures[0]!.theory(parameters)).toBeCloseTo(found / 0.85 + 0.5, 12);
  const waits = figures.map(({ theory }, i) => theory(parameters) - [0.5, 1, 2][i]!);
  const conserved = sum(0, 2, (i) => [0.15, 0.2, 0.4][i]! * waits[i]!);
  expect(conserved).toBeCloseTo((0.75 / 0.25) * found, 12);
});

/** The specification's formula: nobody is repaired, and nobody fails, while a takeover or a restart lasts. */
test("coverage with both active: the closed form, where takeovers and restarts are short beside repairs", () => {
  const both = validationItems.find(({ name }) => name === "coverage-both-active")!.figures[0]!;
  const minutesAYear = [
    [0.99, 2.75323],
    [0.95, 4.0826],
    [0.9, 5.74431],
  ] as const;
  for (const [covered, minutes] of minutesAYear) {
    const found =
      525_600 * both.theory({ failure: 5000, repair: 4, uncovered: 1 - covered, takeover: 1 / 120, restart: 1 / 6 });
    expect(Math.abs(found / minutes - 1)).toBeLessThan(0.003);
  }
});

test("the better of two of three: the numbers at each in any order, followed until they have settled", () => {
  // Numbers at the three servers in any order, up to twelve at each: fewer than the item has, at a load where that is enough.
  const most = 12;
  const at = (a: number, b: number, c: number) => (a * (most + 1) + b) * (most + 1) + c;
  const moves: [number, number, number][] = [];
  for (let a = 0; a <= most; a++) {
    for (let b = 0; b <= most; b++) {
      for (let c = 0; c <= most; c++) {
        const [here, numbers] = [at(a, b, c), [a, b, c]];
        const moved = (who: number, by: number) =>
          at(...(numbers.map((n, i) => (i === who ? n + by : n)) as [number, number, number]));
        for (const [i, j] of [
          [0, 1],
          [0, 2],
          [1, 2],
        ] as const) {
          const shorter = numbers[i]! <= numbers[j]! ? i : j;
          const ways = numbers[i] === numbers[j] ? [i, j] : [shorter];
          for (const who of ways) if (numbers[who]! < most) moves.push([here, moved(who, 1), 1.2 / 3 / ways.length]);
        }
        numbers.forEach((n, who) => n > 0 && moves.push([here, moved(who, -1), 1]));
      }
    }
  }
  const shares = settled((most + 1) * (most + 1) * (most + 1), moves, 5, 3000);
  const inside = shares.reduce((all, share, i) => {
    return all + share * (Math.floor(i / 169) + (Math.floor(i / 13) % 13) + (i % 13));
  }, 0);
  expect(timeAtBetterOfTwo(1.2, 1)).toBeCloseTo(inside / 1.2, 6);
});

test("who is refused twice and then for good: the busy server and both numbers of those who wait, followed until they have settled", () => {
  const most = 12;
  const at = (busy: number, once: number, twice: number) => (busy * (most + 1) + once) * (most + 1) + twice;
  const moves: [number, number, number][] = [];
  for (let once = 0; once <= most; once++) {
    for (let twice = 0; twice <= most; twice++) {
      const [idle, busy] = [at(0, once, twice), at(1, once, twice)];
      moves.push([busy, idle, 1], [idle, busy, 0.5]);
      if (once < most) moves.push([busy, at(1, once + 1, twice), 0.5]);
      if (once > 0) moves.push([idle, at(1, once - 1, twice), once / 2]);
      if (once > 0) moves.push([busy, at(1, once - 1, Math.min(twice + 1, most)), once / 2]);
      if (twice > 0) moves.push([idle, at(1, once, twice - 1), twice / 2], [busy, at(1, once, twice - 1), twice / 2]);
    }
  }
  const shares = settled(2 * (most + 1) * (most + 1), moves, 20);
  const lost = sum(0, most, (once) => sum(0, most, (twice) => (shares[at(1, once, twice)]! * twice) / 2)) / 0.5;
  expect(refusedTwice(0.5, 1, 2)).toBeCloseTo(lost, 8);
});

test("M/D/c and percentiles of M/M/c are with one server what M/D/1 and M/M/1 are", () => {
  expect(timeAtMDc(1, 0.7, 1)).toBeCloseTo(waitOfMG1(0.7, 1, 0) + 1, 9);
  // The area below the tail is the mean.
  expect(quantileOfMMc(0.95, 1, 0.8, 1)).toBeCloseTo(quantileOfMM1(0.95, 0.8, 1), 9);
  const mean = sum(0, 9999, (k) => quantileOfMMc((k + 0.5) / 10_000, 4, 3.2, 1)) / 10_000;
  expect(mean).toBeCloseTo(waitOfMMc(4, 3.2, 1) + 1, 2);
  // Where the wait is as long as the service, as beside it.
  expect(quantileOfMMc(0.95, 3, 0.5, 4)).toBeCloseTo(quantileOfMMc(0.95, 3, 0.5001, 4), 1);
});

test("two parts in series that age in operation: down at 100, 130, 220 and 270", () => {
  expect(theoryOf("series-of-ages")).toBe(260 / 300);
});

test("strokes of a group and one crew: the repairs that wait, followed until they have settled", () => {
  // Numbers of the states: which of own-1, own-2, both-1, both-2 are there, in the order of their strokes.
  const states: string[] = [""];
  const moves: [number, number, number][] = [];
  const to = (state: string) => (states.includes(state) ? states.indexOf(state) : states.push(state) - 1);
  for (let i = 0; i < states.length; i++) {
    const at = states[i]!;
    for (const own of "12") if (!at.includes(own)) moves.push([i, to(at + own), 1 / 60]);
    if (!/[ab]/.test(at)) moves.push([i, to(`${at}ab`), 1 / 200]);
    if (at !== "") moves.push([i, to(at.slice(1)), 1 / 5]);
  }
  expect(states).toHaveLength(21);
  const shares = settled(states.length, moves, 1);
  const both = states.reduce((all, at, i) => all + (/[1a]/.test(at) && /[2b]/.test(at) ? shares[i]! : 0), 0);
  expect(theoryOf("common-cause-one-crew")).toBeCloseTo(both, 9);
});
