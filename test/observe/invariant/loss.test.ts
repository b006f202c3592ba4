import { describe, expect, it } from "vitest";
import type { Happening } from "../../../src/model/index.js";
import {
  acknowledged,
  down,
  foundBy,
  health,
  mounted,
  move,
  power,
  reported,
  SPEC,
  START,
  stepStarted,
  stored,
  takeoverEnded,
  takeoverStarted,
  up,
  type Told,
  sent,
} from "../small-run.js";

const promised: Told = [5, acknowledged(0, 10, 1), stored(0, 10)];
const crashed: Told = [10, down()];
/** web-2 goes on without three of ten writes. */
const lossy: Told = [20, mounted("web-2", "d2", [0, 7]), up("web-2")];

const compares = (host: string): Happening =>
  sent({ kind: "reconcile", host }, 1, { rule: "restarted", host }, `${host}/recovery`);
const compared = (host: string): Happening => ({
  kind: "OutcomeDelivered",
  place: `${host}/recovery`,
  id: 1,
  action: "reconcile",
  outcome: { status: "done", found: { what: "loss", missing: [] } },
});

describe("no-write-after-fence", () => {
  const fenced: Told = [20, takeoverStarted(), stepStarted("replicate", "data"), takeoverEnded("given-up")];
  const again: Told = [
    30,
    takeoverStarted("web-1", "web-1"),
    stepStarted("boot", "boot", move(["shop"], "web-1", "web-1")),
    takeoverEnded("given-up", "web-1", "web-1"),
  ];
  const late: Told = [40, mounted("web-1", "d1", [0, 10]), acknowledged(10, 12, 1), stored(10, 12)];
  const find = (...told: readonly Told[]) => foundBy("no-write-after-fence", [START, promised, ...told]);

  it("is violated when a fenced host comes up by itself and writes", () => {
    expect(find(fenced, late)).toMatchObject({ atStake: 1, violations: 1 });
  });

  it("holds when the takeover is called off because the host is seen at work, and only on its own device", () => {
    const moves: Told = [20, takeoverStarted(), stepStarted("replicate", "data")];
    const calledOff = (at: number): Told => {
      const of = move(["shop"], "web-1", "web-2");
      const because = { rule: "seen-at-work", host: "web-1", at: 40_000_000 } as const;
      return [at, { kind: "NoteMade", place: "controller", note: { kind: "ended", of, result: "given-up", because } }];
    };
    expect(find(moves, late, calledOff(50))).toMatchObject({ atStake: 1, violations: 0 });
    expect(find(moves, late, [45, mounted("web-2", "d2", [0, 10])], calledOff(50))).toMatchObject({ violations: 1 });
    expect(find(moves, late)).toMatchObject({ violations: 1 });
  });

  it("holds when the host was told to start again with its own, however late it comes up", () => {
    expect(find(fenced, again, late)).toMatchObject({ violations: 0 });
    expect(find(again, fenced, late)).toMatchObject({ violations: 1 });
  });

  it("holds when it is heard at work while the one let go works with its own volumes, and not when that has its place", () => {
    const heard: Told = [
      41,
      {
        kind: "NoteMade",
        place: "controller",
        note: {
          kind: "verdict",
          host: "web-1",
          verdict: "healthy",
          because: { rule: "heard-again", source: "report" },
        },
      },
      acknowledged(12, 14, 41),
      stored(12, 14),
    ];
    const back: Told = [40, mounted("web-1", "d1", [0, 10])];
    const itsOwn: Told = [30, { kind: "DataMounted", host: "web-2", volume: "mail-data", device: "m1", holds: [] }];
    const [array] = SPEC.arrays;
    const two = array!.volumes.flatMap((volume) => [volume, { ...volume, name: "mail-data", host: "web-2" }]);
    const spec = { ...SPEC, arrays: [{ ...array!, volumes: two }] };
    const findOf = (...told: readonly Told[]) => foundBy("no-write-after-fence", [START, promised, ...told], { spec });
    expect(findOf(fenced, itsOwn, back, heard)).toMatchObject({ violations: 0 });
    expect(findOf(fenced, itsOwn, [31, mounted("web-2", "d2", [0, 10])], back, heard)).toMatchObject({ violations: 1 });
  });

  describe("lets a storage system send what it has on disk to a mirror", () => {
    const gone: Told = [15, acknowledged(10, 14, 1), stored(10, 12)];
    const sent = (at: number, from: number, to: number): Told => [at, stored(from, to, "d2")];
    const given = (at: number): Told => [
      at,
      { kind: "DevicePresented", volume: "shop-data", device: "d2", host: "web-2" },
    ];
    const goesOn = (at: number): Told => [at, mounted("web-2", "d2", [0, 12])];

    it("until that is given to somebody", () => {
      expect(find(gone, fenced, sent(25, 10, 12), given(30), goesOn(40))).toMatchObject({ atStake: 1, violations: 0 });
    });

    it("and is violated as soon as somebody works with what has changed since", () => {
      expect(find(gone, fenced, given(30), sent(35, 10, 12))).toMatchObject({ atStake: 1, violations: 0 });
      expect(find(gone, fenced, given(30), sent(35, 10, 12), goesOn(40))).toMatchObject({ violations: 1 });
      expect(find(gone, fenced, given(30), goesOn(40), sent(45, 10, 12))).toMatchObject({ violations: 1 });
    });

    it("but not what the fenced host has written since", () => {
      const late: Told = [25, stored(12, 14), stored(12, 14, "d2")];
      expect(find(gone, fenced, late, given(30), goesOn(40))).toMatchObject({ atStake: 2, violations: 2 });
    });

    it("again when it has become a mirror again", () => {
      const joined: Told = [41, { kind: "MirrorEstablished", volume: "shop-data", device: "d2", source: "d1" }];
      expect(find(gone, fenced, given(30), goesOn(40), joined, sent(45, 10, 12))).toMatchObject({ violations: 0 });
    });
  });

  it("knows of many writes in a row which were dropped, and which are still on their way", () => {
    const writes: Told = [15, acknowledged(10, 20, 1), acknowledged(20, 30, 1), acknowledged(30, 40, 1)];
    const dropped: Told = [
      16,
      { kind: "WritesDropped", host: "web-1", volume: "shop-data", range: { from: 20, to: 30 } },
    ];
    const arrive = (from: number, to: number): Told => [40, mounted("web-1", "d1", [0, 10]), stored(from, to)];
    expect(find(writes, dropped, fenced, arrive(20, 30))).toMatchObject({ atStake: 0, violations: 0 });
    expect(find(writes, dropped, fenced, arrive(10, 20))).toMatchObject({ atStake: 1, violations: 1 });
    expect(find(writes, dropped, fenced, arrive(30, 40))).toMatchObject({ atStake: 1, violations: 1 });
  });
});

describe("no-acked-write-lost-silently", () => {
  const find = (...told: readonly Told[]) => foundBy("no-acked-write-lost-silently", [START, promised, ...told]);

  it("is not at stake as long as the service goes on with nothing else", () => {
    expect(find()).toMatchObject({ atStake: 0, violations: 0 });
  });

  it("holds when nothing was lost, and when the loss is reported", () => {
    const complete: Told = [20, mounted("web-2", "d2", [0, 10]), up("web-2")];
    expect(find(crashed, complete)).toMatchObject({ atStake: 1, violations: 0 });
    expect(find(crashed, lossy, [21, reported(3)])).toMatchObject({ atStake: 1, violations: 0 });
  });

  it("is violated when the run ends and nobody has said anything, whether anybody looked or not", () => {
    const what = "web-2 went on without 3 acknowledged writes of shop-data at 20s, and nobody said so";
    expect(find(crashed, lossy)).toMatchObject({ violations: 1, examples: [{ atSeconds: 100, what }] });
    expect(find(crashed, lossy, [20, compares("web-2")], [21, compared("web-2")])).toMatchObject({ violations: 1 });
  });

  it("is violated when the data is mounted again before anybody said anything", () => {
    const again: Told[] = [
      [30, down()],
      [40, mounted("web-2", "d2", [0, 7]), up("web-2")],
    ];
    expect(find(crashed, lossy, ...again, [41, reported(3)])).toMatchObject({
      violations: 1,
      examples: [{ atSeconds: 40 }],
    });
  });

  it("lets the next host report what a host that stopped could not", () => {
    const stopped: Told = [30, health("web-2", "healthy", "failed"), down()];
    const next: Told = [40, power("web-2", false), mounted("web-1", "d3", [0, 7]), up()];
    expect(find(crashed, lossy, stopped)).toMatchObject({ violations: 0 });
    expect(find(crashed, lossy, stopped, next, [41, reported(3)])).toMatchObject({ violations: 0 });
    expect(find(crashed, lossy, stopped, next)).toMatchObject({ violations: 1 });
  });

  it("does not judge a comparison that is still under way when the run ends", () => {
    expect(find(crashed, lossy, [99.9, compares("web-2")])).toMatchObject({ violations: 0 });
  });
});

describe("loss-accounted", () => {
  const find = (...told: readonly Told[]) => foundBy("loss-accounted", [START, promised, ...told]);

  it("holds when the report says what was lost, to the write and the byte", () => {
    expect(find(crashed, lossy, [21, reported(3)])).toMatchObject({ atStake: 1, violations: 0 });
  });

  it("is violated by a report with other numbers, or of a loss that was none", () => {
    expect(find(crashed, lossy, [21, reported(2)])).toMatchObject({
      violations: 1,
      examples: [{ atSeconds: 21, what: "shop-data lost 3 writes (300 bytes), and 2 (200 bytes) were reported" }],
    });
    expect(find(crashed, lossy, [21, reported(3, 299)])).toMatchObject({ violations: 1 });
    expect(find([21, reported(1)])).toMatchObject({ violations: 1 });
  });

  it("leaves a loss of which nothing was said to the other invariant", () => {
    expect(find(crashed, lossy)).toMatchObject({ atStake: 0, violations: 0 });
  });

  it("counts what is found lost while a new disk is filled from its mirror: that is read meanwhile", () => {
    const [volume, bytes] = ["shop-data", 60e9];
    const filling: Told = [
      15,
      { kind: "MirrorEstablished", volume, device: "d2", source: "d1" },
      { kind: "DiskChanged", volume, device: "d1", works: false },
      { kind: "CopyStarted", volume, source: "d2", target: "d1", bytes },
    ];
    const read: Told = [20, mounted("web-1", "d1", [0, 7]), up()];
    expect(find(crashed, filling, read, [21, reported(3)])).toMatchObject({ atStake: 1, violations: 0 });
    expect(find(crashed, filling, read, [21, reported(2)])).toMatchObject({ atStake: 1, violations: 1 });
  });

  it("adds up over several losses, also one that was reported before its writes were told", () => {
    const more: Told[] = [
      [25, acknowledged(10, 12, 22, "web-2"), stored(10, 12, "d2")],
      [30, down()],
      [40, mounted("web-1", "d3", [0, 7]), up()],
      [41, reported(2)],
    ];
    expect(find(crashed, lossy, [21, reported(3)], ...more)).toMatchObject({ atStake: 1, violations: 0 });
    const hung: Told[] = [
      [20, mounted("web-2", "d2", [0, 7]), up("web-2")],
      [21, reported(5)],
      [50, acknowledged(10, 12, 8), stored(10, 12)],
    ];
    expect(find(crashed, ...hung)).toMatchObject({ atStake: 1, violations: 0 });
    expect(foundBy("no-acked-write-lost-silently", [START, promised, crashed, ...hung])).toMatchObject({
      violations: 0,
    });
  });
});

describe("no-resurrected-write", () => {
  const find = (...told: readonly Told[]) => foundBy("no-resurrected-write", [START, promised, crashed, ...told]);
  const other: Told = [40, mounted("web-2", "d2", [0, 10]), up("web-2")];
  const disk = (works: boolean): Happening => ({ kind: "DiskChanged", volume: "shop-data", device: "d1", works });

  it("is violated when a host goes on with what was lost", () => {
    expect(find(lossy, other)).toMatchObject({ atStake: 2, violations: 1 });
  });

  it("is not at stake when a host finds an empty disk in the place of a broken one: nobody goes on with that", () => {
    const empty: Told = [20, disk(false), disk(true), mounted("web-1", "d1")];
    expect(find(empty, other)).toMatchObject({ atStake: 0, violations: 0 });
  });
});
