import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BandwidthPool } from "../../../src/model/storage/bandwidth.js";
import { type Transfer, Channel } from "../../../src/model/storage/channel.js";
import { Kernel } from "../../../src/sim/index.js";
import { type Micros, HOUR, SECOND } from "../../../src/units/index.js";

interface Setting {
  readonly kernel: Kernel;
  readonly pool: BandwidthPool;
  channel(bandwidth: number, demand?: number): Channel;
}

/** Channels whose production wants what is said, always. */
function setting(): Setting {
  const kernel = new Kernel();
  const demands = new Map<Channel, number>();
  const sample = () => {
    for (const [channel, demand] of demands) channel.demand = demand;
  };
  const pool = new BandwidthPool(kernel, sample, () => {});
  return {
    kernel,
    pool,
    channel(bandwidth, demand = 0) {
      const channel = new Channel(`channel-${demands.size}`, bandwidth);
      demands.set(channel, demand);
      return channel;
    },
  };
}

const rates = (...transfers: readonly Transfer[]) => transfers.map(({ rate }) => rate);
const nothing = () => {};

describe("bandwidth, shared max-min fair", () => {
  it("gives one transfer the narrowest of its channels", () => {
    const { pool, channel } = setting();
    expect(rates(pool.begin([channel(200), channel(80), channel(100)], 1000, nothing))).toEqual([80]);
  });

  it("gives what a transfer cannot use for its other channel to those that can", () => {
    const { pool, channel } = setting();
    const [a, b] = [channel(10), channel(30)];
    // By hand: a is the tighter one (10 / 2 = 5 each against 30 / 2 = 15), then b has 30 - 5 left for the last.
    const [onlyA, both, onlyB] = [
      pool.begin([a], 1e6, nothing),
      pool.begin([a, b], 1e6, nothing),
      pool.begin([b], 1e6, nothing),
    ];
    expect(rates(onlyA, both, onlyB)).toEqual([5, 5, 25]);
    expect([a.copying, b.copying]).toEqual([10, 30]);
  });

  it("solves the parking lot: one long transfer over three channels, one short on each", () => {
    const { pool, channel } = setting();
    const [a, b, c] = [channel(12), channel(6), channel(20)];
    const long = pool.begin([a, b, c], 1e6, nothing);
    const short = [a, b, c].map((each) => pool.begin([each], 1e6, nothing));
    // b is the bottleneck of long: 3; the short ones get 12 - 3, 6 - 3, 20 - 3.
    expect(rates(long, ...short)).toEqual([3, 9, 3, 17]);
  });

  it("lets production have what it wants as long as that is less than a fair share", () => {
    const { pool, channel } = setting();
    const a = channel(90, 12);
    expect(rates(pool.begin([a], 1e6, nothing))).toEqual([78]);
    expect(rates(pool.begin([a], 1e6, nothing))).toEqual([39]);
    expect(a.left).toBe(30);
  });

  it("lets production that wants much have one fair share", () => {
    const { pool, channel } = setting();
    const a = channel(90, 1000);
    const first = pool.begin([a], 1e6, nothing);
    expect(rates(first)).toEqual([45]);
    expect(rates(first, pool.begin([a], 1e6, nothing))).toEqual([30, 30]);
    expect(a.left).toBe(30);
  });

  it("never starves a request of production, even where copies were given everything", () => {
    const { pool, channel } = setting();
    const a = channel(100);
    pool.begin([a], 1e6, nothing);
    expect(a.copying).toBe(100);
    expect(a.left).toBe(50);
  });

  it("halves the rate of a copy that reads and writes the same channel", () => {
    const { pool, channel } = setting();
    const a = channel(100);
    expect(rates(pool.begin([a, a], 1e6, nothing))).toEqual([50]);
    expect(a.copying).toBe(100);
  });

  it("gives the rates of an ended and of an aborted transfer to the others, and all back at the end", () => {
    const { kernel, pool, channel } = setting();
    const a = channel(30);
    const ended: [string, Micros][] = [];
    const told = (name: string) => () => void ended.push([name, kernel.now]);
    // By hand: 10 each until 1 s (short done); 15 each until 2 s (abort); then 30 alone for 90 - 10 - 15 = 65 bytes.
    pool.begin([a], 10, told("short"));
    const doomed = pool.begin([a], 1000, told("doomed"));
    pool.begin([a], 90, told("long"));
    kernel.schedule(2 * SECOND, () => pool.abort(doomed));
    kernel.run(HOUR);
    expect(ended).toEqual([
      ["short", SECOND],
      ["long", 2 * SECOND + Math.ceil((65 / 30) * SECOND)],
    ]);
    expect([a.copying, a.copies, a.left]).toEqual([0, 0, 30]);
  });

  it("measures the demand of production once a second while copies run, and not otherwise", () => {
    const kernel = new Kernel();
    const samples: [Micros, Micros][] = [];
    const pool = new BandwidthPool(
      kernel,
      (elapsed) => void samples.push([kernel.now, elapsed]),
      () => {},
    );
    const a = new Channel("a", 100);
    kernel.schedule(10 * SECOND, () => void pool.begin([a], 250, nothing));
    kernel.run(HOUR);
    expect(samples).toEqual([
      [10 * SECOND, 0],
      [11 * SECOND, SECOND],
      [12 * SECOND, SECOND],
    ]);
  });

  it("shares anew only when production wants another amount than before", () => {
    const kernel = new Kernel();
    const a = new Channel("a", 100);
    const shared: Micros[] = [];
    const sample = () => void (a.demand = kernel.now < 3 * SECOND ? 0 : 40);
    const pool = new BandwidthPool(kernel, sample, () => void shared.push(kernel.now));
    pool.begin([a], 420, nothing);
    kernel.run(HOUR);
    // 300 in 3 s, and then the other 120 at 60.
    expect(shared).toEqual([0, 3 * SECOND, 5 * SECOND]);
  });

  it("is not measured each second where production varies only when somebody says so", () => {
    const kernel = new Kernel();
    const a = new Channel("a", 100);
    let demand = 40;
    const samples: Micros[] = [];
    const sample = () => {
      samples.push(kernel.now);
      a.demand = demand;
    };
    const pool = new BandwidthPool(kernel, sample, () => {}, false);
    const ended: Micros[] = [];
    const begin = (bytes: number) => void pool.begin([a], bytes, () => ended.push(kernel.now));
    const want = (amount: number) => {
      demand = amount;
      pool.demandChanged();
    };
    begin(220);
    kernel.schedule(2 * SECOND, () => want(0));
    kernel.schedule(10 * SECOND, () => begin(100));
    kernel.schedule(20 * SECOND, () => want(50));
    kernel.schedule(30 * SECOND, () => begin(100));
    kernel.run(HOUR);
    // 120 at 60, 100 at 100; then 100 at 100; then 100 at 50.
    expect(ended).toEqual([3 * SECOND, 11 * SECOND, 32 * SECOND]);
    expect(samples).toEqual([0, 2 * SECOND, 30 * SECOND]);
  });
});

describe("what passed through a channel", () => {
  it("is counted by the channel and by the copies: those that ended, broke off, or are under way", () => {
    const { kernel, pool, channel } = setting();
    const [a, b] = [channel(30), channel(100)];
    expect(pool.audit()).toEqual([]);
    // By hand as above: 10 each until 1 s (short done), 15 each until 2 s (doomed has 25 of 1000), then long alone.
    pool.begin([a], 10, nothing);
    const doomed = pool.begin([a], 1000, nothing);
    pool.begin([a, b], 90, nothing);
    kernel.run(SECOND / 2);
    const half = { copies: 3, sent: 15, delivered: 0, lost: 0, underWay: 15 };
    expect(pool.audit()).toEqual([
      { channel: a.name, bandwidth: 30, ...half },
      { channel: b.name, bandwidth: 100, copies: 1, sent: 5, delivered: 0, lost: 0, underWay: 5 },
    ]);
    kernel.schedule(2 * SECOND, () => pool.abort(doomed));
    kernel.run(3 * SECOND);
    expect(pool.audit()[0]).toMatchObject({ copies: 3, sent: 90, delivered: 10, lost: 25, underWay: 55 });
    kernel.run(HOUR);
    expect(pool.audit()).toMatchObject([
      { copies: 3, sent: 125, delivered: 100, lost: 25, underWay: 0 },
      { copies: 1, sent: 90, delivered: 90, lost: 0, underWay: 0 },
    ]);
    // Nothing has passed since then; a transfer that has ended cannot break off.
    pool.abort(doomed);
    expect(pool.audit()).toEqual([]);
  });

  it("counts twice where a copy reads and writes it, and tells how wide it was at most", () => {
    const { kernel, pool, channel } = setting();
    const a = channel(100);
    pool.begin([a, a], 500, nothing);
    pool.resize(a, 50);
    kernel.run(HOUR);
    expect(pool.audit()).toEqual([
      { channel: a.name, bandwidth: 100, copies: 2, sent: 1000, delivered: 1000, lost: 0, underWay: 0 },
    ]);
  });
});

/** A fluid in small steps: in each, water is poured in drops to whoever has the least and can take more. */
const STEP: Micros = SECOND / 20;
const DROPS = 200;

interface Flow {
  readonly channels: readonly number[];
  readonly begins: Micros;
  left: number;
  endedAt: Micros | null;
}

function pour(flows: readonly Flow[], bandwidths: readonly number[], demands: readonly number[]): number[] {
  const given = flows.map(() => 0);
  const production = demands.map(() => 0);
  const used = bandwidths.map(() => 0);
  const drop = Math.max(...bandwidths) / DROPS;
  const open = new Set<number>(flows.keys());
  const wanting = new Set<number>(demands.keys());
  while (open.size > 0) {
    for (const c of wanting) {
      const amount = Math.min(drop, demands[c]! - production[c]!, bandwidths[c]! - used[c]!);
      if (amount < drop * 1e-9) wanting.delete(c);
      production[c]! += amount;
      used[c]! += amount;
    }
    for (const f of open) {
      const { channels } = flows[f]!;
      const amount = Math.min(drop, ...channels.map((c) => bandwidths[c]! - used[c]!));
      if (amount < drop * 1e-9) open.delete(f);
      given[f]! += amount;
      for (const c of channels) used[c]! += amount;
    }
  }
  return given;
}

/** When each flow ends, roughly. */
function step(flows: readonly Flow[], bandwidths: readonly number[], demands: readonly number[]): void {
  for (let now: Micros = 0; flows.some((flow) => flow.endedAt === null); now += STEP) {
    const active = flows.filter((flow) => flow.begins <= now && flow.endedAt === null);
    const given = pour(active, bandwidths, demands);
    for (const [i, flow] of active.entries()) {
      flow.left -= (given[i]! * STEP) / SECOND;
      if (flow.left <= 0) flow.endedAt = now + STEP;
    }
  }
}

const network = fc.record({
  bandwidths: fc.array(fc.integer({ min: 20, max: 100 }), { minLength: 2, maxLength: 4 }),
  demands: fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 4, maxLength: 4 }),
  flows: fc.array(
    fc.record({
      channels: fc.uniqueArray(fc.nat(3), { minLength: 1, maxLength: 3 }),
      begins: fc.integer({ min: 0, max: 40 }).map((n) => n * STEP),
      bytes: fc.integer({ min: 5, max: 150 }),
    }),
    { minLength: 1, maxLength: 5 },
  ),
});

describe("bandwidth beside a dumb fluid", () => {
  it("ends every transfer when a fluid poured in drops ends it, as near as its steps allow", () => {
    fc.assert(
      fc.property(network, ({ bandwidths, demands, flows }) => {
        const { kernel, pool, channel } = setting();
        const wanted = demands.slice(0, bandwidths.length);
        const channels = bandwidths.map((bandwidth, i) => channel(bandwidth, wanted[i]));
        const twins = flows.map(({ channels: those, begins, bytes }): Flow => {
          const its = [...new Set(those.map((c) => c % bandwidths.length))];
          return { channels: its, begins, left: bytes, endedAt: null };
        });
        const endedAt = twins.map(() => NaN);
        for (const [i, { channels: its, begins, left }] of twins.entries()) {
          const begin = () =>
            pool.begin(
              its.map((c) => channels[c]!),
              left,
              () => (endedAt[i] = kernel.now),
            );
          kernel.schedule(begins, () => void begin());
        }
        step(twins, bandwidths, wanted);
        kernel.run(HOUR);
        for (const [i, twin] of twins.entries()) {
          const length = twin.endedAt! - twin.begins;
          // Each begin and end of another transfer may come a step late in the fluid; drops add a few percent.
          const tolerance = STEP * (2 + 2 * twins.length) + 0.08 * length;
          expect(Math.abs(endedAt[i]! - twin.endedAt!)).toBeLessThanOrEqual(tolerance);
        }
      }),
      { numRuns: 100 },
    );
  });

  it("carries what its copies move, whatever comes, breaks off, goes down and becomes narrow", () => {
    const blows = fc.array(
      fc.record({ at: fc.nat(80), on: fc.nat(4), what: fc.constantFrom("abort", "flip", "resize") }),
    );
    fc.assert(
      fc.property(network, blows, ({ bandwidths, demands, flows }, those) => {
        const { kernel, pool, channel } = setting();
        const channels = bandwidths.map((bandwidth, i) => channel(1000 * bandwidth + 1 / 3, 1000 * demands[i]!));
        const begun: Transfer[] = [];
        for (const { channels: its, begins, bytes } of flows) {
          const over = its.map((c) => channels[c % channels.length]!);
          kernel.schedule(begins, () => void begun.push(pool.begin(over, 1000 * bytes, nothing)));
        }
        for (const { at, on, what } of those) {
          kernel.schedule(at * STEP + 7, () => {
            const [hit, broken] = [channels[on % channels.length]!, begun[on]];
            if (what === "abort" && broken !== undefined) pool.abort(broken);
            if (what === "resize") pool.resize(hit, hit.bandwidth / 2);
            if (what !== "flip") return;
            hit.up = !hit.up;
            pool.channelChanged();
          });
        }
        for (let seconds = 1; seconds < 30; seconds += 2) {
          kernel.run(seconds * SECOND + 3);
          for (const { copies, sent, delivered, lost, underWay } of pool.audit()) {
            // Each ends less than a byte early, or less than a microsecond late: here a tenth of a byte.
            expect(Math.abs(sent - delivered - lost - underWay)).toBeLessThanOrEqual(copies + 1.5);
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  it("is fair: nobody can get more without taking it from somebody who has no more", () => {
    fc.assert(
      fc.property(network, ({ bandwidths, demands, flows }) => {
        const { pool, channel } = setting();
        const channels = bandwidths.map((bandwidth, i) => channel(bandwidth, demands[i]));
        const transfers = flows.map(({ channels: those }) => {
          const its = [...new Set(those.map((c) => channels[c % bandwidths.length]!))];
          return pool.begin(its, 1e9, nothing);
        });
        for (const each of channels) expect(each.copying).toBeLessThanOrEqual(each.bandwidth * (1 + 1e-12));
        // Max-min fair: every transfer has a full channel on which nobody, production included, has more than it.
        for (const transfer of transfers) {
          const bottleneck = transfer.channels.find((each) => {
            const others = transfers.filter((other) => other.channels.includes(each));
            const most = Math.max(...others.map(({ rate }) => rate));
            const production = Math.min(each.demand, each.bandwidth - each.copying);
            const full = each.copying + production >= each.bandwidth * (1 - 1e-9);
            return full && most <= transfer.rate * (1 + 1e-9) && production <= transfer.rate * (1 + 1e-9);
          });
          expect(bottleneck).toBeDefined();
        }
      }),
    );
  });
});
