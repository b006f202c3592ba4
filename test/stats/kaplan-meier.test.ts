import fc from "fast-check";
import { expect, test } from "vitest";
import { covers, EmpiricalDistribution, KaplanMeier } from "../../src/stats/index.js";
import { drawsOf, times } from "./draws.js";

const ended = (...durations: number[]) => durations.map((duration) => ({ duration, ended: true }));
const censored = (...durations: number[]) => durations.map((duration) => ({ duration, ended: false }));

/** Remission of leukaemia under 6-MP, in weeks (Freireich and others 1963; the textbooks' example). */
const REMISSION = new KaplanMeier([
  ...ended(6, 6, 6, 7, 10, 13, 16, 22, 23),
  ...censored(6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35),
]);

test("four durations by hand: ends at 1 and 3, censored at 2 and 4", () => {
  const estimate = new KaplanMeier([...ended(1, 3), ...censored(2, 4)]);
  expect([estimate.count, estimate.censored]).toEqual([4, 2]);
  expect(estimate.steps).toEqual([
    { duration: 1, atRisk: 4, ended: 1, survival: 0.75, greenwood: 1 / 12 },
    { duration: 3, atRisk: 2, ended: 1, survival: 0.375, greenwood: 1 / 12 + 1 / 2 },
  ]);
  expect([0, 1, 2, 3, 4].map((duration) => estimate.survivalAt(duration))).toEqual([1, 0.75, 0.75, 0.375, 0.375]);
  expect(estimate.quantile(0.5)).toBe(3);
  expect(estimate.quantile(0.9)).toBe(Infinity);
  // 1 · 1 + 0.75 · 2 + 0.375 · 1
  expect(estimate.meanUpTo(4)).toBe(2.875);
  expect(estimate.meanUpTo(5)).toBeNaN();
});

test("the textbooks' example: shares in remission and their intervals", () => {
  const table = [
    [6, 0.857143, 0.61971796, 0.95155175],
    [7, 0.806723, 0.56314656, 0.92280902],
    [10, 0.752941, 0.50319951, 0.88936184],
    [22, 0.537815, 0.26777894, 0.74679072],
    [23, 0.448179, 0.18805201, 0.68014263],
  ] as const;
  for (const [week, survival, low, high] of table) {
    expect(REMISSION.survivalAt(week)).toBeCloseTo(survival, 6);
    expect(REMISSION.intervalAt(week, 0.95).low).toBeCloseTo(low, 7);
    expect(REMISSION.intervalAt(week, 0.95).high).toBeCloseTo(high, 7);
  }
  expect(REMISSION.quantile(0.5)).toBe(23);
});

test("dropping the censored ones would shorten the durations", () => {
  const dropped = new KaplanMeier(ended(6, 6, 6, 7, 10, 13, 16, 22, 23));
  expect(dropped.quantile(0.5)).toBe(10);
});

test("without censoring it is one minus the empirical distribution, and its area the mean", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20), { minLength: 1, maxLength: 40 }), (durations) => {
      const estimate = new KaplanMeier(ended(...durations));
      const sample = new EmpiricalDistribution(durations);
      for (let at = 0; at <= 20; at += 1) expect(estimate.survivalAt(at)).toBeCloseTo(1 - sample.shareUpTo(at), 12);
      expect(estimate.meanUpTo(25)).toBeCloseTo(durations.reduce((sum, x) => sum + x, 0) / durations.length, 10);
      expect(estimate.quantile(0.5)).toBe(sample.values[Math.ceil(durations.length / 2) - 1]);
    }),
  );
});

test("of 200 intervals at 95 % under heavy censoring between 179 and 198 cover the truth", () => {
  const draws = drawsOf("coverage/survival");
  const covering = times(200, () => {
    const observed = times(100, () => {
      const [life, observation] = [draws.exponential(), 1.5 * draws.exponential()];
      return { duration: Math.min(life, observation), ended: life <= observation };
    });
    return covers(new KaplanMeier(observed).intervalAt(0.7, 0.95), Math.exp(-0.7));
  }).filter(Boolean).length;
  expect(covering).toBeGreaterThanOrEqual(179);
  expect(covering).toBeLessThanOrEqual(198);
});

test("nothing observed, nothing ended and everything ended are answered without numbers made up", () => {
  expect(new KaplanMeier([]).quantile(0.5)).toBe(Infinity);
  const waiting = new KaplanMeier(censored(5, 6));
  expect(waiting.censored).toBe(2);
  expect(waiting.survivalAt(5)).toBe(1);
  expect(waiting.intervalAt(5, 0.95)).toEqual({ low: 0, high: 1, level: 0.95 });
  expect(new KaplanMeier(ended(1, 2)).intervalAt(2, 0.95)).toEqual({ low: 0, high: 1, level: 0.95 });
});

test("negative durations are refused", () => {
  expect(() => new KaplanMeier(ended(-1))).toThrow(RangeError);
});
