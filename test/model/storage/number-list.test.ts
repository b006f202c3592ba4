/** A list in little memory, beside an array. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { NumberList } from "../../../src/model/index.js";

const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ push: fc.nat(1e15), times: fc.integer({ min: 1, max: 700 }) }) },
  { weight: 2, arbitrary: fc.record({ insert: fc.nat(1e9), back: fc.nat(900) }) },
  { weight: 2, arbitrary: fc.record({ forget: fc.nat(400) }) },
);

test("whatever is pushed, put in between and forgotten, it holds what an array would", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      const list = new NumberList();
      const twin: number[] = [];
      for (const each of steps) {
        if ("push" in each) {
          // Near each other, or far apart: each width of a chunk comes up.
          const gap = each.push % 3 === 0 ? each.push : each.push % 1000;
          for (let i = 0; i < each.times; i++) {
            const next = (gap * i) % 9e15;
            list.push(next);
            twin.push(next);
          }
        } else if ("insert" in each) {
          const at = Math.max(0, twin.length - each.back);
          list.insert(at, each.insert);
          twin.splice(at, 0, each.insert);
        } else {
          list.forget(each.forget);
          twin.splice(0, each.forget);
        }
        expect(list.length).toBe(twin.length);
      }
      expect(twin.map((_, i) => list.at(i))).toEqual(twin);
      expect(list.at(twin.length)).toBeUndefined();
    }),
    { numRuns: 60 },
  );
});

test("a million writes, one every ten seconds, are kept in less than fourteen bytes each", () => {
  const columns = [1, 4096, 10_000_000].map((gap) => {
    const list = new NumberList();
    for (let i = 0; i < 1_000_000; i++) list.push(i * gap);
    return list;
  });
  const bytes = columns.reduce((sum, list) => sum + list.bytesOfChunks, 0);
  expect(bytes / 1_000_000).toBeLessThan(14);
});
