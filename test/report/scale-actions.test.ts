import { expect, test } from "vitest";
import { hostColumns, type ScaleMark } from "../../src/report/scale-actions.js";

const mark = (atSeconds: number, sign: ScaleMark["sign"]): ScaleMark => ({
  atSeconds,
  service: "shop",
  host: "web-2",
  sign,
});

test("each column tells how many hosts more than the fewest there were, at least and at most", () => {
  const marks = [mark(1, "+"), mark(2.5, "+"), mark(2.6, "−"), mark(4, "−")];
  expect(hostColumns(marks, 0, 4, 4)).toEqual([
    { least: 0, most: 1 },
    { least: 1, most: 1 },
    { least: 1, most: 2 },
    { least: 0, most: 1 },
  ]);
});

test("what happened before the picture counts in its first column, and only as what it left", () => {
  expect(hostColumns([mark(1, "+"), mark(2, "−"), mark(3, "+")], 3.5, 4, 1)).toEqual([{ least: 1, most: 1 }]);
});

test("hosts that leave a pool are counted from the fewest that there will be", () => {
  expect(hostColumns([mark(1, "−"), mark(3, "+")], 0, 4, 2)).toEqual([
    { least: 0, most: 1 },
    { least: 0, most: 1 },
  ]);
});
