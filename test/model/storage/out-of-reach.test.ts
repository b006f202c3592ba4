import { describe, expect, it } from "vitest";
import { faultKind } from "../../../src/scenario/fault/index.js";
import { MINUTE } from "../../../src/units/index.js";
import { type SmallRun, smallRun, smallSpec } from "../small-world.js";

/** The system lies behind da-1, and the data behind da-2, without mirrors; web-1 starts anew while one of them is cut. */
function startedWithout(adapter: string): SmallRun & { readonly cure: () => void } {
  const spec = smallSpec();
  const arrays = spec.arrays.map((array) => ({
    ...array,
    volumes: array.volumes.map(({ mirrorOn: _, ...volume }) => ({
      ...volume,
      on: volume.holds === "system" ? "da-1" : "da-2",
    })),
  }));
  const run = smallRun({ ...spec, arrays }, null);
  run.kernel.run(MINUTE);
  const cure = faultKind("adapter-failure").strike(run.world, adapter, {}, 0);
  run.world.host("web-1").power.pull(true);
  run.kernel.run(10 * MINUTE);
  return { ...run, cure };
}

describe("a host that starts", () => {
  it("does not start from a system that it cannot reach", () => {
    const { world, of } = startedWithout("da-1");
    expect(world.host("web-1").life.stage).toBe("standalone");
    expect(of("HostBootFailed")).toMatchObject([{ host: "web-1", why: "web-1 cannot reach shop-os" }]);
  });

  it("goes on with data that it cannot reach from when it can", () => {
    const { world, kernel, of, cure } = startedWithout("da-2");
    const mounts = () => of("DataMounted").map(({ at, device }) => [at / MINUTE, device]);
    expect(world.host("web-1").life.stage).toBe("online");
    const soFar = mounts();
    expect(soFar.at(-1)![1]).toBe("shop-os");
    cure();
    kernel.run(11 * MINUTE);
    expect(mounts()).toEqual([...soFar, [10, "shop-data"]]);
    expect(of("ServiceUp").map(({ at }) => at / MINUTE)).toEqual([0, 10]);
  });
});

describe("what is not whole", () => {
  it("is not made a mirror of, copied, or backed up", () => {
    const { world, kernel } = smallRun(smallSpec(), null);
    const volume = world.volume("shop-data");
    const [device] = volume.devices;
    const mirror = volume.mirror!.device.name;
    volume.mirror = null;
    faultKind("disk-failure").strike(world, "shop-data", { copy: "volume" }, 0)();
    kernel.run(MINUTE);
    const heard: unknown[] = [];
    const answer = { ended: (result: unknown) => void heard.push(result), lost: () => void heard.push("lost") };
    world.replicator.reestablish("shop-data", mirror, device!.name, answer);
    const copy = { volume: "shop-data", device: device!.name, host: "web-2", changedOnly: false, present: true };
    world.replicator.copy(copy, answer);
    const nothing = { failed: "shop-data holds nothing", gone: true, refused: true };
    expect(heard).toEqual([nothing, nothing]);
  });
});
