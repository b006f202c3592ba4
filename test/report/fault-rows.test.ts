import { describe, expect, test } from "vitest";
import { countRows, faultRows } from "../../src/report/fault-rows.js";

const span = (left: number, right: number, text = 80) => ({ left, right, text });

describe("the rows of faults", () => {
  test("have one for faults one after the other", () => {
    const places = faultRows([span(0, 100), span(100, 200)], 800);
    expect(places).toEqual([
      { row: 0, textLeft: 0 },
      { row: 0, textLeft: 100 },
    ]);
    expect(countRows(places)).toBe(1);
  });

  test("have another for one that begins while the first lasts, with its own name", () => {
    expect(faultRows([span(50, 300), span(120, 130)], 800)).toEqual([
      { row: 0, textLeft: 50 },
      { row: 1, textLeft: 120 },
    ]);
  });

  test("have another where the bar would be free and the name would not", () => {
    expect(faultRows([span(50, 53), span(70, 73)], 800).map(({ row }) => row)).toEqual([0, 1]);
  });

  test("are no more than there is room for: then a bar stands without its name, where the others end first", () => {
    const places = faultRows([span(0, 500), span(10, 400), span(20, 600)], 800, 2);
    expect(places).toEqual([
      { row: 0, textLeft: 0 },
      { row: 1, textLeft: 10 },
      { row: 1, textLeft: null },
    ]);
  });

  test("let no name go over the right edge", () => {
    expect(faultRows([span(780, 790)], 800)).toEqual([{ row: 0, textLeft: 720 }]);
  });

  test("are one where there is no fault", () => {
    expect(countRows(faultRows([], 800))).toBe(1);
  });
});
