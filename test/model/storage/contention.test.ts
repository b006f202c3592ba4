import { describe, expect, it } from "vitest";
import type { VolumeSpec } from "../../../src/model/index.js";
import { HOUR, SECOND } from "../../../src/units/index.js";
import { figurePolicy, figureSpec, MB } from "../figure-worlds.js";
import { smallRun } from "../small-world.js";

/** Copies ahead within one storage system whose data volume is changed like this. */
function copying(change: Partial<VolumeSpec>) {
  const spec = figureSpec("2B");
  const array = spec.arrays[0]!;
  const volumes = array.volumes.map((volume) => (volume.holds === "data" ? { ...volume, ...change } : volume));
  return smallRun({ ...spec, arrays: [{ ...array, volumes }] }, figurePolicy("2B", { aheadEvery: 20 * HOUR }));
}

describe("copies and production share adapters", () => {
  it("64 GB take 320 s at 200 MB/s, and 426.7 s while 50 MB/s of the same adapter change", () => {
    const seconds = [0, 50 * MB].map((changeRate) => {
      const run = copying({ changeRate, logRate: 0 });
      run.kernel.run(HOUR);
      return run.of("CopyEnded").at(-1)!.at / SECOND;
    });
    expect(seconds[0]).toBeCloseTo(320, 3);
    expect(seconds[1]).toBeCloseTo(64e9 / 150e6, 3);
  });

  it("a request has the link's 100 MB/s for itself, and a third of the adapter while two copies run", () => {
    const run = copying({ logRate: 0 });
    const host = run.world.host("web-1");
    const bandwidth = () => host.storage.access.multipathTo(host.storage.mounted[1]!).next()!.bandwidth;
    run.kernel.run(10 * SECOND);
    expect(bandwidth()).toBeCloseTo(200e6 / 3, 0);
    run.kernel.run(400 * SECOND);
    expect(bandwidth()).toBe(100 * MB);
  });

  it("a backup takes of the adapter too: 60 GB at 50 MB/s, one of them beside a copy", () => {
    const run = copying({ logRate: 0, backup: { name: "tape", every: 100 * SECOND, bandwidth: 50 * MB } });
    run.kernel.run(150 * SECOND);
    const [, data] = run.world.volume("shop-data").devices;
    expect(run.of("BackupStarted").map(({ at }) => at / SECOND)).toEqual([100]);
    // 100 s at 200 MB/s for both copies, then 150 MB/s beside the backup: the system volume's 4 GB were done at 40 s.
    expect(run.world.volume("shop-data").current.adapter.copying).toBeCloseTo(200e6, 0);
    expect(data!.consistent).toBe(false);
  });
});
