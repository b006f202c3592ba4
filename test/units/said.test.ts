import { expect, test } from "vitest";
import { DAY, HOUR, MINUTE, sayLength, SECOND } from "../../src/units/index.js";

test("a length of time is said in the largest units that fit, and exactly", () => {
  expect([0, 1, 999, 1000, 2500, 250_000, SECOND, 2.5 * SECOND].map(sayLength)).toEqual([
    ...["0 s", "1 µs", "999 µs", "1 ms", "2.5 ms", "250 ms", "1 s", "2.5 s"],
  ]);
  expect([MINUTE, 90 * SECOND, HOUR + SECOND, DAY, DAY + 2 * HOUR].map(sayLength)).toEqual([
    ...["1 min", "1 min 30 s", "1 h 1 s", "1 d", "1 d 2 h"],
  ]);
});
