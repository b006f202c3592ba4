import { describe, expect, it } from "vitest";
import { breakDisk, replaceDisk, type WorldSpec } from "../../../src/model/index.js";
import { observe } from "../../../src/observe/index.js";
import { constant } from "../../../src/sim/index.js";
import { HOUR, MILLISECOND, MINUTE, SECOND } from "../../../src/units/index.js";
import { always, smallRun, smallSpec } from "../small-world.js";

const CRASH = 18.05;
/** All that is on a disk when web-1 crashes: one write each 0.1 s, of which 15 s were flushed (see writes.test.ts). */
const FLUSHED = [{ from: 0, to: 149 }];

/**
 * Writes and nothing else, without chance; two storage systems joined by a link, web-2 attached to the second too. The
 * data has a log and backups on tape, each 60 s.
 */
function settingSpec(): WorldSpec {
  const spec = smallSpec();
  const [shop] = spec.services;
  const [array] = spec.arrays;
  const serves = { rate: 1000, concurrency: 10, queue: 100, time: constant(10 * MILLISECOND) };
  const kept = {
    size: 2e9,
    log: { on: "da-2", written: "flush" as const, replay: 50e6 },
    backup: { name: "tape", every: MINUTE, bandwidth: 100e6 },
  };
  const volumes = array!.volumes.map((each) => (each.holds === "system" ? each : { ...each, ...kept }));
  const other = { ...array!, name: "array-2", volumes: [], portAdapters: [{ name: "fa-9", bandwidth: 200e6 }] };
  const [one, two] = spec.links;
  const load = {
    ...shop!.load!,
    rate: { stretch: () => ({ rate: 10, until: Infinity }), peak: 10 },
    classes: [{ name: "order", share: 1, shareable: false, writes: "shop-data", size: 4096 }],
    retry: { times: 0, backoff: SECOND },
  };
  return {
    ...spec,
    arrays: [
      { ...array!, volumes },
      { ...other, diskAdapters: [{ name: "da-9", bandwidth: 200e6 }] },
    ],
    arrayLinks: [{ name: "trunk", joins: ["array-1", "array-2"], bandwidth: 100e6, latency: 1000 }],
    links: [one!, { ...two!, joins: ["web-2", "fa-9"] }],
    hosts: spec.hosts.map((host) => ({ ...host, serves })),
    services: [{ ...shop!, load }],
  };
}

const nobody = () => {};
const answer = { ended: nobody, lost: nobody };
const over = { volume: "shop-data", device: "shop-data", host: "web-2", changedOnly: false, present: false };
const within = { ...over, host: "web-1" };

/** As if web-1 had crashed, and something had been done to its data; the invariant watches. */
function setting() {
  const spec = settingSpec();
  const run = smallRun(spec, null, {}, always(Math.exp(-1)));
  const { kernel, world } = run;
  const observation = observe({ spec, duration: HOUR, warmUp: 0, replication: 0 });
  for (const record of run.records) observation.hear(record);
  world.listen((record) => observation.hear(record));
  const at = (seconds: number, deed: () => void) => void kernel.schedule(Math.round(seconds * SECOND), deed);
  return {
    ...run,
    at,
    crash: () => at(CRASH, () => world.host("web-1").crash()),
    replicator: world.replicator,
    volume: world.volume("shop-data"),
    /** How each copy ended and what its target held; what each channel had carried, and what the invariant found. */
    end(seconds = 600) {
      kernel.run(seconds * SECOND);
      world.traffic.audit();
      const found = observation.finish(kernel.now).invariants.find(({ name }) => name === "byte-conservation")!;
      expect(found.violations).toBe(0);
      const channel = (name: string) => {
        const told = run.of("ChannelsAudited").flatMap(({ channels }) => channels);
        const { sent, delivered, lost, underWay } = told.findLast((each) => each.channel === name)!;
        return { sent, delivered, lost, underWay };
      };
      const ends = run.of("CopyEnded").map(({ target, result, why, holds }) => [target, result, why, holds]);
      return { ends, channel, found };
    },
  };
}

describe("at its end the target of a copy", () => {
  it("holds what its source held when it began, and every channel has carried it", () => {
    const { at, replicator, end } = setting();
    // web-1 goes on writing; 2 GB take 20 s over 100 MB/s.
    at(16, () => replicator.copy(over, answer));
    const { ends, channel, found } = end(40);
    expect(ends).toEqual([["shop-data@web-2", "done", null, FLUSHED]]);
    expect(channel("trunk")).toEqual({ sent: 2e9, delivered: 2e9, lost: 0, underWay: 0 });
    expect(channel("da-9")).toEqual({ sent: 2e9, delivered: 2e9, lost: 0, underWay: 0 });
    expect(found.atStake).toBeGreaterThan(3);
  });

  it("is not there yet: half is under way", () => {
    const { at, replicator, end } = setting();
    at(16, () => replicator.copy(over, answer));
    const { ends, channel } = end(26);
    expect(ends).toEqual([]);
    expect(channel("trunk")).toEqual({ sent: 1e9, delivered: 0, lost: 0, underWay: 1e9 });
  });

  it.each([
    ["its link was cut", "trunk was cut", ({ world }) => world.arrayLinks.get("trunk")!.setUp(false)],
    ["it was called off", "it was called off", ({ replicator }) => replicator.jobs.callOff("shop-data", "web-2")],
    [
      "its disk broke",
      "the disk of shop-data@web-2 broke",
      ({ world, volume }) => breakDisk(world, volume.devices.at(-1)!),
    ],
    ["there is no power", "array-2 lost its power", ({ world }) => world.arrays.get("array-2")!.setPower(false)],
    [
      "both disks of its source broke",
      "the disk of shop-data-mirror broke",
      ({ world, volume }) => {
        breakDisk(world, volume.devices[0]!);
        breakDisk(world, volume.devices[1]!);
      },
    ],
  ] satisfies [string, string, (run: ReturnType<typeof setting>) => void][])(
    "holds nothing when %s, and a quarter of it was moved in vain",
    (_, why, strike) => {
      const run = setting();
      run.crash();
      // One before it is there: what broke off is laid over something.
      run.at(19, () => run.replicator.copy(over, answer));
      run.at(50, () => run.replicator.copy({ ...over, present: true }, answer));
      run.at(55, () => strike(run));
      const { ends, channel } = run.end(58);
      expect(ends).toEqual([
        ["shop-data@web-2", "done", null, FLUSHED],
        ["shop-data@web-2", "failed", why, []],
      ]);
      expect(channel("trunk")).toEqual({ sent: 2.5e9, delivered: 2e9, lost: 5e8, underWay: 0 });
    },
  );

  it("is taken from its host by whoever copied it, though it lies in another storage system", () => {
    const { at, replicator, world, volume, of, end } = setting();
    at(16, () => replicator.copy({ ...over, present: true }, answer));
    at(40, () => world.arrays.get("array-1")!.processor.withdrawFrom("shop-data", "shop-data", "web-2", answer));
    end(60);
    expect(of("DevicePresented").map(({ device, host }) => [device, host])).toEqual([["shop-data@web-2", "web-2"]]);
    expect(volume.device("shop-data@web-2").host).toBeNull();
  });

  it("gets nothing from a source of which all disks broke while the copy waited, and whoever ordered that is told", () => {
    const { at, crash, world, volume, replicator, end } = setting();
    const told: unknown[] = [];
    const hears = { ended: (result: unknown) => told.push(result), lost: nobody };
    crash();
    at(19, () => replicator.copy(over, hears));
    at(20, () => replicator.copy(over, hears));
    at(25, () => breakDisk(world, volume.devices[0]!));
    at(25, () => breakDisk(world, volume.devices[1]!));
    const { ends } = end(60);
    expect(ends).toEqual([["shop-data@web-2", "failed", "the disk of shop-data-mirror broke", []]]);
    expect(told).toEqual([
      { failed: "the disk of shop-data-mirror broke" },
      { failed: "the disk of shop-data is broken", gone: true, refused: true },
    ]);
  });

  it("was written by nobody when it was split off a mirror, whatever its source was written before", () => {
    const { at, world, volume, end } = setting();
    at(16, () => world.arrays.get("array-1")!.processor.splitMirror("shop-data", "shop-data-mirror", null, answer));
    end(40);
    const [source, mirror] = volume.devices;
    expect([source!.written, mirror!.name, mirror!.written]).toEqual([true, "shop-data-mirror", false]);
  });

  it("is incomplete where the storage system lost its power in which it was read, which is not the one that the volume came from", () => {
    const { at, replicator, world, crash, end } = setting();
    crash();
    at(19, () => replicator.copy(over, answer));
    at(50, () => replicator.copy({ ...within, device: "shop-data@web-2" }, answer));
    at(55, () => world.arrays.get("array-2")!.setPower(false));
    const { ends } = end(58);
    expect(ends.at(-1)).toEqual(["shop-data", "failed", "array-2 lost its power", []]);
  });

  it("holds what its mirror holds in the end when it is another disk: nothing when that broke meanwhile", () => {
    const { world, volume, at, of, end } = setting();
    const [device, mirror] = volume.devices;
    at(16, () => breakDisk(world, device!));
    at(17, () => replaceDisk(world, device!));
    at(40, () => breakDisk(world, mirror!));
    at(41, () => replaceDisk(world, mirror!));
    at(45, () => breakDisk(world, device!));
    const { ends } = end(57);
    const filled = of("WritesStored").findLast((record) => record.at < of("CopyEnded")[0]!.at)!;
    expect(ends).toEqual([
      ["shop-data", "done", null, [{ from: 0, to: filled.range.to }]],
      ["shop-data-mirror", "failed", "shop-data cannot be read any more", []],
    ]);
  });

  it("holds what was in the backup that was restored, and what the backup holds was there when that began", () => {
    const { crash, replicator, at, of, end } = setting();
    crash();
    at(100, () => replicator.restore({ volume: "shop-data", host: "web-2" }, answer));
    const { ends } = end();
    expect(of("BackupTaken")[0]).toMatchObject({ holds: FLUSHED });
    expect(ends).toEqual([["shop-data@web-2", "done", null, FLUSHED]]);
  });

  it("holds what it held and what was in the log that was applied", () => {
    const { crash, replicator, volume, at, end } = setting();
    at(7, () => replicator.copy(within, answer));
    crash();
    at(40, () => replicator.logs.apply("shop-data", "shop-data@web-1", "web-1", false, answer));
    at(50, () => expect(volume.device("shop-data@web-1").host).toBe("web-1"));
    const { ends } = end(55);
    expect(ends).toEqual([
      ["shop-data@web-1", "done", null, [{ from: 0, to: 49 }]],
      ["shop-data@web-1", "done", null, FLUSHED],
    ]);
  });

  it("catches up when it becomes a mirror again; the next copy finds it as the source", () => {
    const { world, replicator, at, of, end } = setting();
    at(6, () => world.arrays.get("array-1")!.processor.splitMirror("shop-data", "shop-data-mirror", null, answer));
    at(30, () => replicator.reestablish("shop-data", "shop-data-mirror", "shop-data", answer));
    at(36, () => world.host("web-1").crash());
    at(37, () => world.arrays.get("array-1")!.processor.splitMirror("shop-data", "shop-data-mirror", null, answer));
    at(43, () => replicator.copy({ ...within, device: "shop-data-mirror" }, answer));
    const { ends } = end(58);
    expect(of("MirrorEstablished")).toHaveLength(1);
    const last = of("WritesStored").findLast(({ device }) => device === "shop-data")!.range.to;
    expect(ends[0]!.slice(0, 2)).toEqual(["shop-data-mirror", "done"]);
    expect(ends[1]).toEqual(["shop-data", "done", null, [{ from: 0, to: last }]]);
  });

  it("is alone where a mirror of which nobody uses the first was dissolved for another", () => {
    const { crash, volume, replicator, at, of, end } = setting();
    crash();
    at(19, () => replicator.copy({ ...within, present: false }, answer));
    at(40, () => replicator.reestablish("shop-data", "shop-data-mirror", "shop-data@web-1", answer));
    const { ends } = end(58);
    // web-1 has not let go of its device: nothing is dissolved.
    expect(ends).toEqual([["shop-data@web-1", "done", null, FLUSHED]]);
    expect(of("MirrorSplit")).toEqual([]);
    volume.array.presentations.withdraw(volume.device("shop-data"));
    replicator.reestablish("shop-data", "shop-data-mirror", "shop-data@web-1", answer);
    expect(of("MirrorSplit")).toMatchObject([{ device: "shop-data-mirror" }]);
  });
});
