import fc from "fast-check";
import { expect, test } from "vitest";
import { StepFunction, TimeWeighted } from "../../src/stats/index.js";
import { YEAR } from "../../src/units/index.js";

test("three levels by hand: 0 for 10, 2 for 30, 5 for 60 make an area of 360 and a mean of 3.6", () => {
  const queue = new TimeWeighted(0, 0);
  queue.set(10, 2);
  queue.change(40, 3);
  expect(queue.level).toBe(5);
  expect(queue.area(100)).toBe(360);
  expect(queue.mean(100)).toBe(3.6);
  expect(queue.shareAt(2, 100)).toBe(0.3);
  expect(queue.levels(100)).toEqual([
    { level: 0, time: 10 },
    { level: 2, time: 30 },
    { level: 5, time: 60 },
  ]);
});

test("series A every 100 and B every 120 with repair of 10 give 260 of 300 in which both work", () => {
  const working = new TimeWeighted(0, 1);
  for (const down of [100, 130, 220, 270]) {
    working.set(down, 0);
    working.set(down + 10, 1);
  }
  expect(working.mean(300)).toBe(260 / 300);
});

test("an area beyond 2^53 is the number nearest to the exact one, where adding rounded products would miss it", () => {
  const [long, short] = [77 * YEAR + 3, 3 * YEAR + 11];
  const load = new TimeWeighted(0, 999_999);
  load.set(long, 12_345);
  const exact = Number(999_999n * BigInt(long) + 12_345n * BigInt(short));
  expect(load.area(long + short)).toBe(exact);
  expect(999_999 * long + 12_345 * short).not.toBe(exact);
});

test("fractional levels do not depend on the order of changes", () => {
  const levels = [0.1, 0.7, 0.3, 1e-9];
  const areas = [levels, levels.toReversed()].map((order) => {
    const share = new TimeWeighted(0, order[0]!);
    order.forEach((level, index) => share.set(index * 333, level));
    return share.area(4 * 333);
  });
  expect(areas[0]).toBe(areas[1]);
});

test("a restart forgets the warm-up and keeps the level", () => {
  const queue = new TimeWeighted(0, 9);
  queue.restart(100);
  queue.set(150, 1);
  expect(queue.mean(200)).toBe(5);
  expect(queue.timeAt(9, 200)).toBe(50);
});

test("no time at all has the level as its mean", () => {
  expect(new TimeWeighted(7, 3).mean(7)).toBe(3);
});

test("time may not run backwards, neither for a change nor for a question", () => {
  const queue = new TimeWeighted(0, 1);
  queue.set(10, 2);
  expect(() => queue.set(9, 3)).toThrow(RangeError);
  expect(() => queue.mean(9)).toThrow(RangeError);
  expect(() => queue.set(11, NaN)).toThrow(RangeError);
});

const changes = fc.array(fc.record({ wait: fc.nat(1000), value: fc.integer({ min: -5, max: 5 }) }), { maxLength: 40 });

test("the running integral equals the one of the remembered function", () => {
  fc.assert(
    fc.property(changes, fc.nat(1000), (list, rest) => {
      const running = new TimeWeighted(0, 0);
      const remembered = new StepFunction(0, 0);
      let now = 0;
      for (const { wait, value } of list) {
        now += wait;
        running.set(now, value);
        remembered.set(now, value);
      }
      const end = now + rest;
      expect(running.area(end)).toBe(remembered.area(0, end));
      for (let level = -5; level <= 5; level += 1)
        expect(running.timeAt(level, end)).toBe(remembered.timeAt(level, 0, end));
    }),
  );
});
