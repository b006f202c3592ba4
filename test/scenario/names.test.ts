import * as fc from "fast-check";
import { expect, test } from "vitest";
import { editDistance, nearestName } from "../../src/scenario/nearest-name.js";
import { compareNaturally } from "../../src/scenario/section/natural-order.js";

/** The dumb twin: tries every edit. */
function slowDistance(a: string, b: string): number {
  if (a === "" || b === "") return a.length + b.length;
  const rest = slowDistance(a.slice(1), b.slice(1)) + (a[0] === b[0] ? 0 : 1);
  const edits = [rest, slowDistance(a.slice(1), b) + 1, slowDistance(a, b.slice(1)) + 1];
  if (a.length > 1 && a[0] === b[1] && a[1] === b[0]) edits.push(slowDistance(a.slice(2), b.slice(2)) + 1);
  return Math.min(...edits);
}

const short = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 6 });

test("the edit distance is the least number of slips", () => {
  fc.assert(
    fc.property(short, short, (a, b) => {
      expect(editDistance(a, b)).toBe(slowDistance(a, b));
    }),
  );
});

test.each([
  ["web-3", ["lan", "web-1", "web-2"], "web-1"],
  ["wbe-1", ["web-1", "web-2"], "web-1"],
  ["WEB-1", ["web-1"], "web-1"],
  ["of", ["on", "off"], "off"],
  ["sys", ["data", "system"], "system"],
  ["x", ["a", "b"], undefined],
  ["hello", ["lan", "wan"], undefined],
  ["a".repeat(100), ["a".repeat(99)], undefined],
])("nearest to %s of %j is %s", (word, names, nearest) => {
  expect(nearestName(word, names)).toBe(nearest);
});

test("numbers in names are ordered as numbers", () => {
  const names = ["web-10", "web-2", "db", "web-1", "web-02", "web", "2-a", "10-a"];
  expect(names.toSorted(compareNaturally)).toEqual(["2-a", "10-a", "db", "web", "web-1", "web-02", "web-2", "web-10"]);
});

test("the order of names is total", () => {
  const name = fc.string({ unit: fc.constantFrom("a", "0", "1", "9", "-"), maxLength: 5 });
  fc.assert(
    fc.property(name, name, name, (a, b, c) => {
      expect(Math.sign(compareNaturally(a, b))).toBe(-Math.sign(compareNaturally(b, a)) + 0);
      expect(compareNaturally(a, b) === 0).toBe(a === b);
      if (compareNaturally(a, b) < 0 && compareNaturally(b, c) < 0) expect(compareNaturally(a, c)).toBeLessThan(0);
    }),
  );
});
