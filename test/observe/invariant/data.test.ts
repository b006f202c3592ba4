import { describe, expect, it } from "vitest";
import type { Happening } from "../../../src/model/index.js";
import { foundBy, SPEC, START, type Told } from "../small-run.js";

const volume = "shop-data";
const split: Happening = { kind: "MirrorSplit", volume, device: "shop-data-mirror" };
const backedUp: Happening = { kind: "BackupTaken", volume, backup: "tape", holds: [] };
const overwritten: Happening = { kind: "DeviceOverwritten", host: "web-1", volume, device: volume, by: "other-data" };
const copyStarted = (source: string, target: string): Happening => ({
  kind: "CopyStarted",
  volume,
  source,
  target,
  bytes: 9,
});
const copyEnded = (target: string, result: "done" | "failed"): Happening => ({
  kind: "CopyEnded",
  volume,
  target,
  bytes: 9,
  result,
  why: null,
  holds: [],
});
const presented = (device: string): Happening => ({ kind: "DevicePresented", volume, device, host: "web-2" });
const mounted = (device: string, to: number): Happening => ({
  kind: "DataMounted",
  host: "web-2",
  volume,
  device,
  holds: [{ from: 0, to }],
});
const stored = (device: string, from: number, to: number): Happening => ({
  kind: "WritesStored",
  volume,
  device,
  range: { from, to },
});

describe("break-before-overwrite", () => {
  const find = (...told: readonly Told[]) => foundBy("break-before-overwrite", [START, ...told]);

  it("is not at stake as long as nothing is overwritten", () => {
    expect(find([5, split])).toMatchObject({ atStake: 0, violations: 0 });
  });

  it("holds after a split, and after a backup", () => {
    expect(find([5, split], [6, overwritten])).toMatchObject({ atStake: 1, violations: 0 });
    expect(find([5, backedUp], [6, overwritten])).toMatchObject({ atStake: 1, violations: 0 });
  });

  it("is violated when 230 comes before 224", () => {
    expect(find([5, overwritten], [6, split])).toMatchObject({
      violations: 1,
      examples: [
        {
          atSeconds: 5,
          what: "other-data was laid over shop-data of web-1, and nothing of shop-data was put aside before",
        },
      ],
    });
  });

  it("is violated when only a mirror elsewhere keeps what it has, since its source is being laid over", () => {
    const kept: Happening = { kind: "MirrorSplit", volume: "shop-data", device: "shop-data-remote", overwritten: true };
    expect(find([5, kept, overwritten])).toMatchObject({ atStake: 1, violations: 1 });
  });

  it("is violated when a second overwriting relies on the split before the first", () => {
    expect(find([5, split], [6, overwritten], [7, overwritten])).toMatchObject({ atStake: 2, violations: 1 });
  });

  it("is not at stake when another host has gone on with the data before", () => {
    const takenOver: Told = [5, { kind: "DataMounted", host: "web-2", volume: "shop-data", device: "d2", holds: [] }];
    expect(find(takenOver, [6, overwritten])).toMatchObject({ atStake: 0, violations: 0 });
  });
});

describe("consistent-target", () => {
  const find = (...told: readonly Told[]) => foundBy("consistent-target", [START, ...told]);

  it("is not at stake for a device onto which nothing was copied", () => {
    expect(find([5, presented("shop-data-mirror")])).toMatchObject({ atStake: 0, violations: 0 });
  });

  it("holds when the copy came to its end before", () => {
    expect(find([5, copyStarted(volume, "c")], [6, copyEnded("c", "done")], [7, presented("c")])).toMatchObject({
      atStake: 1,
      violations: 0,
    });
  });

  it("is violated by a takeover between two extents, and by one after a copy that broke off", () => {
    expect(find([5, copyStarted(volume, "c")], [6, presented("c")])).toMatchObject({
      violations: 1,
      examples: [{ what: "c was presented to web-2, and what is written onto it is not complete" }],
    });
    expect(find([5, copyStarted(volume, "c")], [6, copyEnded("c", "failed")], [7, mounted("c", 0)])).toMatchObject({
      violations: 1,
    });
  });
});

describe("a volume with a mirror", () => {
  const [array] = SPEC.arrays;
  const volumes = array!.volumes.map((each) => ({ ...each, mirrorOn: "da-1" }));
  const spec = { ...SPEC, arrays: [{ ...array!, volumes }] };
  const disk = (works: boolean): Happening => ({ kind: "DiskChanged", volume, device: volume, works });

  it("is read from the mirror while another disk is filled: consistent-target", () => {
    const filled: Told = [6, copyStarted("shop-data-mirror", volume)];
    const find = (...told: readonly Told[]) => foundBy("consistent-target", [START, ...told], { spec });
    expect(find([5, disk(false)], filled, [7, mounted(volume, 3)])).toMatchObject({ violations: 0 });
    expect(find(filled, [7, mounted(volume, 3)])).toMatchObject({ violations: 1 });
    // The mirror itself is not complete.
    const half: Told = [4, copyStarted(volume, "shop-data-mirror")];
    expect(find(half, [5, disk(false)], filled, [7, mounted(volume, 3)])).toMatchObject({ violations: 1 });
  });

  it("has all that its mirror holds in the end on a disk that was filled: resync-direction", () => {
    const told: Told[] = [
      [5, mounted(volume, 3), { ...disk(false), device: "shop-data-mirror" } as Happening],
      [6, copyStarted(volume, "shop-data-mirror"), stored(volume, 3, 9), copyEnded("shop-data-mirror", "done")],
      [7, { ...disk(true), device: "shop-data-mirror" } as Happening],
      [8, { kind: "MirrorSplit", volume, device: "shop-data-mirror" }, copyStarted("shop-data-mirror", volume)],
    ];
    expect(foundBy("resync-direction", [START, ...told], { spec })).toMatchObject({ atStake: 1, violations: 0 });
  });

  it("gets with what is written onto it as a whole the same on its mirror: resync-direction", () => {
    const told: Told[] = [
      [5, mounted("c", 9), { ...stored("c", 0, 9) }],
      [6, copyStarted("c", volume), copyEnded(volume, "done"), mounted(volume, 9)],
      [7, { kind: "MirrorSplit", volume, device: "shop-data-mirror" }],
      [8, copyStarted("shop-data-mirror", volume)],
    ];
    expect(foundBy("resync-direction", [START, ...told], { spec })).toMatchObject({ violations: 0 });
  });
});

describe("resync-direction", () => {
  const find = (...told: readonly Told[]) => foundBy("resync-direction", [START, ...told]);

  it("is not at stake when the target is empty", () => {
    expect(find([5, stored(volume, 0, 3)], [6, copyStarted(volume, "c")])).toMatchObject({ atStake: 0, violations: 0 });
  });

  it("holds when the newer is copied onto the older", () => {
    const told: Told[] = [
      [5, stored(volume, 0, 3)],
      [6, mounted("c", 3)],
      [7, stored("c", 3, 9)],
      [8, copyStarted("c", volume)],
    ];
    expect(find(...told)).toMatchObject({ atStake: 1, violations: 0 });
  });

  it("is violated when the device in use last is overwritten by one that lacks its writes", () => {
    const told: Told[] = [
      [5, stored(volume, 0, 3)],
      [6, mounted("c", 3)],
      [7, stored("c", 3, 9)],
      [8, copyStarted(volume, "c")],
    ];
    expect(find(...told)).toMatchObject({
      atStake: 1,
      violations: 1,
      examples: [{ atSeconds: 8, what: "shop-data is copied onto c, which is newer by 6 writes" }],
    });
  });

  it("asks of a backup what it holds with its log, when somebody goes on with it", () => {
    const restored = (log: number): readonly Told[] => [
      [5, stored(volume, 0, 9), mounted(volume, 9)],
      [6, copyStarted(`${volume}-backup`, volume), copyEnded(volume, "done")],
      [7, copyStarted(`${volume}-log`, volume), copyEnded(volume, "done")],
      [8, mounted(volume, log)],
    ];
    expect(find(...restored(9))).toMatchObject({ atStake: 1, violations: 0 });
    expect(find(...restored(7))).toMatchObject({
      violations: 1,
      examples: [
        { atSeconds: 8, what: "a backup was restored onto shop-data, which was newer by 2 writes, log and all" },
      ],
    });
  });

  it("misses nothing of a disk that broke, nor of what is corrupt, whatever was written there since", () => {
    const inUse: Told[] = [
      [5, stored(volume, 0, 3)],
      [6, mounted("c", 3)],
    ];
    const broken: Happening = { kind: "DiskChanged", volume, device: "c", works: false };
    const corrupt: Happening = { kind: "DeviceCorrupted", volume, device: "c" };
    const back: Told = [9, copyStarted(volume, "c")];
    expect(find(...inUse, [7, stored("c", 3, 9), broken], back)).toMatchObject({ violations: 0 });
    expect(find(...inUse, [7, corrupt, stored("c", 3, 9)], back)).toMatchObject({ violations: 0 });
    // A good copy laid over what was corrupt can be lost again; what changed alone does not heal it.
    const laidOver = (bytes: number): Told => [
      8,
      { ...copyStarted(volume, "c"), bytes } as Happening,
      copyEnded("c", "done"),
    ];
    const written: Told = [8.5, stored("c", 3, 9)];
    expect(find(...inUse, [7, corrupt], laidOver(60e9), written, back)).toMatchObject({ violations: 1 });
    expect(find(...inUse, [7, corrupt], laidOver(9), written, back)).toMatchObject({ violations: 0 });
  });
});
