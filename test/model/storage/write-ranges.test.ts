import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { WriteRange } from "../../../src/model/index.js";
import { WriteRanges } from "../../../src/model/storage/write-ranges.js";

const LIMIT = 60;
const range = fc.tuple(fc.nat(LIMIT), fc.nat(LIMIT)).map(([from, to]) => ({ from, to }));

/** The numbers of a range, one by one. */
function numbers({ from, to }: WriteRange): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);
}

function filled(ranges: readonly WriteRange[]): { readonly set: WriteRanges; readonly twin: ReadonlySet<number> } {
  const set = new WriteRanges();
  for (const each of ranges) set.add(each);
  return { set, twin: new Set(ranges.flatMap(numbers)) };
}

describe("a set of write numbers", () => {
  it("holds what a set of single numbers holds, whatever is added in whatever order", () => {
    fc.assert(
      fc.property(fc.array(range, { maxLength: 30 }), (ranges) => {
        const { set, twin } = filled(ranges);
        expect(set.size).toBe(twin.size);
        expect(set.snapshot().flatMap(numbers)).toEqual([...twin].sort((a, b) => a - b));
      }),
    );
  });

  it("keeps its ranges sorted, apart from each other and not empty", () => {
    fc.assert(
      fc.property(fc.array(range, { maxLength: 30 }), (ranges) => {
        const kept = filled(ranges).set.snapshot();
        for (const each of kept) expect(each.to).toBeGreaterThan(each.from);
        for (const [i, each] of kept.slice(1).entries()) expect(each.from).toBeGreaterThan(kept[i]!.to);
      }),
    );
  });

  it("misses of a whole exactly the numbers that it does not hold", () => {
    fc.assert(
      fc.property(fc.array(range, { maxLength: 30 }), range, (ranges, whole) => {
        const { set, twin } = filled(ranges);
        expect(set.missingFrom(whole).flatMap(numbers)).toEqual(numbers(whole).filter((n) => !twin.has(n)));
      }),
    );
  });

  it("gives snapshots that later additions do not touch, and starts from one", () => {
    const set = new WriteRanges([{ from: 0, to: 3 }]);
    const before = set.snapshot();
    set.add({ from: 3, to: 5 });
    expect(before).toEqual([{ from: 0, to: 3 }]);
    expect(set.snapshot()).toEqual([{ from: 0, to: 5 }]);
  });

  it("loses what is removed, and nothing else", () => {
    fc.assert(
      fc.property(fc.array(range, { maxLength: 30 }), range, (ranges, removed) => {
        const { set, twin } = filled(ranges);
        set.remove(removed);
        const left = [...twin].filter((n) => n < removed.from || n >= removed.to);
        expect(set.snapshot().flatMap(numbers)).toEqual(left.toSorted((a, b) => a - b));
      }),
    );
  });
});
