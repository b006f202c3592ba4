import fc from "fast-check";
import { expect, test } from "vitest";
import { comparePaired, covers, mostDifferentPairs, type PairedOptions } from "../../src/stats/index.js";
import { drawsOf, times } from "./draws.js";

const HIGHER: PairedOptions = { direction: "higher is better" };
const LOWER: PairedOptions = { direction: "lower is better" };

test("three pairs by hand: differences 2, 4, 9", () => {
  const comparison = comparePaired([10, 20, 30], [12, 24, 39], HIGHER);
  expect(comparison.pairs).toBe(3);
  expect(comparison.meanDifference).toBe(5);
  expect(comparison.interval.high).toBeCloseTo(13.956686, 5);
  expect(comparison.verdict).toBe("no difference seen");
});

test("what is better when higher is worse when lower is", () => {
  const [baseline, candidate] = [
    [1, 2, 3, 4],
    [3.1, 4, 4.9, 6],
  ];
  expect(comparePaired(baseline, candidate, HIGHER).verdict).toBe("better");
  expect(comparePaired(baseline, candidate, LOWER).verdict).toBe("worse");
  expect(comparePaired(candidate, baseline, LOWER).verdict).toBe("better");
  expect(comparePaired(candidate, baseline, HIGHER).verdict).toBe("worse");
});

test("pairing sees a small difference that the spread between seeds would hide", () => {
  const draws = drawsOf("paired/spread");
  const baseline = times(20, () => 1000 * draws.uniform());
  const candidate = baseline.map((value) => value + 1 + 0.1 * draws.normal());
  expect(comparePaired(baseline, candidate, LOWER).verdict).toBe("worse");
});

test("pairs that are all equal are equivalent if there is a margin, even of zero, else no difference is seen", () => {
  const same = [3, 1, 4];
  expect(comparePaired(same, same, HIGHER)).toMatchObject({ meanDifference: 0, verdict: "no difference seen" });
  expect(comparePaired(same, same, { ...HIGHER, margin: 0 }).verdict).toBe("equivalent");
  expect(comparePaired(same, same, { ...HIGHER, margin: 1 }).verdict).toBe("equivalent");
});

test("a constant difference is better or worse, unless it lies within the margin", () => {
  const comparison = comparePaired([3, 1, 4], [5, 3, 6], HIGHER);
  expect(comparison.interval).toMatchObject({ low: 2, high: 2 });
  expect(comparison.verdict).toBe("better");
  expect(comparePaired([3, 1, 4], [5, 3, 6], { ...LOWER, margin: 1.5 }).verdict).toBe("worse");
  expect(comparePaired([3, 1, 4], [5, 3, 6], { ...LOWER, margin: 2 }).verdict).toBe("equivalent");
});

test("a difference that is certain but within the margin is equivalent; one that crosses it is not", () => {
  const baseline = times(10, () => 0);
  const candidate = times(10, (index) => 1 + 0.01 * (index % 2));
  expect(comparePaired(baseline, candidate, HIGHER).verdict).toBe("better");
  expect(comparePaired(baseline, candidate, { ...HIGHER, margin: 2 }).verdict).toBe("equivalent");
  expect(comparePaired(baseline, candidate, { ...HIGHER, margin: 1.005 }).verdict).toBe("better");
});

test("one pair alone shows nothing", () => {
  expect(comparePaired([1], [100], { ...HIGHER, margin: 1000 }).verdict).toBe("no difference seen");
});

test("more comparisons widen the interval as Bonferroni says: five at 95 % are one at 99 %", () => {
  const [baseline, candidate] = [
    [1, 2, 3, 4, 5],
    [2, 2, 4, 4, 6],
  ];
  const five = comparePaired(baseline, candidate, { ...HIGHER, comparisons: 5 });
  const one = comparePaired(baseline, candidate, { ...HIGHER, level: 0.99 });
  expect(five.interval.low).toBeCloseTo(one.interval.low, 6);
  expect(five.interval.level).toBeCloseTo(0.99, 12);
});

test("of 200 comparisons of a thing with itself on different streams about 5 % and never more than 9 % differ", () => {
  for (const draw of ["normal", "exponential"] as const) {
    const draws = drawsOf(`itself/${draw}`);
    const different = times(200, () => {
      return comparePaired(times(30, draws[draw]), times(30, draws[draw]), HIGHER).verdict;
    }).filter((verdict) => verdict !== "no difference seen").length;
    expect(different).toBeGreaterThanOrEqual(2);
    expect(different).toBeLessThanOrEqual(18);
  }
});

test("of 200 families of ten comparisons with itself no more than 9 % call any of them different", () => {
  const draws = drawsOf("itself/family");
  const families = times(200, () => {
    const baseline = times(20, draws.normal);
    return times(10, () => comparePaired(baseline, times(20, draws.normal), { ...HIGHER, comparisons: 10 }).verdict);
  });
  expect(
    families.filter((family) => family.some((verdict) => verdict !== "no difference seen")).length,
  ).toBeLessThanOrEqual(18);
});

test("a real difference of one standard deviation is found in nearly all of 200 comparisons of 40 pairs", () => {
  const draws = drawsOf("power");
  const found = times(200, () => {
    return comparePaired(
      times(40, draws.normal),
      times(40, () => draws.normal() + 1),
      HIGHER,
    ).verdict;
  }).filter((verdict) => verdict === "better").length;
  expect(found).toBeGreaterThan(190);
});

test("swapping the two mirrors the interval and the verdict", () => {
  const pairs = fc.array(fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: -9, max: 9 })), { minLength: 1 });
  const mirrored = {
    better: "worse",
    worse: "better",
    "no difference seen": "no difference seen",
    equivalent: "equivalent",
  };
  fc.assert(
    fc.property(pairs, fc.option(fc.nat(5), { nil: undefined }), (list, margin) => {
      const [a, b] = [list.map(([x]) => x), list.map(([, y]) => y)];
      const options = margin === undefined ? HIGHER : { ...HIGHER, margin };
      const [there, back] = [comparePaired(a, b, options), comparePaired(b, a, options)];
      expect(back.verdict).toBe(mirrored[there.verdict]);
      expect(back.interval.low).toBeCloseTo(-there.interval.high, 9);
      if (there.verdict === "better") expect(covers(there.interval, 0)).toBe(false);
    }),
  );
});

test("the pairs that differ most come first, ties in order of seeds, equal pairs not at all", () => {
  expect(mostDifferentPairs([0, 0, 0, 0, 0], [1, -5, 0, 5, 2], 3)).toEqual([1, 3, 4]);
  expect(mostDifferentPairs([0, 0], [0, 1], 3)).toEqual([1]);
});

test("lists of different lengths, empty lists, impossible margins and families are refused", () => {
  expect(() => comparePaired([1], [1, 2], HIGHER)).toThrow(RangeError);
  expect(() => comparePaired([], [], HIGHER)).toThrow(RangeError);
  expect(() => comparePaired([1, 2], [1, 2], { ...HIGHER, margin: -1 })).toThrow(RangeError);
  expect(() => comparePaired([1, 2], [1, 2], { ...HIGHER, comparisons: 0 })).toThrow(RangeError);
});
