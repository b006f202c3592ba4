/** A queue of customers before a resource waits as long as theory says. */
import { describe, expect, it } from "vitest";
import {
  constant,
  drawMicros,
  exponential,
  Kernel,
  Resource,
  Streams,
  type Distribution,
} from "../../src/sim/index.js";

const SECOND = 1_000_000;

/** Sojourn times in seconds of customers that arrive at a rate and wait for one of so many servers. */
function sojourns(customers: number, rate: number, service: Distribution, servers: number): Float64Array {
  const kernel = new Kernel();
  const streams = new Streams(12);
  const [arrivals, services] = [streams.stream("arrival"), streams.stream("service")];
  const gap = exponential(SECOND / rate);
  const resource = new Resource(servers);
  const times = new Float64Array(customers);
  let arrived = 0;
  let served = 0;
  const arrive = (): void => {
    const since = kernel.now;
    const work = drawMicros(service, services);
    resource.claim((release) => {
      kernel.after(work, () => {
        release();
        times[served++] = (kernel.now - since) / SECOND;
      });
    });
    if (++arrived < customers) kernel.after(drawMicros(gap, arrivals), arrive);
  };
  kernel.after(drawMicros(gap, arrivals), arrive);
  kernel.run(Number.MAX_SAFE_INTEGER);
  expect(served).toBe(customers);
  return times;
}

const mean = (times: Float64Array): number => times.reduce((sum, time) => sum + time, 0) / times.length;

describe("queueing theory", () => {
  const exponentialSecond = exponential(SECOND);

  it("M/M/1 at ρ = 0.8: W 5, p95 14.9787, p99 23.0259", () => {
    const n = 2_000_000;
    const times = sojourns(n, 0.8, exponentialSecond, 1);
    // The mean of n waits in M/M/1 has the asymptotic variance ρ(2+5ρ−4ρ²+ρ³)/(1−ρ)⁴/n (Daley 1968): 0.0314² here.
    const deviation = Math.sqrt((0.8 * (2 + 4 - 2.56 + 0.512)) / 0.0016 / n);
    expect(Math.abs(mean(times) - 5)).toBeLessThan(3.3 * deviation);
    times.sort((a, b) => a - b);
    expect(Math.abs(times[Math.floor(0.95 * n)]! / 14.9787 - 1)).toBeLessThan(0.03);
    expect(Math.abs(times[Math.floor(0.99 * n)]! / 23.0259 - 1)).toBeLessThan(0.05);
  });

  it.each([
    [2, 1.6, 1.777778],
    [4, 3.2, 0.745541],
    [8, 6.4, 0.286028],
  ])("Erlang C: %d servers at %d erlang make wait %d", (servers, rate, wait) => {
    const times = sojourns(500_000, rate, exponentialSecond, servers);
    expect(Math.abs((mean(times) - 1) / wait - 1)).toBeLessThan(0.05);
  });

  it("Pollaczek and Khinchine: M/D/1 at ρ = 0.8 waits 2", () => {
    const times = sojourns(500_000, 0.8, constant(SECOND), 1);
    expect(Math.abs((mean(times) - 1) / 2 - 1)).toBeLessThan(0.03);
  });
});
