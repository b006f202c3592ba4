import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { boundedPoints, isBounded } from "../../../../src/model/load/flow/bounded-wait.js";
import {
  latencyPoints,
  servicePoints,
  shareBeyond,
  variationOf,
} from "../../../../src/model/load/flow/latency-points.js";
import { erlangB, steadyState, type Station } from "../../../../src/model/load/flow/steady-state.js";
import { constant, erlang, exponential, gamma } from "../../../../src/sim/index.js";

/** The share of sums of so many exponential times of mean 1 that are longer: fewer than so many arrivals of a Poisson process. */
function erlangBeyond(count: number, limit: number): number {
  let term = Math.exp(-limit);
  let sum = term;
  for (let n = 1; n < count; n++) sum += term *= limit / n;
  return sum;
}

/** The dumb twin: the probability of every number of requests from 0 to all that fit, one from the other. */
function twin(rate: number, { servers, room, serviceTime }: Station) {
  const weights = [1];
  for (let n = 1; n <= servers + room; n++) {
    weights.push((weights[n - 1]! * rate * serviceTime) / Math.min(n, servers));
  }
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  const sum = (of: (n: number) => number) => weights.reduce((total, weight, n) => total + (weight / all) * of(n), 0);
  const refused = weights[servers + room]! / all;
  const queue = sum((n) => Math.max(0, n - servers));
  return {
    refused,
    waiting: sum((n) => (n >= servers && n < servers + room ? 1 : 0)) / (1 - refused),
    wait: queue / (rate * (1 - refused)),
    inSystem: sum((n) => n),
  };
}

describe("the steady state of a station", () => {
  test("agrees with its twin for any load, below and above full", () => {
    const station = fc.record({
      servers: fc.integer({ min: 1, max: 40 }),
      room: fc.integer({ min: 0, max: 200 }),
      utilisation: fc.double({ min: 0.05, max: 3, noNaN: true }),
    });
    fc.assert(
      fc.property(station, ({ servers, room, utilisation }) => {
        const shape = { servers, room, serviceTime: 2, variation: 1 };
        const rate = (utilisation * servers) / 2;
        const [found, expected] = [steadyState(rate, shape), twin(rate, shape)];
        for (const key of ["refused", "waiting", "wait", "inSystem"] as const) {
          expect(found[key]).toBeCloseTo(expected[key], 4);
        }
      }),
      { seed: 1 },
    );
  });

  test.each([0, 0.5, 1, 3])(
    "has a queue that is half full at full load, and full far above, at a variation of %d",
    (variation) => {
      const station = { servers: 1, room: 1000, serviceTime: 1, variation };
      const waiting = (rate: number) => steadyState(rate, station).inSystem - 1;
      expect(waiting(1) / 1000).toBeCloseTo(0.5, 2);
      expect(waiting(2) / 1000).toBeCloseTo(1, 2);
      // Of M/D/1 half as many find no room as of M/M/1: (1 + variation) / 2 of a thousandth.
      expect(steadyState(1, station).refused * 1000).toBeCloseTo((1 + variation) / 2, 1);
    },
  );

  test("has no wait and no refusal without arrivals", () => {
    const idle = steadyState(0, { servers: 1, room: 5, serviceTime: 1, variation: 1 });
    expect(idle).toEqual({ refused: 0, waiting: 0, wait: 0, inSystem: 0 });
  });

  test("refuses what Erlang says where nobody may wait", () => {
    expect(erlangB(12, 10)).toBeCloseTo(0.119739, 6);
    expect(steadyState(10, { servers: 12, room: 0, serviceTime: 1, variation: 1 }).refused).toBeCloseTo(0.119739, 6);
  });

  test.each([
    ["constant", constant(1), 2],
    ["Erlang-4", erlang(4, 1), 2.5],
    ["exponential", exponential(1), 4],
    ["gamma with a variation of 4", gamma(0.25, 4), 10],
  ])("waits as Pollaczek and Khinchine say with a service time that is %s", (_, time, wait) => {
    const station = { servers: 1, room: 1_000_000, serviceTime: 1, variation: variationOf(time) };
    expect(steadyState(0.8, station).wait / wait).toBeCloseTo(1, 2);
  });
});

describe("the distribution of latencies", () => {
  test("of M/M/1 is exponential with the mean wait and service", () => {
    const service = servicePoints(exponential(1));
    const steady = steadyState(0.8, { servers: 1, room: 1_000_000, serviceTime: 1, variation: 1 });
    const points = latencyPoints(service, steady);
    const mean = points.times.reduce((sum, time, i) => sum + time * points.weights[i]!, 0);
    expect(mean).toBeCloseTo(5, 9);
    expect(points.weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
    for (const limit of [2, 5, 10, 20, 30]) {
      expect(Math.abs(shareBeyond(points, limit) / Math.exp(-limit / 5) - 1)).toBeLessThan(0.15);
    }
  });

  test("is that of the service alone where nobody waits", () => {
    const service = servicePoints(constant(3));
    expect(latencyPoints(service, { refused: 0, waiting: 0, wait: 0, inSystem: 1 })).toBe(service);
  });

  test.each([
    ["well above full load", 1.2],
    ["just above it", 1.01],
    ["just full", 1],
    ["just below it", 0.99],
  ])("of M/M/1/K is a sum of as many services as one finds, %s", (_, rate) => {
    const room = 300;
    const station = { servers: 1, room, serviceTime: 1, variation: 1 };
    expect(isBounded(rate, room)).toBe(true);
    const points = boundedPoints(servicePoints(exponential(1)), station, rate, steadyState(rate, station));
    // Whoever finds n in the system stays for n + 1 services: the sum of exponential times is Erlang's.
    const weights = Array.from({ length: room + 1 }, (_each, n) => Math.exp((n - room) * Math.log(rate)));
    const all = weights.reduce((sum, weight) => sum + weight, 0);
    for (const limit of [100, 200, 280, 300, 320]) {
      const exact = weights.reduce((sum, weight, n) => sum + (weight / all) * erlangBeyond(n + 1, limit), 0);
      expect(Math.abs(shareBeyond(points, limit) - exact), `beyond ${limit}`).toBeLessThan(0.05);
    }
  });
});
