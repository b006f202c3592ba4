import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { clockOf } from "../../../src/report/clock.js";
import { packRun } from "../../../src/report/page/pack-run.js";
import { unpackRun, type PageStrip } from "../../../src/report/page/packed-run.js";
import { intervalAt, stripColumns, timeByCondition } from "../../../src/report/page/strip-columns.js";
import { secondsByCondition, timeShares } from "../../../src/report/time-shares.js";
import { CONDITIONS, type Strip } from "../../../src/result/index.js";
import { sampleSummary } from "../sample.js";

const END = 1000;
const STATES = ["serving", "down", "booting", "off", "degraded"];

/** Strips over a run of 1000 s whose intervals begin at whole milliseconds. */
const strips: fc.Arbitrary<Strip> = fc
  .uniqueArray(fc.tuple(fc.integer({ min: 1, max: END * 1000 - 1 }), fc.constantFrom(...STATES)), {
    selector: ([at]) => at,
    maxLength: 40,
  })
  .map((changes) => ({
    actor: "shop",
    kind: "service",
    intervals: [
      [0, "serving"],
      ...changes.toSorted(([a], [b]) => a - b).map(([at, state]): [number, string] => [at / 1000, state]),
    ],
  }));

function onPage(strip: Strip): PageStrip {
  const [policy] = sampleSummary().policies;
  return unpackRun(packRun({ ...policy!.detail, strips: [strip] }, clockOf({ start: null, durationSeconds: 3600 })))
    .strips[0]!;
}

describe("columns of a strip", () => {
  test("over the whole run are those of the charts", () => {
    fc.assert(
      fc.property(strips, fc.integer({ min: 1, max: 300 }), (strip, count) => {
        const { shares, wasDown } = stripColumns(onPage(strip), 0, END * 1e6, count, END * 1e6);
        timeShares(strip, END, count).forEach((column, place) => {
          CONDITIONS.forEach((condition, index) => {
            expect(shares[place * CONDITIONS.length + index]).toBeCloseTo(column.shares[condition], 4);
          });
          if (column.shares.down > 1e-6) expect(wasDown[place]).toBe(1);
        });
      }),
    );
  });

  test("hold, within any stretch, exactly the time that was spent in each condition there", () => {
    fc.assert(
      fc.property(
        strips,
        fc.integer({ min: 0, max: END * 1e6 - 2 }),
        fc.integer({ min: 10, max: END * 1e6 }),
        fc.integer({ min: 1, max: 200 }),
        (strip, from, span, count) => {
          const to = Math.min(END * 1e6, from + span);
          const page = onPage(strip);
          const { shares } = stripColumns(page, from, to, count, END * 1e6);
          const whole = timeByCondition(page, from, to);
          CONDITIONS.forEach((_, index) => {
            let sum = 0;
            for (let column = 0; column < count; column += 1) sum += shares[column * CONDITIONS.length + index]!;
            expect((sum * (to - from)) / count / (to - from)).toBeCloseTo(whole[index]! / (to - from), 4);
          });
        },
      ),
    );
  });

  test("of a healthy month with an outage of two minutes are up nearly everywhere, and the outage is marked", () => {
    const month = 30 * 86_400;
    const strip = onPage({
      actor: "shop",
      kind: "service",
      intervals: [
        [0, "serving"],
        [1_000_000, "down"],
        [1_000_120, "serving"],
      ],
    });
    const { shares, wasDown } = stripColumns(strip, 0, month * 1e6, 800, month * 1e6);
    const up = CONDITIONS.indexOf("up");
    expect([...wasDown].filter((each) => each === 1)).toHaveLength(1);
    for (let column = 0; column < 800; column += 1)
      expect(shares[column * CONDITIONS.length + up]).toBeGreaterThan(0.95);
  });

  test("show a single microsecond when the view is a few of them wide", () => {
    const strip = onPage({
      actor: "shop",
      kind: "service",
      intervals: [
        [0, "serving"],
        [500.000001, "down"],
        [500.000002, "serving"],
      ],
    });
    const { wasDown } = stripColumns(strip, 500e6, 500e6 + 10, 10, END * 1e6);
    expect([...wasDown]).toEqual([0, 1, 0, 0, 0, 0, 0, 0, 0, 0]);
  });
});

describe("columns of a stretch of a strip with a hundred thousand intervals", () => {
  /** The strip, and how often the beginning of one of its intervals was looked up. */
  function counted(intervals: number) {
    const long = onPage({
      ...{ actor: "shop", kind: "service" },
      intervals: Array.from({ length: intervals }, (_, index) => [index / 100, STATES[index % STATES.length]!]),
    });
    let reads = 0;
    const starts = new Proxy(long.starts, {
      get(all, key) {
        reads += 1;
        return Reflect.get(all, key) as unknown;
      },
    });
    return { strip: { ...long, starts }, reads: () => reads };
  }

  test("look up the intervals of the stretch, and some on the way there", () => {
    const { strip, reads } = counted(100_000);
    stripColumns(strip, 900e6, 901e6, 800, END * 1e6);
    // A hundred of them, each some times; and a way of seventeen halves.
    expect(reads()).toBeLessThan(100 * 10 + 17 * 4);
  });

  test("look up each interval of the whole run some times", () => {
    const { strip, reads } = counted(100_000);
    stripColumns(strip, 0, END * 1e6, 800, END * 1e6);
    expect(reads()).toBeLessThan(100_000 * 10);
  });
});

describe("a strip on the page", () => {
  test("tells the time in each condition as the reports do", () => {
    fc.assert(
      fc.property(strips, (strip) => {
        const times = timeByCondition(onPage(strip), 100e6, END * 1e6);
        const expected = secondsByCondition(strip, 100, END);
        CONDITIONS.forEach((condition, index) => expect(times[index]! / 1e6).toBeCloseTo(expected[condition], 6));
      }),
    );
  });

  test("finds the interval of any instant", () => {
    fc.assert(
      fc.property(strips, fc.integer({ min: 0, max: END * 1e6 }), (strip, at) => {
        const found = strip.intervals.findLastIndex(([start]) => Math.round(start * 1e6) <= at);
        expect(intervalAt(onPage(strip), at)).toBe(found);
      }),
    );
  });
});
