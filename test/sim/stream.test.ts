import seedrandom from "seedrandom";
import { expect, it } from "vitest";
import { Streams, type Stream } from "../../src/sim/index.js";

const take = (stream: Stream, count = 5): number[] => Array.from({ length: count }, () => stream.uniform());

it("a name always has the same stream, and a stream goes on where it was", () => {
  const streams = new Streams(7);
  expect(streams.stream("fault/web-1/crash")).toBe(streams.stream("fault/web-1/crash"));
  expect(take(new Streams(7).stream("a"), 4)).toEqual([
    ...take(streams.stream("a"), 2),
    ...take(streams.stream("a"), 2),
  ]);
});

it("a seed and a name draw the same number today and tomorrow", () => {
  expect(new Streams(7).stream("a").uniform()).toBe(0.9884384435353518);
});

it("every number is the one that seedrandom's own Alea draws", () => {
  for (const name of ["a", "fault/web-1/crash", ""]) {
    const own = seedrandom.alea(`${JSON.stringify(["7", 0, name])}\0`);
    expect(take(new Streams(7).stream(name), 10_000)).toEqual(Array.from({ length: 10_000 }, () => own.double()));
  }
});

it("other names do not shift what a name draws", () => {
  const crowded = new Streams(7);
  take(crowded.stream("b"), 100);
  take(crowded.stream("c"), 100);
  expect(take(crowded.stream("a"))).toEqual(take(new Streams(7).stream("a")));
});

it("seed, replication and name each make a difference, and cannot be mistaken for one another", () => {
  const firsts = [
    new Streams(1, 0).stream("a"),
    new Streams(1, 1).stream("a"),
    new Streams(11, 0).stream("a"),
    new Streams("1,0", 0).stream("a"),
    new Streams(1, 0).stream("aa"),
    new Streams(1, 0).stream("A"),
    new Streams(1, 0).stream("0,a"),
  ].map((stream) => stream.uniform());
  expect(new Set(firsts).size).toBe(firsts.length);
  expect(take(new Streams("7").stream("a"))).toEqual(take(new Streams(7).stream("a")));
});

it("numbers are uniform on (0, 1) with more than 32 bits, and neighbouring streams are not correlated", () => {
  const streams = new Streams(3);
  const count = 100_000;
  const one = take(streams.stream("host-1"), count);
  const other = take(streams.stream("host-2"), count);
  const mean = (numbers: number[]): number => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
  expect(Math.min(...one.slice(0, 1000))).toBeGreaterThan(0);
  expect(one.every((number) => number > 0 && number < 1)).toBe(true);
  expect(one.some((number) => (number * 2 ** 32) % 1 !== 0)).toBe(true);
  // Standard deviations are 1/√(12 n) of the mean and 1/(12 √n) of the mean product.
  expect(Math.abs(mean(one) - 0.5)).toBeLessThan(4 / Math.sqrt(12 * count));
  const products = one.map((number, i) => (number - 0.5) * (other[i]! - 0.5));
  expect(Math.abs(mean(products))).toBeLessThan(4 / (12 * Math.sqrt(count)));
  const histogram = new Array<number>(20).fill(0);
  for (const number of one) histogram[Math.floor(number * 20)]!++;
  const chiSquare = histogram.reduce((sum, n) => sum + (n - count / 20) ** 2 / (count / 20), 0);
  expect(chiSquare).toBeLessThan(45.3); // 19 degrees of freedom, 0.1 %: 43.8; 0.06 %: 45.3
});

it("mirrored, one minus each number is drawn, to the last bit", () => {
  const numbers = take(new Streams(7, 3).stream("a"), 10_000);
  const mirrored = take(new Streams(7, 3, true).stream("a"), 10_000);
  expect(mirrored).toEqual(numbers.map((number) => 1 - number));
  expect(mirrored.map((number) => 1 - number)).toEqual(numbers);
});
