import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Promises } from "../../../src/observe/account/promises.js";
import {
  difference,
  sizeOf,
  union,
  withoutWrites,
  withWrites,
  type WriteSet,
} from "../../../src/observe/account/write-set.js";
import { acknowledged, down, mounted, run, START, stored, up, type Told } from "../small-run.js";

const range = fc
  .tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 8 }))
  .map(([from, length]) => ({ from, to: from + length }));

/** A dumb twin: one number for each write. */
function numbers(set: WriteSet): Set<number> {
  return new Set(set.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, index) => from + index)));
}

function isTidy(set: WriteSet): boolean {
  return set.every((each, index) => each.from < each.to && (index === 0 || set[index - 1]!.to < each.from));
}

describe("a set of writes", () => {
  it("does what a set of numbers does, in sorted ranges that do not touch", () => {
    const change = fc.record({ add: fc.boolean(), range });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 20 }), (changes) => {
        let set: WriteSet = [];
        const twin = new Set<number>();
        for (const each of changes) {
          set = each.add ? withWrites(set, each.range) : withoutWrites(set, each.range);
          for (const write of numbers([each.range])) {
            if (each.add) twin.add(write);
            else twin.delete(write);
          }
          expect(isTidy(set)).toBe(true);
          expect(numbers(set)).toEqual(new Set([...twin].sort((a, b) => a - b)));
          expect(sizeOf(set)).toBe(twin.size);
        }
      }),
    );
  });

  it("takes sets together and apart", () => {
    const sets = fc.array(range, { maxLength: 6 }).map((ranges) => ranges.reduce<WriteSet>(withWrites, []));
    fc.assert(
      fc.property(sets, sets, sets, (a, b, c) => {
        expect(isTidy(difference(a, b, c)) && isTidy(union(a, b))).toBe(true);
        const rest = numbers(difference(a, b, c));
        expect([...rest]).toEqual([...numbers(a)].filter((each) => !numbers(b).has(each) && !numbers(c).has(each)));
        expect(numbers(union(a, b))).toEqual(new Set([...numbers(a), ...numbers(b)].sort((x, y) => x - y)));
      }),
    );
  });
});

describe("promises", () => {
  it("measure whole batches and parts of them, told in any order", () => {
    const promises = new Promises();
    promises.add({ from: 10, to: 20 }, 1000, 7);
    promises.add({ from: 0, to: 10 }, 55, 3);
    expect(promises.measure([{ from: 0, to: 20 }])).toEqual({ bytes: 1055, oldestAt: 3 });
    expect(promises.measure([{ from: 12, to: 15 }])).toEqual({ bytes: 300, oldestAt: 7 });
    expect(promises.measure([])).toEqual({ bytes: 0, oldestAt: Infinity });
  });

  it("give the parts of a batch bytes that add up to it", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 0, max: 1000 }),
        fc.integer({ min: 0, max: 20 }),
        (size, bytes, cut) => {
          const promises = new Promises();
          promises.add({ from: 5, to: 5 + size }, bytes, 0);
          const parts = [
            { from: 5, to: 5 + Math.min(cut, size) },
            { from: 5 + Math.min(cut, size), to: 5 + size },
          ];
          expect(parts.reduce((sum, part) => sum + promises.measure([part]).bytes, 0)).toBe(bytes);
        },
      ),
    );
  });
});

function lossesOf(...told: readonly Told[]) {
  return run([START, ...told]).losses.map(({ atSeconds, writes, bytes }) => [atSeconds, writes, bytes]);
}

describe("the ledger of writes", () => {
  const promised: Told = [5, acknowledged(0, 10, 1), stored(0, 10)];

  it("finds nothing lost on the same data, whether flushed before or after the mount was told", () => {
    expect(lossesOf(promised, [10, down()], [20, mounted("web-1", "d1", [0, 10]), up()])).toEqual([]);
  });

  it("finds what the device lacks, once", () => {
    expect(
      lossesOf(
        promised,
        [10, down()],
        [20, mounted("web-2", "d2", [0, 4], [6, 9]), up("web-2")],
        [30, down()],
        [40, mounted("web-2", "d2", [0, 4], [6, 9]), up("web-2")],
      ),
    ).toEqual([[20, 3, 300]]);
  });

  it("does not count what is on its way from the memory of the host that mounts", () => {
    const told: Told[] = [
      [5, acknowledged(0, 10, 1), stored(0, 6), down()],
      [6, mounted("web-1", "d1", [0, 6]), up()],
    ];
    expect(lossesOf(...told)).toEqual([]);
    const dropped: Told = [
      5.5,
      { kind: "WritesDropped", host: "web-1", volume: "shop-data", range: { from: 6, to: 10 } },
    ];
    expect(lossesOf(told[0]!, dropped, told[1]!)).toEqual([[6, 4, 400]]);
  });

  it("counts writes that a mounted device got later as held when the service comes up with it", () => {
    // web-2 mounts a copy while web-1 serves; nothing is lost by that, and the copy gets what it lacks.
    expect(
      lossesOf(promised, [8, mounted("web-2", "d2", [0, 6])], [9, stored(6, 9, "d2")], [10, down()], [11, up("web-2")]),
    ).toEqual([[11, 1, 100]]);
  });

  it("counts writes that a hung host promised before the takeover as lost then, though it tells of them later", () => {
    expect(
      lossesOf([10, down()], [20, mounted("web-2", "d2"), up("web-2")], [30, acknowledged(0, 5, 8), stored(0, 5)]),
    ).toEqual([[20, 5, 500]]);
  });

  it("judges writes that a second host promised beside the one in service when the next one mounts", () => {
    const told: Told[] = [
      [10, down()],
      [20, mounted("web-2", "d2"), up("web-2")],
      [30, acknowledged(0, 5, 25), stored(0, 5)],
    ];
    expect(lossesOf(...told)).toEqual([]);
    expect(lossesOf(...told, [40, down()], [50, mounted("web-2", "d2")])).toEqual([[50, 5, 500]]);
    expect(lossesOf(...told, [40, down()], [50, mounted("web-1", "d1", [0, 5])])).toEqual([]);
  });

  it("finds as many as a twin that keeps each write apart, on random flushes, crashes and mounts", () => {
    const flush = fc.record({ count: fc.integer({ min: 1, max: 4 }), stores: fc.boolean() });
    const takeover = fc.record({ lags: fc.integer({ min: 0, max: 5 }) });
    fc.assert(
      fc.property(fc.array(fc.oneof(flush, takeover), { maxLength: 25 }), (events) => {
        const { told, lost } = twin(events);
        const found = run([START, ...told], { seconds: 1000 }).losses;
        expect(found.reduce((sum, loss) => sum + loss.writes, 0)).toBe(lost);
        expect(found.reduce((sum, loss) => sum + loss.bytes, 0)).toBe(100 * lost);
      }),
    );
  });
});

type Event = { readonly count: number; readonly stores: boolean } | { readonly lags: number };

/** Writes one by one: a flush stores some; a takeover goes on with a copy that lacks the last few of what was stored. */
function twin(events: readonly Event[]): { told: Told[]; lost: number } {
  const told: Told[] = [];
  let at = 1;
  let next = 0;
  let generation = 1;
  let held: number[] = [];
  let memory: number[] = [];
  const lost = new Set<number>();
  for (const event of events) {
    at += 1;
    const host = `web-${((generation + 1) % 2) + 1}`;
    if ("count" in event) {
      const range = { from: next, to: next + event.count };
      next = range.to;
      told.push([at, acknowledged(range.from, range.to, at - 0.5, host)]);
      const writes = [...numbers([range])];
      if (event.stores) {
        held.push(...writes);
        told.push([at, stored(range.from, range.to, `d${generation}`)]);
      } else memory.push(...writes);
      continue;
    }
    const drops = memory.map((write) => ({
      kind: "WritesDropped" as const,
      host,
      volume: "shop-data",
      range: { from: write, to: write + 1 },
    }));
    generation += 1;
    held = held.slice(0, Math.max(0, held.length - event.lags));
    memory = [];
    const holds = held.map((write) => [write, write + 1] as const);
    told.push([at, down(), ...drops]);
    const next_ = `web-${((generation + 1) % 2) + 1}`;
    told.push([at + 0.5, mounted(next_, `d${generation}`, ...holds), up(next_)]);
    for (let write = 0; write < next; write += 1) if (!held.includes(write)) lost.add(write);
  }
  return { told, lost: lost.size };
}
