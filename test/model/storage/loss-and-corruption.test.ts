import { describe, expect, it } from "vitest";
import type { RemoteMirrorSpec, VolumeSpec } from "../../../src/model/index.js";
import { HOUR, SECOND } from "../../../src/units/index.js";
import { figurePolicy, figureSpec, MB } from "../figure-worlds.js";
import { type SmallRun, smallRun, smallSpec } from "../small-world.js";

const CRASH = 1002 * SECOND;
const { services } = smallSpec();

/** The shop with 10 orders a second and a remote mirror, flushed every 5 s; its host and its storage die together. */
function siteLost(mirror: Pick<RemoteMirrorSpec, "mode" | "lag">): SmallRun {
  const spec = figureSpec("4", { services });
  const [first, second] = spec.arrays;
  const volumes = first!.volumes.map((volume) => ({
    ...volume,
    remoteMirror: { array: "array-2", on: "db-1", ...mirror },
  }));
  const arrays = [{ ...first!, volumes }, second!];
  const run = smallRun({ ...spec, arrays }, figurePolicy("4", { data: ["remote-mirror"] }));
  run.kernel.schedule(CRASH, () => {
    run.world.host("web-1").crash();
    run.world.arrays.get("array-1")!.setPower(false);
  });
  run.kernel.run(HOUR);
  return run;
}

function reported({ of }: SmallRun): number {
  return of("LossReported")
    .flatMap(({ missing }) => missing)
    .reduce((sum, { writes }) => sum + writes, 0);
}

/** Writes that were acknowledged before the crash in batches that began after a time. */
function acknowledgedSince({ of }: SmallRun, since: number): number {
  return of("WritesAcknowledged")
    .filter(({ host, oldestAt }) => host === "web-1" && oldestAt > since)
    .reduce((sum, { range }) => sum + range.to - range.from, 0);
}

describe("a remote mirror when host and storage are lost together", () => {
  it("has everything that was flushed when it is synchronous", () => {
    const run = siteLost({ mode: "synchronous", lag: 0 });
    expect(run.of("ServiceUp").at(-1)).toMatchObject({ service: "shop", host: "web-2" });
    expect(reported(run)).toBe(acknowledgedSince(run, 1000 * SECOND));
    expect(reported(run)).toBeGreaterThan(0);
  });

  it("loses what it lags behind, write by write: with 2 s the flush of 1000 s had not arrived at 1002 s", () => {
    const run = siteLost({ mode: "asynchronous", lag: 2 * SECOND });
    expect(reported(run)).toBe(acknowledgedSince(run, 995 * SECOND));
    expect(reported(run)).toBeGreaterThan(acknowledgedSince(run, 1000 * SECOND));
  });

  it("has that flush with a lag of 1 s", () => {
    const run = siteLost({ mode: "asynchronous", lag: SECOND });
    expect(reported(run)).toBe(acknowledgedSince(run, 1000 * SECOND));
  });
});

/** The shop with mirror, backup and log; its data becomes corrupt. */
function corrupted(data: readonly string[], change: Partial<VolumeSpec> = {}): SmallRun {
  const spec = smallSpec();
  const array = spec.arrays[0]!;
  const volumes = array.volumes.map((volume) =>
    volume.holds === "system"
      ? volume
      : {
          ...volume,
          log: { on: "da-2", written: "commit" as const, replay: 50 * MB },
          backup: { name: "tape", every: 24 * HOUR, bandwidth: 50 * MB },
          ...change,
        },
  );
  const run = smallRun({ ...spec, arrays: [{ ...array, volumes }] }, figurePolicy("2A", { data }));
  run.kernel.schedule(CRASH, () => {
    const { array: home, current } = run.world.volume("shop-data");
    home.media.corrupt(current);
    run.world.host("web-1").crash();
  });
  run.kernel.run(3 * HOUR);
  return run;
}

function failedSteps({ of }: SmallRun): string[] {
  return of("NoteMade").flatMap(({ note }) =>
    note.kind === "step-ended" && note.result === "failed" ? [note.step] : [],
  );
}

describe("corrupt data", () => {
  it("is in the mirror too and in every copy; only backup and log bring the service back", () => {
    const run = corrupted(["split-mirror", "copy", "backup+log"]);
    expect(failedSteps(run)).toEqual(["replicate", "replicate-by-copy"]);
    expect(run.of("ServiceUp").at(-1)).toMatchObject({ service: "shop", host: "web-2" });
    expect(run.of("DataMounted").at(-1)).toMatchObject({ volume: "shop-data", device: "shop-data@web-2" });
    expect(reported(run)).toBe(0);
  });

  it("takes the service down at once, and nobody brings it back who only copies", () => {
    const run = corrupted(["split-mirror", "copy"]);
    expect(run.of("ServiceDown")[0]).toMatchObject({ at: CRASH, why: "shop-data is corrupt" });
    expect(run.of("ServiceUp").filter(({ at }) => at > CRASH)).toEqual([]);
    expect(failedSteps(run)).toContain("replicate-by-copy");
  });

  it("with a log that is written at each flush loses what was not flushed", () => {
    const log = { on: "da-2", written: "flush" as const, replay: 50 * MB };
    const run = corrupted(["split-mirror", "backup+log"], { log });
    expect(reported(run)).toBe(acknowledgedSince(run, 1000 * SECOND));
  });

  it("with a log that is lost loses everything since the backup, which is reported", () => {
    const spec = corrupted(["split-mirror", "backup+log"]);
    const run = smallRun(spec.world.spec, figurePolicy("2A", { data: ["split-mirror", "backup+log"] }));
    run.kernel.schedule(CRASH, () => {
      const volume = run.world.volume("shop-data");
      volume.transactions!.lost = true;
      volume.array.media.corrupt(volume.current);
      run.world.host("web-1").crash();
    });
    run.kernel.run(3 * HOUR);
    expect(run.of("ServiceUp").at(-1)).toMatchObject({ host: "web-2" });
    expect(reported(run)).toBe(acknowledgedSince(run, 0));
    expect(reported(run)).toBeGreaterThan(8000);
  });

  it("without a good backup stays away", () => {
    const before = corrupted(["split-mirror", "backup+log"]);
    const run = smallRun(before.world.spec, figurePolicy("2A", { data: ["split-mirror", "backup+log"] }));
    run.world.volume("shop-data").backups!.lose();
    run.kernel.schedule(CRASH, () => {
      const volume = run.world.volume("shop-data");
      volume.array.media.corrupt(volume.current);
      run.world.host("web-1").crash();
    });
    run.kernel.run(HOUR);
    expect(failedSteps(run)).toContain("replicate-by-backup+log");
    expect(run.of("ServiceUp").filter(({ at }) => at > CRASH)).toEqual([]);
  });
});

describe("a copy of a volume that changes", () => {
  it("is what the volume held when the copy started: writes since then are not in it", () => {
    const spec = smallSpec();
    const run = smallRun(spec, figurePolicy("2A", { data: ["pre-replicated"], aheadEvery: 24 * HOUR }));
    // 64 GB at 200 MB/s between the adapters, beside the requests: it ends after 320 s.
    run.kernel.run(330 * SECOND);
    const volume = run.world.volume("shop-data");
    const target = volume.device("shop-data@web-2");
    expect(target.consistent).toBe(true);
    expect(target.holds.size).toBe(0);
    expect(volume.current.holds.size).toBeGreaterThan(3000);
  });

  it("is presented to nobody as long as it is under way, and not when it broke off", () => {
    const run = smallRun(smallSpec(), figurePolicy("2A", { data: ["pre-replicated"], aheadEvery: 24 * HOUR }));
    run.kernel.run(100 * SECOND);
    const array = run.world.arrays.get("array-1")!;
    const target = run.world.volume("shop-data").devices.find(({ name }) => name === "shop-data@web-2")!;
    expect(array.presentations.offer(target, "web-2")).toEqual({ failed: "shop-data@web-2 is not complete" });
    array.setPower(false);
    array.setPower(true);
    expect(run.of("CopyEnded").map(({ result }) => result)).toEqual(["done", "failed"]);
    expect(array.presentations.offer(target, "web-2")).toEqual({ failed: "shop-data@web-2 is not complete" });
  });
});

describe("a log", () => {
  /** The copy made ahead is brought up to date every 600 s, which takes 200 s; the storage loses its power at some time. */
  function interrupted(offAt: number): SmallRun {
    const spec = figureSpec("2B");
    const array = spec.arrays[0]!;
    const volumes = array.volumes.map((volume) =>
      volume.holds === "data" ? { ...volume, changeRate: 50 * MB } : volume,
    );
    const policy = figurePolicy("2B", { data: ["log-apply", "copy"], aheadEvery: 600 * SECOND });
    const run = smallRun({ ...spec, arrays: [{ ...array, volumes }] }, policy);
    run.kernel.schedule(offAt * SECOND, () => run.world.arrays.get("array-1")!.setPower(false));
    run.kernel.schedule((offAt + 1) * SECOND, () => run.world.arrays.get("array-1")!.setPower(true));
    run.kernel.schedule(CRASH, () => run.world.host("web-1").crash());
    run.kernel.run(HOUR);
    return run;
  }

  it("is applied to a copy that is complete", () => {
    expect(failedSteps(interrupted(900))).toEqual([]);
  });

  it("is not applied to a copy that broke off while it was brought up to date: everything is copied instead", () => {
    const run = interrupted(700);
    expect(failedSteps(run)).toEqual(["apply-log"]);
    expect(run.of("ServiceUp").at(-1)).toMatchObject({ service: "shop", host: "web-2" });
  });
});
