import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bandwidth, duration, interval, multiplier, rate, share, size } from "../../src/scenario/quantity/index.js";
import { decodeDuration } from "../../src/scenario/index.js";

type Read = { parse(text: string): object };

function valueOf(quantity: Read, text: string): unknown {
  const parsed = quantity.parse(text) as { value?: unknown; complaint?: { message: string } };
  return parsed.complaint === undefined ? parsed.value : parsed.complaint.message;
}

const UNITS = [
  ["y", 365n * 86_400_000_000n],
  ["w", 7n * 86_400_000_000n],
  ["d", 86_400_000_000n],
  ["h", 3_600_000_000n],
  ["min", 60_000_000n],
  ["s", 1_000_000n],
  ["ms", 1_000n],
  ["us", 1n],
] as const;

describe("durations", () => {
  test("are the sum of their parts, to the microsecond", () => {
    const parts = fc.subarray([...UNITS], { minLength: 1 });
    fc.assert(
      fc.property(
        parts,
        fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 8, maxLength: 8 }),
        fc.boolean(),
        (units, counts, spaced) => {
          const text = units.map(([unit], index) => `${counts[index]}${unit}`).join(spaced ? " " : "");
          const sum = units.reduce((total, [, micros], index) => total + micros * BigInt(counts[index]!), 0n);
          expect(BigInt(valueOf(duration, text) as number)).toBe(sum);
        },
      ),
    );
  });

  test("take decimals of any unit exactly", () => {
    fc.assert(
      fc.property(fc.constantFrom(...UNITS), fc.integer({ min: 0, max: 9999 }), ([unit, micros], thousandths) => {
        const text = `${Math.floor(thousandths / 1000)}.${String(thousandths % 1000).padStart(3, "0")}${unit}`;
        const twice = (2n * micros * BigInt(thousandths)) / 1000n;
        expect(BigInt(valueOf(duration, text) as number)).toBe((twice + 1n) / 2n);
      }),
    );
  });

  test.each([
    ["250ms", 250_000],
    ["5min", 300_000_000],
    ["5m", 300_000_000],
    ["2h30m", 9_000_000_000],
    ["1h 30min", 5_400_000_000],
    ["0s", 0],
    ["10 µs", 10],
    ["285y", 285 * 365 * 86_400_000_000],
  ])("%s", (text, micros) => {
    expect(valueOf(duration, text)).toBe(micros);
  });

  test.each([
    ["90", "90 has no unit"],
    ["1h30", "1h30 has no unit"],
    ["-3s", "-3s is negative"],
    ["inf", "inf is not finite"],
    [".inf", ".inf is not finite"],
    ["5M", "5M has no unit that is known: M"],
    ["30m2h", "30m2h does not go from large units to small ones"],
    ["1s 1s", "1s 1s does not go from large units to small ones"],
    ["1e3s", "1e3s has no unit that is known: e"],
    ["soon", "soon is not a duration"],
    ["", "nothing stands here"],
    ["286y", "286y is longer than the 285 years that can be told in microseconds"],
  ])("%j is refused", (text, message) => {
    expect(valueOf(duration, text)).toBe(message);
  });

  test("of nothing are no intervals", () => {
    expect(valueOf(interval, "0s")).toBe("0s is no time at all");
    expect(valueOf(interval, "0.4us")).toBe("0.4us is no time at all");
    expect(valueOf(interval, "1us")).toBe(1);
  });

  test("from the command line are a number or say why not", () => {
    expect(decodeDuration("90s")).toBe(90_000_000);
    expect(decodeDuration("90")).toMatchObject({
      error: expect.stringMatching(/^90 has no unit; expected a duration/),
    });
  });
});

describe("sizes, bandwidths, rates, shares and multipliers", () => {
  test("sizes are whole bytes, exact for any unit", () => {
    const units = [
      ["B", 1n],
      ["kB", 1000n],
      ["MB", 1_000_000n],
      ["GB", 10n ** 9n],
      ["TB", 10n ** 12n],
      ["KiB", 1024n],
      ["MiB", 1024n ** 2n],
      ["GiB", 1024n ** 3n],
      ["TiB", 1024n ** 4n],
    ] as const;
    fc.assert(
      fc.property(fc.constantFrom(...units), fc.integer({ min: 0, max: 8000 }), ([unit, bytes], count) => {
        expect(BigInt(valueOf(size, `${count}${unit}`) as number)).toBe(bytes * BigInt(count));
      }),
    );
  });

  test.each<[Read, string, unknown]>([
    [size, "1.5kB", 1500],
    [size, "60", "60 has no unit"],
    [size, "60Gb", "60Gb has no unit that is known: Gb"],
    [size, "10PB", "10PB is more than 9 PB"],
    [bandwidth, "200MB/s", 200e6],
    [bandwidth, "1Gbps", 125e6],
    [bandwidth, "155Mbps", 19.375e6],
    [bandwidth, "6MB/min", 100e3],
    [bandwidth, "0MB/s", "0MB/s would carry nothing"],
    [bandwidth, "100MB", "100MB has no unit that is known: MB"],
    [rate, "400/s", 400],
    [rate, "10/min", 10 / 60],
    [rate, "12/h", 12 / 3600],
    [rate, "400", "400 has no unit"],
    [share, "95%", 0.95],
    [share, "0%", 0],
    [share, "99.9%", 0.999],
    [share, "0.00001%", 1e-7],
    [share, "0.1%", 0.001],
    [share, "0.95", "0.95 has no unit"],
    [share, "101%", "101% is more than all"],
    [multiplier, "x2.5", 2.5],
    [multiplier, "6", 6],
    [multiplier, "x-1", "-1 is negative"],
    [multiplier, "x2/s", "x2/s is not a multiplier"],
  ])("%o reads %s", (quantity, text, value) => {
    expect(valueOf(quantity, text)).toBe(value);
  });

  test("a whole percentage is a hundredth of its number", () => {
    for (let percent = 0; percent <= 100; percent++) expect(valueOf(share, `${percent}%`)).toBe(percent / 100);
  });
});
