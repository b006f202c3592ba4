import { expect, test } from "vitest";
import { causesInWords } from "../../src/result/index.js";

const rack = Array.from({ length: 100 }, (_, index) => `crash h-${index + 1}`);

test("of a few faults all are named, and of a hundred three, with how many more there are", () => {
  expect(causesInWords([])).toBe("");
  expect(causesInWords(rack.slice(0, 4), ", ")).toBe("crash h-1, crash h-2, crash h-3, crash h-4");
  expect(causesInWords(rack.slice(0, 2))).toBe("crash h-1 and crash h-2");
  expect(causesInWords(rack)).toBe("crash h-1, crash h-2, crash h-3 and 97 more");
});
