import { expect, test } from "vitest";
import { downtimeMinutesPerYear, nines } from "../../src/stats/index.js";

test("nines count the digits of the complement", () => {
  for (const [unavailability, expected] of [
    [1, 0],
    [0.1, 1],
    [0.001, 3],
    [1e-5, 5],
    [0.0005, 3.30103],
    [0, Infinity],
  ] as const) {
    if (expected === Infinity) expect(nines(unavailability)).toBe(Infinity);
    else expect(nines(unavailability)).toBeCloseTo(expected, 6);
  }
  expect(Object.is(nines(1), 0)).toBe(true);
});

test("downtime per year agrees with the published example of one unit, 1000 h between failures and 10 h of repair", () => {
  expect(downtimeMinutesPerYear(10 / 1010)).toBeCloseTo(5203.96, 2);
});

test("what is no share is refused", () => {
  for (const value of [-0.1, 1.1, NaN]) expect(() => nines(value)).toThrow(RangeError);
});
