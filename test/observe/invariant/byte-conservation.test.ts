import { describe, expect, it } from "vitest";
import type { Happening, WriteRange } from "../../../src/model/index.js";
import { acknowledged, foundBy, mounted, SPEC, START, stored, type Told } from "../small-run.js";

const volume = "shop-data";
const upTo = (to: number): WriteRange[] => (to === 0 ? [] : [{ from: 0, to }]);

const started = (source: string, target: string): Happening => ({
  kind: "CopyStarted",
  volume,
  source,
  target,
  bytes: 9,
});
const ended = (target: string, result: "done" | "failed", holds: readonly WriteRange[]): Happening => ({
  kind: "CopyEnded",
  volume,
  target,
  bytes: 9,
  result,
  why: null,
  holds,
});
const disk = (device: string, works: boolean): Happening => ({ kind: "DiskChanged", volume, device, works });
const taken = (to: number): Happening => ({ kind: "BackupTaken", volume, backup: "tape", holds: upTo(to) });
const backup: Happening = { kind: "BackupStarted", volume, backup: "tape", bytes: 9 };

const [array] = SPEC.arrays;
const kept = {
  mirrorOn: "da-1",
  log: { on: "da-1", written: "flush" as const, replay: 1e6 },
  backup: { name: "tape", every: 1e9, bandwidth: 1e6 },
};
const spec = { ...SPEC, arrays: [{ ...array!, volumes: array!.volumes.map((each) => ({ ...each, ...kept })) }] };
const find = (...told: readonly Happening[]) => {
  const all: Told[] = [START, [5, acknowledged(0, 9, 1), stored(0, 6, volume), ...told]];
  const { atStake, violations, examples } = foundBy("byte-conservation", all, { spec });
  return { atStake, violations, said: examples.map(({ what }) => what) };
};
const holds = (atStake: number) => ({ atStake, violations: 0, said: [] });

describe("byte-conservation of a copy", () => {
  it("is not at stake where nothing was written, nor where nothing is known of the source", () => {
    expect(find(started("a", "b"), ended("b", "done", []))).toEqual(holds(0));
    const reader: Happening = { kind: "CopyMounted", host: "web-2", volume, device: "a" };
    expect(find(reader, started("a", "b"), ended("b", "done", upTo(3)))).toEqual(holds(0));
    // A host that goes on with it tells what it holds.
    const known = [reader, mounted("web-2", "a", [0, 3]), started("a", "b")];
    expect(find(...known, ended("b", "done", upTo(3)))).toEqual(holds(1));
    expect(find(...known, ended("b", "done", upTo(4)))).toMatchObject({ violations: 1 });
  });

  it("holds when the target has what the source held when it began, not what came later", () => {
    const copying = [started(volume, "b"), stored(6, 8, volume)];
    expect(find(...copying, ended("b", "done", upTo(6)))).toEqual(holds(1));
    for (const wrong of [upTo(5), upTo(8), [], [{ from: 1, to: 6 }]]) {
      expect(find(...copying, ended("b", "done", wrong))).toMatchObject({ atStake: 1, violations: 1 });
    }
    expect(find(...copying, ended("b", "done", upTo(5))).said).toEqual([
      "the copy to b is done and holds 5 writes, but its source held others when it began",
    ]);
  });

  it("is violated when anything is there after a copy that broke off", () => {
    expect(find(started(volume, "b"), ended("b", "failed", []))).toEqual(holds(1));
    expect(find(started(volume, "b"), ended("b", "failed", upTo(2))).said).toEqual([
      "the copy to b is failed and holds 2 writes, but it broke off",
    ]);
  });

  it("follows what mirrors get, as long as they are some", () => {
    const over = [started(volume, "b"), ended("b", "done", upTo(6)), started("b", volume)];
    const split: Happening = { kind: "MirrorSplit", volume, device: "shop-data-mirror" };
    const back = [ended(volume, "done", upTo(6)), split, started("shop-data-mirror", "c")];
    expect(find(...over, ...back, ended("c", "done", upTo(6)))).toEqual(holds(3));
    expect(find(split, ...over, ...back, ended("c", "done", []))).toEqual(holds(2));
    const again: Happening = { kind: "MirrorEstablished", volume, device: "c", source: volume };
    const joined = [split, started(volume, "c"), stored(6, 8, volume), ended("c", "done", upTo(6)), again];
    expect(find(...joined, started("c", "d"), ended("d", "done", upTo(8)))).toEqual(holds(2));
  });

  it("reads a broken disk's mirror, and fills another disk with what that holds in the end", () => {
    const inMirror = stored(0, 6, "shop-data-mirror");
    const broken = [inMirror, disk(volume, false), started(volume, "b"), ended("b", "done", upTo(6))];
    expect(find(...broken)).toEqual(holds(1));
    const filling = [started("shop-data-mirror", volume), stored(6, 8, "shop-data-mirror")];
    expect(find(...broken, ...filling, ended(volume, "done", upTo(8)), disk(volume, true))).toEqual(holds(2));
    expect(find(...broken, ...filling, ended(volume, "done", upTo(6)))).toMatchObject({ atStake: 2, violations: 1 });
  });

  it("finds in what was restored one of the two backups, and in each what was there when it began", () => {
    const inUse = mounted("web-1", volume, [0, 6]);
    const tapes = [
      inUse,
      backup,
      stored(6, 8, volume),
      taken(6),
      backup,
      stored(8, 9, volume),
      taken(8),
      started("tape", "b"),
    ];
    for (const to of [6, 8]) expect(find(...tapes, ended("b", "done", upTo(to)))).toEqual(holds(3));
    expect(find(...tapes, ended("b", "done", upTo(9)))).toMatchObject({ atStake: 3, violations: 1 });
    expect(find(inUse, backup, stored(6, 8, volume), taken(8)).said).toEqual([
      "tape holds 8 writes, and shop-data held others when it began",
    ]);
  });

  it("knows that a backup of what was given up is restored no more, and the one before it still is", () => {
    const copied = [mounted("web-1", volume, [0, 6]), started(volume, "b"), ended("b", "done", upTo(6))];
    const twoTapes = [...copied, backup, taken(6), stored(6, 8, volume), backup, taken(8)];
    // Somebody goes on with the first six writes: the second backup holds two that are lost. A third one is taken of that.
    const givenUp = [...twoTapes, mounted("web-2", "b", [0, 6]), backup, taken(6), started("tape", "c")];
    expect(find(...givenUp, ended("c", "done", upTo(8)))).toMatchObject({ violations: 1 });
    expect(find(...givenUp, ended("c", "done", upTo(6)))).toMatchObject({ violations: 0 });
  });

  it("lets a log add to what was there, and no more than was acknowledged", () => {
    const applying = [started(volume, "b"), ended("b", "done", upTo(6)), started("shop-data-log", "b")];
    for (const to of [6, 9]) expect(find(...applying, ended("b", "done", upTo(to)))).toEqual(holds(2));
    for (const to of [5, 10]) expect(find(...applying, ended("b", "done", upTo(to)))).toMatchObject({ violations: 1 });
  });

  it("forgets what was overwritten or broke", () => {
    const over: Happening = { kind: "DeviceOverwritten", host: "web-1", volume, device: volume, by: "other-data" };
    for (const gone of [over, disk(volume, false)]) {
      expect(find(gone, started(volume, "b"), ended("b", "done", upTo(6)))).toMatchObject({ violations: 1 });
    }
  });
});

describe("byte-conservation of a channel", () => {
  const audited = (sent: number, bandwidth = 100e6): Happening => ({
    kind: "ChannelsAudited",
    channels: [{ channel: "da-1", bandwidth, copies: 3, sent, delivered: 1e9, lost: 2e8, underWay: 3e6 }],
  });

  it("holds when it carried what arrived, broke off and is under way, but for a microsecond a copy", () => {
    const sum = 1_203_000_000;
    for (const sent of [sum - 301, sum, sum + 301]) expect(find(audited(sent))).toEqual(holds(1));
    for (const sent of [sum - 302, sum + 302]) expect(find(audited(sent))).toMatchObject({ violations: 1 });
    expect(find(audited(sum + 4, 1000))).toEqual(holds(1));
    expect(find(audited(sum + 5, 1000)).said).toEqual([
      "da-1 carried 1203000005 bytes: 1000000000 arrived, 200000000 broke off, 3000000 are under way",
    ]);
  });
});
