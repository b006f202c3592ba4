import { expect, test } from "vitest";
import { DAY, fromSeconds, LATEST, toSeconds, YEAR } from "../../src/units/index.js";

test("a year is 525,600 minutes, and 285 of them fit", () => {
  expect(YEAR / 60_000_000).toBe(525_600);
  expect(285 * YEAR).toBeLessThan(LATEST);
});

test("seconds are rounded to the whole microsecond", () => {
  expect(fromSeconds(0.1)).toBe(100_000);
  expect(toSeconds(DAY)).toBe(86_400);
});
