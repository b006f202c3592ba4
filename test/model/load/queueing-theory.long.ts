// Validation items 12 and 13: M/M/1, M/M/c and M/M/c/c as worlds, through client, director and host.
import { describe, expect, it } from "vitest";
import type { RequestListener, ServesSpec, WorldSpec } from "../../../src/model/index.js";
import { exponential, Streams } from "../../../src/sim/index.js";
import { covers, meanInterval, Tally } from "../../../src/stats/index.js";
import { DAY, type Micros, SECOND } from "../../../src/units/index.js";
import { smallRun, smallSpec } from "../small-world.js";

const REPLICATIONS = 20;
/** Requests of each replication whose beginning is left out: the system starts empty. */
const WARM_UP = 3_000;
const REQUESTS = 30_000;

/** One service on one host without storage, over a network without latency; nobody loses patience. */
function queueSpec(arrivalsPerSecond: number, serves: ServesSpec): WorldSpec {
  const spec = smallSpec();
  const [web] = spec.hosts;
  const [shop] = spec.services;
  const load = {
    ...shop!.load!,
    rate: { stretch: () => ({ rate: arrivalsPerSecond, until: Infinity }), peak: arrivalsPerSecond },
    classes: [{ name: "browse", share: 1, shareable: true, size: 0 }],
    timeout: 10 * DAY,
    retry: { times: 0, backoff: SECOND },
  };
  return {
    ...spec,
    networks: spec.networks.map((network) => ({ ...network, latency: 0 })),
    arrays: [],
    agents: [],
    hosts: [{ ...web!, serves }],
    services: [{ ...shop!, load }],
  };
}

/** Servers whose service times have a mean of one second. */
function servers(concurrency: number, queue: number): ServesSpec {
  return { rate: concurrency, concurrency, queue, time: exponential(SECOND) };
}

/** What one replication measures, in seconds. */
interface Measured {
  readonly latencies: readonly number[];
  /** Mean number in the system over time. */
  readonly population: number;
  readonly refusedShare: number;
}

/** Latencies in the order of the answers, and the number in the system over time. */
class Observer implements RequestListener {
  readonly latencies: number[] = [];
  refused = 0;
  private open = 0;
  private area = 0;
  private begun: Micros = 0;
  private since: Micros = 0;
  private ends = 0;

  issued(_service: number, _class: number, at: Micros): void {
    this.advance(at);
    this.open += 1;
  }

  ended(_service: number, _class: number, end: string, at: Micros, latency: Micros): void {
    this.advance(at);
    this.open -= 1;
    this.ends += 1;
    if (this.ends < WARM_UP) return;
    if (this.ends === WARM_UP) {
      this.area = 0;
      this.begun = at;
    } else if (end === "served") this.latencies.push(latency / SECOND);
    else this.refused += 1;
  }

  flowed(): void {}

  private advance(at: Micros): void {
    this.area += this.open * (at - this.since);
    this.since = at;
  }

  get population(): number {
    return this.area / (this.since - this.begun);
  }
}

function replicate(spec: WorldSpec, replication: number): Measured {
  const { world, kernel } = smallRun(spec, null, {}, new Streams("queueing theory", replication));
  const observer = new Observer();
  world.requestListener = observer;
  const { rate } = spec.services[0]!.load!.rate.stretch(0);
  kernel.run(Math.round(((REQUESTS + WARM_UP) / rate) * SECOND));
  const { latencies, refused, population } = observer;
  return { latencies, population, refusedShare: refused / (latencies.length + refused) };
}

/** Theory lies in the 99.9 % interval of the replications' values, which is narrow enough to mean something. */
function expectTheory(values: readonly number[], theory: number, precision: number): void {
  const tally = new Tally();
  for (const value of values) tally.add(value);
  const interval = meanInterval(tally, 0.999);
  expect(interval.high - interval.low).toBeLessThan(2 * precision * theory);
  expect(covers(interval, theory), `${interval.low} … ${interval.high} misses ${theory}`).toBe(true);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function quantile(values: readonly number[], p: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(p * values.length)]!;
}

function replications(spec: WorldSpec): readonly Measured[] {
  return Array.from({ length: REPLICATIONS }, (_, replication) => replicate(spec, replication));
}

describe("a host as a queue", () => {
  it("is an M/M/1 at rho 0.8: W 5, L 4, p95 14.9787, p99 23.0259", () => {
    const runs = replications(queueSpec(0.8, servers(1, 1_000_000)));
    expectTheory(
      runs.map(({ latencies }) => mean(latencies)),
      5,
      0.06,
    );
    expectTheory(
      runs.map(({ population }) => population),
      4,
      0.06,
    );
    expectTheory(
      runs.map(({ latencies }) => quantile(latencies, 0.95)),
      14.9787,
      0.08,
    );
    expectTheory(
      runs.map(({ latencies }) => quantile(latencies, 0.99)),
      23.0259,
      0.12,
    );
  });

  it("waits in an M/M/c as Erlang C says: (2, 1.6) 1.777778, (4, 3.2) .745541, (8, 6.4) .286028", () => {
    const cases = [
      [2, 1.6, 1.777778],
      [4, 3.2, 0.745541],
      [8, 6.4, 0.286028],
    ] as const;
    for (const [concurrency, offered, wait] of cases) {
      const runs = replications(queueSpec(offered, servers(concurrency, 1_000_000)));
      expectTheory(
        runs.map(({ latencies }) => mean(latencies)),
        wait + 1,
        0.08,
      );
    }
  });

  it("refuses in an M/M/c/c without a queue as Erlang B says: (12, 10) .119739", () => {
    const runs = replications(queueSpec(10, servers(12, 0)));
    expectTheory(
      runs.map(({ refusedShare }) => refusedShare),
      0.119739,
      0.04,
    );
    // Whoever is served does not wait.
    expectTheory(
      runs.map(({ latencies }) => mean(latencies)),
      1,
      0.01,
    );
  });

  it("obeys Little's law in each run", () => {
    const spec = queueSpec(0.8, servers(1, 1_000_000));
    const { latencies, population } = replicate(spec, 99);
    const elapsed = (REQUESTS + WARM_UP) / 0.8;
    // Requests that are open at either end of the time that was measured make the difference.
    const rate = latencies.length / (elapsed * (REQUESTS / (REQUESTS + WARM_UP)));
    expect(Math.abs(population / (rate * mean(latencies)) - 1)).toBeLessThan(0.02);
  });
});
