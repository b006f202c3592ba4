import { describe, expect, it } from "vitest";
import type { WorldSpec } from "../../src/model/index.js";
import { constant } from "../../src/sim/index.js";
import { MILLISECOND, MINUTE, SECOND } from "../../src/units/index.js";
import { always, smallRun, smallSpec, type SmallRun } from "./small-world.js";

const SIZE = 4096;

/**
 * Writes of 4096 bytes and nothing else, one each 0.1 s from 0.1 s on: no chance. Each takes 200 us there, 10 ms of work,
 * 10 us + 40.96 us of storage, so that the write asked for at t is acknowledged at t + 10.251 ms. Flushes at 5 s, 10 s …
 * take 10 us and the bytes at 100 MB/s.
 */
function writingSpec(): WorldSpec {
  const spec = smallSpec();
  const [shop] = spec.services;
  const load = {
    ...shop!.load!,
    rate: { stretch: () => ({ rate: 10, until: Infinity }), peak: 10 },
    classes: [{ name: "order", share: 1, shareable: false, writes: "shop-data", size: SIZE }],
    retry: { times: 0, backoff: SECOND },
  };
  const serves = { rate: 1000, concurrency: 10, queue: 100, time: constant(10 * MILLISECOND) };
  const hosts = spec.hosts.map((host) => ({ ...host, serves }));
  return { ...spec, hosts, services: [{ ...shop!, load }] };
}

const ACKNOWLEDGED_AFTER = 10_251;

function writing(): SmallRun & { at(seconds: number, deed: () => void): void; held(device: string): unknown } {
  const run = smallRun(writingSpec(), null, {}, always(Math.exp(-1)));
  const { kernel, world } = run;
  return {
    ...run,
    at: (seconds, deed) => void kernel.schedule(Math.round(seconds * SECOND), deed),
    held: (device) => world.volume("shop-data").device(device).holds.snapshot(),
  };
}

const nobody = () => {};
const answer = { ended: nobody, lost: nobody };

describe("acknowledged writes", () => {
  it("reach the media at the next flush, a transfer's time later", () => {
    const { kernel, of } = writing();
    kernel.run(16 * SECOND);
    // 49 were acknowledged before 5 s, 50 in each 5 s after that.
    const stored = of("WritesStored").filter(({ device }) => device === "shop-data");
    expect(stored.map(({ at, range }) => [at, range])).toEqual([
      [5 * SECOND + 10 + Math.ceil((49 * SIZE) / 100), { from: 0, to: 49 }],
      [10 * SECOND + 10 + 50 * 40.96, { from: 49, to: 99 }],
      [15 * SECOND + 10 + 50 * 40.96, { from: 99, to: 149 }],
    ]);
  });

  it("that were acknowledged since the last flush, and only those, are lost in a crash", () => {
    const { world, kernel, at, of } = writing();
    at(18.05, () => world.host("web-1").crash());
    kernel.run(MINUTE);
    // Asked for at 15.0 s … 18.0 s: 31 writes after the 149 that were flushed.
    expect(of("WritesDropped").map(({ at: when, range }) => [when, range])).toEqual([
      [18.05 * SECOND, { from: 149, to: 180 }],
    ]);
    const acknowledged = of("WritesAcknowledged").at(-1)!;
    expect(acknowledged).toMatchObject({ range: { from: 149, to: 180 }, bytes: 31 * SIZE });
    expect(acknowledged.oldestAt).toBe(15 * SECOND + ACKNOWLEDGED_AFTER);
  });

  it("are found missing when the host goes online again: exactly those, once", () => {
    const { world, kernel, at, of } = writing();
    at(18.05, () => world.host("web-1").crash());
    at(20, () => world.host("web-1").repair());
    at(300, () => world.host("web-1").crash());
    at(310, () => world.host("web-1").repair());
    kernel.run(10 * MINUTE);
    const [first, second, ...others] = of("LossReported");
    const of31 = { service: "shop", volume: "shop-data", writes: 31, bytes: 31 * SIZE };
    // Online 150 s after the repair; the comparison takes two latencies.
    expect(first).toMatchObject({ at: 170 * SECOND + 400, place: "web-1/recovery" });
    expect(first!.missing).toEqual([{ ...of31, oldestAt: 15 * SECOND + ACKNOWLEDGED_AFTER }]);
    // Flushes lie at 170 s + 5 s …: the one at 300 s leaves at the instant of the crash, which came first.
    expect(second!.missing).toEqual([
      { ...of31, writes: 50, bytes: 50 * SIZE, oldestAt: 295 * SECOND + ACKNOWLEDGED_AFTER },
    ]);
    expect(others).toEqual([]);
  });

  it("that are under way to the media when the host crashes still land", () => {
    const { world, kernel, at, of, held } = writing();
    at(15.001, () => world.host("web-1").crash());
    kernel.run(MINUTE);
    expect(of("WritesDropped")).toEqual([]);
    expect(of("WritesStored").at(-1)).toMatchObject({ at: 15 * SECOND + 2058, range: { from: 99, to: 149 } });
    expect(held("shop-data")).toEqual([{ from: 0, to: 149 }]);
  });

  it("all survive an orderly shutdown", () => {
    const { world, kernel, at, of, held } = writing();
    at(18.05, () => world.host("web-1").life.shutDown(nobody));
    kernel.run(MINUTE);
    expect(of("WritesDropped")).toEqual([]);
    expect(held("shop-data")).toEqual([{ from: 0, to: 180 }]);
    // The flush of 20 s writes them; the shutdown itself takes 40 s.
    expect(of("HostStageChanged").at(-1)).toMatchObject({ to: "standalone", at: 58.05 * SECOND });
  });

  it("keep an orderly shutdown waiting while the storage cannot be reached, and survive it", () => {
    const { world, kernel, at, of, held } = writing();
    at(18.05, () => world.host("web-1").life.shutDown(nobody));
    at(18.06, () => world.links.get("fc-1")!.setUp(false));
    at(101, () => world.links.get("fc-1")!.setUp(true));
    kernel.run(5 * MINUTE);
    expect(held("shop-data")).toEqual([{ from: 0, to: 180 }]);
    // The flush at 105 s is the first that can write: 31 writes.
    const written = 105 * SECOND + 10 + Math.ceil((31 * SIZE) / 100);
    expect(of("HostStageChanged").at(-1)).toMatchObject({ to: "standalone", at: written });
  });

  it("stay in memory while the host hangs, and are flushed when it wakes", () => {
    const { world, kernel, at, of } = writing();
    at(18.05, () => world.host("web-1").hang());
    at(30, () => world.host("web-1").wake());
    kernel.run(33 * SECOND);
    const stored = of("WritesStored").filter(({ device }) => device === "shop-data");
    expect(stored.at(-1)).toMatchObject({
      range: { from: 149, to: 180 },
      at: 30 * SECOND + 10 + Math.ceil((31 * SIZE) / 100),
    });
    expect(of("WritesDropped")).toEqual([]);
  });

  it("of a host that wakes up after its device went to another host do not reach it any more", () => {
    const { world, kernel, at, of, held } = writing();
    at(18.05, () => world.host("web-1").hang());
    at(
      19,
      () =>
        void world
          .volume("shop-data")
          .array.presentations.present(world.volume("shop-data").device("shop-data"), "web-2"),
    );
    at(30, () => world.host("web-1").wake());
    at(50, () => world.host("web-1").power.setSupply(false));
    kernel.run(MINUTE);
    expect(held("shop-data")).toEqual([{ from: 0, to: 149 }]);
    expect(of("WritesDropped").map(({ range }) => range)).toEqual([{ from: 149, to: 180 }]);
  });

  it("go back into memory when the storage loses its power before it has them, and are written when it is back", () => {
    const { world, kernel, at, of, held } = writing();
    at(15.001, () => world.arrays.get("array-1")!.setPower(false));
    at(15.5, () => world.arrays.get("array-1")!.setPower(true));
    kernel.run(19 * SECOND);
    expect(held("shop-data")).toEqual([{ from: 0, to: 99 }]);
    kernel.run(21 * SECOND);
    expect(of("WritesDropped")).toEqual([]);
    const [{ to }] = held("shop-data") as [{ from: number; to: number }];
    expect(to).toBeGreaterThan(149);
    expect(held("shop-data-mirror")).toEqual(held("shop-data"));
  });

  it("are gone when storage and host lose their power together while they are under way", () => {
    const { world, kernel, at, of, held } = writing();
    at(15.001, () => world.arrays.get("array-1")!.setPower(false));
    at(15.001, () => world.host("web-1").power.setSupply(false));
    kernel.run(MINUTE);
    expect(held("shop-data")).toEqual([{ from: 0, to: 99 }]);
    expect(of("WritesDropped").map(({ range }) => range)).toEqual([{ from: 99, to: 149 }]);
  });

  it("of nothing but a name count too: a write of no bytes is stored and lost like others", () => {
    const spec = writingSpec();
    const [shop] = spec.services;
    const classes = [{ ...shop!.load!.classes[0]!, size: 0 }];
    const services = [{ ...shop!, load: { ...shop!.load!, classes } }];
    const { world, kernel, of } = smallRun({ ...spec, services }, null, {}, always(Math.exp(-1)));
    kernel.schedule(7.05 * SECOND, () => world.host("web-1").crash());
    kernel.run(MINUTE);
    expect(of("WritesStored")[0]).toMatchObject({ range: { from: 0, to: 49 } });
    expect(of("WritesDropped").map(({ range }) => range)).toEqual([{ from: 49, to: 70 }]);
  });
});

describe("a mirror", () => {
  it("holds after its split exactly what was on the media at that instant", () => {
    const { world, kernel, at, of, held } = writing();
    const array = world.arrays.get("array-1")!;
    // Ordered 5 s before: it splits while the flush of 15 s is under way.
    at(10.001, () => array.processor.splitMirror("shop-data", "shop-data-mirror", "web-2", answer));
    kernel.run(21 * SECOND);
    expect(of("MirrorSplit")).toMatchObject([{ at: 15.001 * SECOND, device: "shop-data-mirror" }]);
    expect(held("shop-data-mirror")).toEqual([{ from: 0, to: 99 }]);
    expect(held("shop-data")).toEqual([{ from: 0, to: 199 }]);
  });

  it("that a stand-in starts from is told to miss exactly what came later", () => {
    const { world, kernel, at, of } = writing();
    const array = world.arrays.get("array-1")!;
    at(10.001, () => array.processor.splitMirror("shop-data", "shop-data-mirror", "web-2", answer));
    at(10.001, () => array.processor.splitMirror("shop-os", "shop-os-mirror", "web-2", answer));
    at(18.05, () => world.host("web-1").crash());
    at(19, () => world.relay("relay-2").command("on", nobody));
    kernel.run(10 * MINUTE);
    // 99 … 148 landed on the source after the split, 149 … 179 were in memory only.
    expect(of("LossReported").map(({ place, missing }) => [place, missing])).toEqual([
      [
        "web-2/recovery",
        [
          {
            service: "shop",
            volume: "shop-data",
            writes: 81,
            bytes: 81 * SIZE,
            oldestAt: 10 * SECOND + ACKNOWLEDGED_AFTER,
          },
        ],
      ],
    ]);
  });

  it("is split once: an order that comes twice finds that done, unless it is for somebody else, or somebody has written since", () => {
    const { world, kernel, at } = writing();
    const array = world.arrays.get("array-1")!;
    const results: unknown[] = [];
    const told = { ended: (result: unknown) => void results.push(result), lost: () => void results.push("lost") };
    at(1, () => array.processor.splitMirror("shop-data", "shop-data-mirror", "web-2", told));
    at(3, () => array.processor.splitMirror("shop-data", "shop-data-mirror", "web-2", told));
    at(5, () => array.processor.splitMirror("shop-data", "shop-data-mirror", "web-1", told));
    at(20, () => array.processor.splitMirror("shop-data", "shop-data-mirror", "web-2", told));
    at(40, () => array.setPower(false));
    at(41, () => array.processor.splitMirror("shop-os", "shop-os-mirror", "web-2", told));
    kernel.run(MINUTE);
    expect(results).toEqual([
      { device: "shop-data-mirror" },
      { device: "shop-data-mirror" },
      { failed: "shop-data-mirror is no mirror any more", unmirrored: true },
      { failed: "shop-data-mirror is no mirror any more", unmirrored: true },
      "lost",
    ]);
  });

  it("of a system that was split off for a helper is that helper's: no stand-in starts from it, nor the host itself", () => {
    const { world, kernel, at } = writing();
    const array = world.arrays.get("array-1")!;
    const results: unknown[] = [];
    const told = { ended: (result: unknown) => void results.push(result), lost: () => void results.push("lost") };
    const asHelper = world.host("web-2").spec.identity;
    const split = (second: number, host: string | null, by?: typeof asHelper) =>
      at(second, () => array.processor.splitMirror("shop-os", "shop-os-mirror", host, told, by));
    split(1, "web-2", asHelper);
    split(10, "web-2", asHelper);
    at(18, () =>
      expect(world.volume("shop-os").device("shop-os-mirror")).toMatchObject({ shared: true, host: "web-2" }),
    );
    split(20, "web-2");
    at(30, () => array.processor.withdrawFrom("shop-os", "shop-os-mirror", "web-2", told));
    split(40, "web-2");
    split(50, null);
    split(60, "web-2", asHelper);
    kernel.run(2 * MINUTE);
    const isDone = { device: "shop-os-mirror" };
    const isNone = { failed: "shop-os-mirror is no mirror any more", unmirrored: true };
    expect(results).toEqual([isDone, isDone, isNone, isDone, isNone, isNone, isDone]);
  });

  it("is put aside by an order that comes twice, unless somebody has written since the first", () => {
    const twice = (isAtWork: boolean): readonly unknown[] => {
      const { world, kernel, at } = writing();
      const array = world.arrays.get("array-1")!;
      const results: unknown[] = [];
      const told = { ended: (result: unknown) => void results.push(result), lost: () => void results.push("lost") };
      if (!isAtWork) at(10, () => world.host("web-1").crash());
      for (const second of [20, 30]) {
        at(second, () => array.processor.splitMirror("shop-data", "shop-data-mirror", null, told));
      }
      kernel.run(MINUTE);
      return results;
    };
    const isDone = { device: "shop-data-mirror" };
    expect(twice(false)).toEqual([isDone, isDone]);
    expect(twice(true)).toEqual([isDone, { failed: "shop-data-mirror is no mirror any more", unmirrored: true }]);
  });
});

describe("a copy", () => {
  const order = { volume: "shop-data", device: "shop-data", host: "web-2", changedOnly: false, present: true };

  it("takes the size through the narrower adapter, and holds what the source held when it began", () => {
    const { world, kernel, at, of, held } = writing();
    at(18.05, () => world.host("web-1").crash());
    at(19, () => world.replicator.copy(order, answer));
    kernel.run(10 * MINUTE);
    // 60 GB at 200 MB/s.
    expect(of("CopyEnded")).toMatchObject([{ at: 319 * SECOND, bytes: 60e9, result: "done" }]);
    expect(held("shop-data@web-2")).toEqual([{ from: 0, to: 149 }]);
    expect(of("DevicePresented")).toMatchObject([{ device: "shop-data@web-2", host: "web-2", at: 319 * SECOND }]);
  });

  it("lets production go on beside it, at a fair share of the adapter", () => {
    const { world, kernel, at, of } = writing();
    at(10.5, () => world.replicator.copy(order, answer));
    kernel.run(16 * SECOND);
    // At 15 s: 50 writes; the copy is given what the writes of the second before left of 200 MB/s, production half of
    // it at least: as fast as the link of 100 MB/s.
    expect(
      of("WritesStored")
        .filter(({ device }) => device === "shop-data")
        .at(-1),
    ).toMatchObject({
      range: { from: 99, to: 149 },
      at: 15 * SECOND + 2058,
    });
    expect(world.traffic.clientOf("shop")!.ended.refused).toBe(0);
  });

  it("ends when the storage loses its power, is told when that is back, and leaves nothing that can be used", () => {
    const { world, kernel, at, of } = writing();
    const results: [number, unknown][] = [];
    const told = (result: unknown) => void results.push([kernel.now / SECOND, result]);
    at(19, () => world.replicator.copy(order, { ended: told, lost: () => told("lost") }));
    at(60, () => world.arrays.get("array-1")!.setPower(false));
    at(90, () => world.arrays.get("array-1")!.setPower(true));
    kernel.run(10 * MINUTE);
    expect(of("CopyEnded")).toMatchObject([{ at: 60 * SECOND, result: "failed" }]);
    expect(results).toEqual([[90, { failed: "array-1 lost its power" }]]);
    expect(world.volume("shop-data").device("shop-data@web-2")).toMatchObject({ host: null, consistent: false });
  });

  it("onto the source of a mirror is a copy onto the mirror too", () => {
    const { world, kernel, at, held } = writing();
    at(18.05, () => world.host("web-1").crash());
    at(19, () => world.replicator.copy(order, answer));
    // The stand-in's copy back onto the original, whose mirror was never split.
    at(400, () => world.replicator.copy({ ...order, device: "shop-data@web-2", host: "web-1" }, answer));
    at(410, () => expect([held("shop-data"), held("shop-data-mirror")]).toEqual([[], []]));
    kernel.run(30 * MINUTE);
    expect(held("shop-data")).toEqual([{ from: 0, to: 149 }]);
    expect(held("shop-data-mirror")).toEqual([{ from: 0, to: 149 }]);
  });
});
