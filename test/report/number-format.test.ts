import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  formatBytes,
  formatCount,
  formatDuration,
  formatNines,
  formatNumberOf,
  formatQuantity,
  formatShare,
} from "../../src/report/index.js";

const SECONDS_IN: Readonly<Record<string, number>> = {
  µs: 1e-6,
  ms: 1e-3,
  s: 1,
  min: 60,
  h: 3600,
  d: 86_400,
  y: 365 * 86_400,
};

/** Reads a formatted duration back, by other means than those that wrote it. */
function secondsOf(text: string): number {
  const parts = [...text.matchAll(/([\d.]+) (µs|ms|s|min|h|d|y)(?= |$)/g)];
  expect(parts.map(([part]) => part).join(" ")).toBe(text);
  return parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * SECONDS_IN[unit!]!, 0);
}

describe("durations", () => {
  test.each([
    [0, "0 s"],
    [1e-7, "< 1 µs"],
    [1e-6, "1 µs"],
    [0.00025, "250 µs"],
    [0.25, "250 ms"],
    [0.99996, "1 s"],
    [1.254, "1.25 s"],
    [12.34, "12.3 s"],
    [59.96, "1 min"],
    [252.3, "4 min 12.3 s"],
    [3599.96, "1 h"],
    [7500, "2 h 5 min"],
    [3605, "1 h 5 s"],
    [86_399.7, "1 d"],
    [325_800, "3 d 18 h 30 min"],
    [365 * 86_400, "1 y"],
    [400 * 86_400, "1 y 35 d"],
    [-90, "-1 min 30 s"],
    [Infinity, "∞"],
    [NaN, "–"],
  ])("%d seconds are %s", (seconds, text) => {
    expect(formatDuration(seconds)).toBe(text);
  });

  test("whole microseconds above zero read back to within half a percent, and never as zero", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 * 365 * 86_400 * 1e6 }), (micros) => {
        const seconds = micros / 1e6;
        const read = secondsOf(formatDuration(seconds));
        expect(read).toBeGreaterThan(0);
        expect(Math.abs(read / seconds - 1)).toBeLessThan(0.0051);
      }),
      { numRuns: 2000 },
    );
  });

  test("no part reaches the next unit: never 60 s, 60 min or 24 h", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1e8, noNaN: true }), (seconds) => {
        expect(formatDuration(seconds)).not.toMatch(/\b(1000 ms|60 s|60 min|24 h|365 d)/);
      }),
      { numRuns: 2000 },
    );
  });
});

describe("shares", () => {
  test.each([
    [1, "100 %"],
    [0, "0 %"],
    [0.999931, "99.9931 %"],
    [0.99999, "99.999 %"],
    [0.999999999, "99.9999999 %"],
    [0.9, "90 %"],
    [0.95, "95 %"],
    [0.5, "50 %"],
    [0.12345, "12.3 %"],
    [0.00001, "0.001 %"],
    [1e-14, "< 0.0000000001 %"],
    [1 - 2 ** -53, "> 99.9999999999 %"],
    [1.5, "150 %"],
  ])("%d is %s", (share, text) => {
    expect(formatShare(share)).toBe(text);
  });

  test("nothing below one is 100 %, and nothing above nothing is 0 %", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, minExcluded: true, maxExcluded: true, noNaN: true }), (share) => {
        const text = formatShare(share);
        expect(text).not.toMatch(/^(100|0(\.0+)?) %$/);
        const percent = Number(/[\d.]+/.exec(text)![0]);
        expect(percent).toBeGreaterThan(0);
        expect(percent).toBeLessThan(100);
      }),
      { numRuns: 5000 },
    );
  });

  test("an availability is shown with two digits of what is missing, and not as better than it was", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-9, max: 0.0999, noNaN: true }), (missing) => {
        const share = 1 - missing;
        const shown = 1 - Number(/[\d.]+/.exec(formatShare(share))![0]) / 100;
        expect(shown).toBeGreaterThan(missing * (1 - 1e-5) - 1e-12);
        expect(shown).toBeLessThan(missing * 1.1 + 1e-12);
      }),
      { numRuns: 2000 },
    );
  });
});

describe("nines, bytes and counts", () => {
  test.each([
    [1, "no downtime"],
    [0.999, "3.0 nines"],
    [0.99999, "5.0 nines"],
    [0.9995, "3.3 nines"],
    [0.99989, "3.9 nines"],
    [0.5, "0.3 nines"],
    [0, "0.0 nines"],
  ])("an availability of %d has %s", (availability, text) => {
    expect(formatNines(availability)).toBe(text);
  });

  test.each([
    [0, "0 B"],
    [999, "999 B"],
    [999.9, "1 kB"],
    [12_288, "12.3 kB"],
    [999_999, "1 MB"],
    [60e9, "60 GB"],
    [-2048, "-2.05 kB"],
  ])("%d bytes are %s", (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });

  test.each([
    [0, "0"],
    [999, "999"],
    [10_000, "10,000"],
    [1_234_567, "1,234,567"],
    [2.4, "2.4"],
    [0.012345, "0.0123"],
    [-12_345, "-12,345"],
    [1234.56, "1,235"],
  ])("a count of %d is %s", (count, text) => {
    expect(formatCount(count)).toBe(text);
  });

  test("a noun is in the plural unless there is one", () => {
    expect([0, 1, 2].map((count) => formatNumberOf(count, "incident"))).toEqual([
      "0 incidents",
      "1 incident",
      "2 incidents",
    ]);
  });

  test("each unit of measures is told in its own way, and no value as a dash", () => {
    const told = (["share", "seconds", "count", "bytes", "per-second", "hours", "ratio"] as const).map((unit) =>
      formatQuantity(0.5, unit),
    );
    expect(told).toEqual(["50 %", "500 ms", "0.5", "0.5 B", "0.5/s", "0.5 h", "0.5"]);
    expect(formatQuantity(null, "seconds")).toBe("–");
  });
});
