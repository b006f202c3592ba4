import { expect, it } from "vitest";
import { Digest } from "../../src/sim/index.js";

function digest(...items: readonly (string | number)[]): string {
  const digest = new Digest();
  for (const item of items) {
    if (typeof item === "string") digest.add(item);
    else digest.addNumber(item);
  }
  return digest.hex;
}

it("the digest of the same items is the same 128 bits, today and tomorrow", () => {
  expect(digest("HostFenced", 7.5)).toBe(digest("HostFenced", 7.5));
  expect(digest("HostFenced", 7.5)).toBe("222b622acfd445a64b261475e92121fb");
});

it("the digest tells order, boundaries, signs, and text from numbers", () => {
  const all = [
    digest(),
    digest(""),
    digest("", ""),
    digest("abc"),
    digest("ab", "c"),
    digest("a", "bc"),
    digest("c", "ab"),
    digest("Ab", "c"),
    digest(1),
    digest("1"),
    digest(-1),
    digest(1, 1),
    digest(1 + Number.EPSILON),
    digest(2 ** 53 - 1),
    digest(NaN),
  ];
  expect(new Set(all).size).toBe(all.length);
  expect(digest(0)).toBe(digest(-0));
});

it("no two of 60,000 similar items collide, in any quarter of the digest more than chance would have it", () => {
  const count = 60_000;
  const quarters = [new Set<string>(), new Set<string>(), new Set<string>(), new Set<string>()];
  for (let i = 0; i < count; i++) {
    const hex = digest(`host-${i}`);
    for (const [q, quarter] of quarters.entries()) quarter.add(hex.slice(8 * q, 8 * q + 8));
  }
  // Of n values of 32 bits about n²/2^33 collide by chance: 0.4 here.
  for (const quarter of quarters) expect(count - quarter.size).toBeLessThan(6);
});

it("reading the digest does not change it", () => {
  const one = new Digest();
  one.add("a");
  const first = one.hex;
  expect(one.hex).toBe(first);
  one.add("b");
  expect(one.hex).toBe(digest("a", "b"));
});
