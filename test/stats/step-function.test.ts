import fc from "fast-check";
import { expect, test } from "vitest";
import { StepFunction } from "../../src/stats/index.js";

/** 1 from 0, 3 from 10, 0 from 20. */
function example(): StepFunction {
  const steps = new StepFunction(0, 1);
  steps.set(10, 3);
  steps.set(20, 0);
  return steps;
}

test("three steps by hand: value, area, mean and share of windows", () => {
  const steps = example();
  expect([0, 9, 10, 19, 20, 99].map((time) => steps.valueAt(time))).toEqual([1, 1, 3, 3, 0, 0]);
  expect(steps.area(0, 40)).toBe(40);
  expect(steps.area(5, 15)).toBe(20);
  expect(steps.mean(5, 15)).toBe(2);
  expect(steps.mean(15, 15)).toBe(3);
  expect(steps.shareAt(0, 0, 40)).toBe(0.5);
});

test("the last of several values at one time holds, and one that changes nothing leaves no step", () => {
  const steps = example();
  steps.set(20, 7);
  steps.set(30, 7);
  expect(steps.steps).toEqual([
    { from: 0, value: 1 },
    { from: 10, value: 3 },
    { from: 20, value: 7 },
  ]);
  steps.set(30, 8);
  steps.set(30, 7);
  expect(steps.steps).toHaveLength(3);
});

test("a replaced first value still starts the function", () => {
  const steps = new StepFunction(5, 1);
  steps.set(5, 2);
  expect(steps.steps).toEqual([{ from: 5, value: 2 }]);
});

test("windows that touch have areas that add up, each checked against a sum over single microseconds", () => {
  const list = fc.array(fc.record({ wait: fc.nat(9), value: fc.integer({ min: -3, max: 3 }) }), { maxLength: 12 });
  fc.assert(
    fc.property(list, fc.nat(60), fc.nat(60), (changes, a, b) => {
      const steps = new StepFunction(0, 0);
      let now = 0;
      for (const { wait, value } of changes) steps.set((now += wait), value);
      let dumb = 0;
      for (let time = a; time < a + b; time += 1) dumb += steps.valueAt(time);
      expect(steps.area(a, a + b)).toBe(dumb);
      expect(steps.area(0, a) + steps.area(a, a + b)).toBe(steps.area(0, a + b));
    }),
  );
});

test("questions about before the start, changes in the past and windows backwards are refused", () => {
  expect(() => example().valueAt(-1)).toThrow(RangeError);
  expect(() => example().set(19, 1)).toThrow(RangeError);
  expect(() => example().area(5, 4)).toThrow(RangeError);
});
