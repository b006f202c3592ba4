// Sets of writes against sets of numbers: what is in one and not in others, and what is in either.
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  difference,
  sizeOf,
  union,
  withoutWrites,
  withWrites,
  type WriteSet,
} from "../../../src/observe/account/write-set.js";

const ranges = fc.array(
  fc.tuple(fc.nat(40), fc.integer({ min: 1, max: 8 })).map(([from, length]) => ({ from, to: from + length })),
  { maxLength: 8 },
);
const sets = ranges.map((all) => all.reduce<WriteSet>((set, each) => withWrites(set, each), []));

const numbersOf = (set: WriteSet): readonly number[] =>
  set.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, index) => from + index));

/** Sorted, disjoint, and none that could be one with the next. */
const isNormal = (set: WriteSet): boolean =>
  set.every(({ from, to }, index) => from < to && (index === 0 || set[index - 1]!.to < from));

test("what is in a set and in none of others is what a set of numbers says", () => {
  fc.assert(
    fc.property(sets, fc.array(sets, { maxLength: 3 }), (set, others) => {
      const taken = new Set(others.flatMap(numbersOf));
      const rest = difference(set, ...others);
      expect(numbersOf(rest)).toEqual(numbersOf(set).filter((each) => !taken.has(each)));
      expect(isNormal(rest)).toBe(true);
    }),
  );
});

test("what is in either of two sets is what a set of numbers says", () => {
  fc.assert(
    fc.property(sets, sets, (one, other) => {
      const all = union(one, other);
      const numbers = [...new Set([...numbersOf(one), ...numbersOf(other)])].toSorted((a, b) => a - b);
      expect(numbersOf(all)).toEqual(numbers);
      expect(isNormal(all)).toBe(true);
      expect(sizeOf(all)).toBe(numbers.length);
    }),
  );
});

test("a range is taken out wherever it lies", () => {
  fc.assert(
    fc.property(sets, fc.nat(50), fc.nat(10), (set, from, length) => {
      const rest = withoutWrites(set, { from, to: from + length });
      expect(numbersOf(rest)).toEqual(numbersOf(set).filter((each) => each < from || each >= from + length));
    }),
  );
});
