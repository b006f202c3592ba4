import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { secondsByCondition, timeShares } from "../../src/report/time-shares.js";
import { CONDITIONS, type Strip } from "../../src/result/index.js";
import { DAY, MINUTE } from "./sample.js";

function strip(...intervals: readonly (readonly [number, string])[]): Strip {
  return { actor: "shop", kind: "service", intervals };
}

const anyStrip = fc
  .array(fc.tuple(fc.double({ min: 0, max: 1000, noNaN: true }), fc.constantFrom("serving", "down", "booting", "off")))
  .map((changes) => strip([0, "serving"], ...changes.toSorted((a, b) => a[0] - b[0])));

describe("shares of time", () => {
  test("in each column they add up to one, and over all columns to the time in each condition", () => {
    fc.assert(
      fc.property(anyStrip, fc.integer({ min: 1, max: 300 }), (each, count) => {
        const columns = timeShares(each, 1000, count);
        expect(columns).toHaveLength(count);
        for (const { shares } of columns) {
          expect(CONDITIONS.reduce((sum, condition) => sum + shares[condition], 0)).toBeCloseTo(1, 6);
        }
        const seconds = secondsByCondition(each, 0, 1000);
        for (const condition of CONDITIONS) {
          const total = columns.reduce((sum, { shares }) => sum + (shares[condition] * 1000) / count, 0);
          expect(total).toBeCloseTo(seconds[condition], 6);
        }
      }),
    );
  });

  test("two minutes of outage in a month stay two minutes of one column", () => {
    const columns = timeShares(strip([0, "serving"], [DAY, "down"], [DAY + 2 * MINUTE, "serving"]), 30 * DAY, 60);
    expect(columns.filter(({ wasDown }) => wasDown)).toHaveLength(1);
    expect(columns[2]!.shares.down).toBeCloseTo((2 * MINUTE) / (DAY / 2), 9);
  });

  test("an outage of no length takes no time and is not forgotten", () => {
    const columns = timeShares(strip([0, "serving"], [10, "down"], [10, "serving"]), 100, 10);
    expect(columns.map(({ wasDown }) => wasDown).filter(Boolean)).toHaveLength(1);
    expect(columns[1]).toMatchObject({ wasDown: true, shares: { up: 1, down: 0 } });
  });

  test("an outage that ends where a column begins does not mark that column", () => {
    const columns = timeShares(strip([0, "down"], [10, "serving"]), 100, 10);
    expect(columns.map(({ wasDown }) => wasDown)).toEqual([true, ...Array<boolean>(9).fill(false)]);
  });

  test("what lies before or beyond the time asked about is left out", () => {
    expect(
      secondsByCondition(strip([0, "down"], [50, "serving"], [90, "down"], [150, "serving"]), 40, 100),
    ).toMatchObject({
      up: 40,
      down: 20,
    });
  });
});
