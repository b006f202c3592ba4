import { expect, it } from "vitest";
import { someOf } from "../../src/units/index.js";

it("tells all of a few names", () => {
  expect(someOf([], 3)).toBe("");
  expect(someOf(["a", "b", "c"], 3)).toBe("a, b, c");
});

it("of many tells the first and how many there are besides", () => {
  expect(someOf(["a", "b", "c", "d"], 3)).toBe("a, b and 2 more");
  expect(someOf(["a", "b", "c", "d"], 3, "; ")).toBe("a; b and 2 more");
});
