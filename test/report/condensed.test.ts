import { describe, expect, it } from "vitest";
import { condensed } from "../../src/report/condensed.js";

describe("a series that is drawn", () => {
  it("is left as it is while its values can be told apart, or go up and down slowly", () => {
    expect(condensed([1, 9, 1, 9], 4)).toBeNull();
    expect(
      condensed(
        Array.from({ length: 700 }, (_, hour) => 50 + 50 * Math.sin(hour / 100)),
        100,
      ),
    ).toBeNull();
  });

  it("is its mean with how far it went, where it never rests", () => {
    const found = condensed([1, 9, 2, 8, null, null, 3, 5, 7], 3);
    expect(found).toEqual({ of: 3, mean: [4, 8, 5], low: [1, 8, 3], high: [9, 8, 7] });
  });

  it("has a hole where it has no value", () => {
    const found = condensed([1, 9, null, null, 1, 9], 3);
    expect(found).toEqual({ of: 2, mean: [5, null, 5], low: [1, null, 1], high: [9, null, 9] });
  });
});
