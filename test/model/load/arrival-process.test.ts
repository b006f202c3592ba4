import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RateCurve } from "../../../src/model/index.js";
import { ArrivalProcess } from "../../../src/model/load/arrival-process.js";
import { Kernel, type Stream, Streams } from "../../../src/sim/index.js";
import { DAY, HOUR, type Micros, MINUTE, SECOND } from "../../../src/units/index.js";

/** Rates that change at instants and stay at the last. */
function steps(...stretches: readonly (readonly [from: Micros, rate: number])[]): RateCurve {
  return {
    stretch(at) {
      const index = stretches.findLastIndex(([from]) => from <= at);
      return { rate: stretches[index]![1], until: stretches[index + 1]?.[0] ?? Infinity };
    },
    peak: Math.max(...stretches.map(([, rate]) => rate)),
  };
}

/** Unit-rate gaps by hand: -ln of these numbers. */
function gaps(...lengths: readonly number[]): Stream {
  let next = 0;
  return { uniform: () => Math.exp(-(lengths[next++] ?? 1e9)) };
}

function arrivalsOf(
  curve: RateCurve,
  stream: Stream,
  until: Micros,
  spikes: readonly (readonly [Micros, number])[] = [],
) {
  const kernel = new Kernel();
  const times: Micros[] = [];
  const arrivals = new ArrivalProcess(kernel, curve, stream, () => void times.push(kernel.now));
  for (const [at, factor] of spikes) kernel.schedule(at, () => arrivals.setFactor(factor));
  arrivals.start();
  kernel.run(until);
  return times;
}

describe("arrivals", () => {
  it("come when the expected number since the last one reaches the gap, across changes of the rate", () => {
    const curve = steps([0, 1], [10 * SECOND, 0], [20 * SECOND, 4]);
    // By hand: 4 expected at 4 s; 8 more: 6 until 10 s, none until 20 s, 2 at 4/s take 0.5 s; then 1 takes 0.25 s.
    expect(arrivalsOf(curve, gaps(4, 8, 1), HOUR)).toEqual([4 * SECOND, 20.5 * SECOND, 20.75 * SECOND]);
  });

  it("come sooner when a spike begins in the middle of a gap, and later when it ends in the middle of one", () => {
    const curve = steps([0, 1]);
    // By hand: 2 expected by 2 s, then 3/s: the gap of 8 ends 2 s later, at 4 s. The next of 8: 3 by 5 s, the rest at 1/s.
    const spike = [
      [2 * SECOND, 3],
      [5 * SECOND, 1],
    ] as const;
    expect(arrivalsOf(curve, gaps(8, 8), HOUR, spike)).toEqual([4 * SECOND, 10 * SECOND]);
  });

  it("stop while a factor of nothing lasts, and take the rest of their gap afterwards", () => {
    const pause = [
      [1 * SECOND, 0],
      [11 * SECOND, 1],
    ] as const;
    expect(arrivalsOf(steps([0, 1]), gaps(3), HOUR, pause)).toEqual([13 * SECOND]);
  });

  it("end when the rate is nothing for ever, be it said once or day after day", () => {
    const daily: RateCurve = {
      stretch: (at) => ({ rate: 0, until: (Math.floor(at / DAY) + 1) * DAY }),
      peak: 0,
    };
    expect(arrivalsOf(steps([0, 2], [SECOND, 0]), gaps(1, 1.5), DAY)).toEqual([SECOND / 2]);
    expect(arrivalsOf(daily, gaps(1), DAY)).toEqual([]);
  });

  it("do not drift by rounding: a thousand gaps of a third of a microsecond make 333 microseconds", () => {
    const times = arrivalsOf(steps([0, 3e6]), gaps(...Array.from({ length: 1000 }, () => 1)), SECOND);
    expect(times).toEqual(Array.from({ length: 1000 }, (_, i) => Math.round((i + 1) / 3)));
  });

  it("equal the inverse of the integrated rate at the sums of the gaps, whatever curve, spikes and draws", () => {
    const stretch = fc.tuple(fc.integer({ min: 1, max: 5 * SECOND }), fc.constantFrom(0, 0.5, 3, 50, 1000));
    const spike = fc.tuple(fc.integer({ min: 0, max: 20 * SECOND }), fc.constantFrom(0, 0.25, 1, 6));
    const lengths = fc.array(fc.double({ min: 0.01, max: 20, noNaN: true }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(
        fc.array(stretch, { maxLength: 6 }),
        fc.array(spike, { maxLength: 4 }),
        lengths,
        (parts, spikes, draws) => {
          let from = 0;
          const curve = steps([0, 2], ...parts.map(([length, rate]) => [(from += length), rate] as const), [
            from + 1,
            7,
          ]);
          const sorted = [...new Map(spikes).entries()].sort(([a], [b]) => a - b);
          const times = arrivalsOf(curve, gaps(...draws), HOUR, sorted);
          const expected = invert(curve, sorted, draws).filter((at) => at <= HOUR);
          expect(times).toHaveLength(expected.length);
          // A gap whose rest is divided by the rate again after each spike: some units in the last place.
          for (const [i, at] of times.entries()) expect(Math.abs(at - expected[i]!)).toBeLessThanOrEqual(0.51);
        },
      ),
    );
  });

  it("have Poisson counts in windows: mean and variance as the integrated rate says", () => {
    const curve = steps([0, 20], [30 * SECOND, 50]);
    const counts = Array.from({ length: 400 }, (_, replication) => {
      const stream = new Streams("windows", replication).stream("arrival");
      const times = arrivalsOf(curve, stream, MINUTE, [[45 * SECOND, 3]]);
      return times.filter((at) => at >= 20 * SECOND && at < 50 * SECOND).length;
    });
    // 10 s at 20/s, 15 s at 50/s, 5 s at 150/s.
    const expected = 200 + 750 + 750;
    const mean = counts.reduce((sum, n) => sum + n, 0) / counts.length;
    const variance = counts.reduce((sum, n) => sum + (n - mean) * (n - mean), 0) / (counts.length - 1);
    // 99.9 %: 3.29 standard errors of the mean, and of the variance (which is near normal for so many).
    expect(Math.abs(mean - expected)).toBeLessThan(3.29 * Math.sqrt(expected / counts.length));
    expect(Math.abs(variance / expected - 1)).toBeLessThan(3.29 * Math.sqrt(2 / (counts.length - 1)));
  });
});

/** The slow way: walks over all changes of the rate from the beginning for each arrival. */
function invert(curve: RateCurve, spikes: readonly (readonly [Micros, number])[], draws: readonly number[]): number[] {
  const times: number[] = [];
  let wanted = 0;
  for (const draw of draws) {
    wanted += draw;
    let expected = 0;
    let at = 0;
    for (;;) {
      const { rate, until } = curve.stretch(at);
      const factor = spikes.findLast(([from]) => from <= at)?.[1] ?? 1;
      const end = Math.min(until, spikes.find(([from]) => from > at)?.[0] ?? Infinity);
      const perMicro = (rate * factor) / SECOND;
      if (perMicro > 0 && expected + (end - at) * perMicro >= wanted) {
        times.push(at + (wanted - expected) / perMicro);
        break;
      }
      if (end === Infinity) return times;
      expected += (end - at) * perMicro;
      at = end;
    }
  }
  return times;
}
