import { describe, expect, it } from "vitest";
import { faultKind } from "../../src/scenario/fault/index.js";
import { MINUTE, SECOND } from "../../src/units/index.js";
import { smallPolicy, smallRun, smallSpec } from "./small-world.js";

function mistake(does: "unplug" | "shut-down") {
  const run = smallRun(smallSpec(), null);
  const cure = faultKind("operator-error").strike(run.world, "web-1", { does }, 0);
  run.kernel.run(5 * MINUTE);
  return { ...run, cure, host: run.world.host("web-1") };
}

describe("a mistake with a host that is put right", () => {
  it("gives it its power back, or starts it again", () => {
    for (const does of ["unplug", "shut-down"] as const) {
      const { host, kernel, cure } = mistake(does);
      cure();
      kernel.run(10 * MINUTE);
      expect(host.life.stage, does).toBe("online");
    }
  });

  it("starts one that is shutting down still when it is down", () => {
    const { world, kernel } = smallRun(smallSpec(), null);
    const { life } = world.host("web-1");
    // The shutdown takes 40 s, and is noticed in the middle.
    const cure = faultKind("operator-error").strike(world, "web-1", { does: "shut-down" }, 0);
    kernel.run(20 * SECOND);
    cure();
    expect(life.stage).toBe("shutting-down");
    kernel.run(10 * MINUTE);
    expect(life.stage).toBe("online");
  });

  it("leaves out a plug that somebody has pulled on purpose since", () => {
    const { host, cure } = mistake("unplug");
    host.power.pull(false);
    cure();
    expect(host.power.on).toBe(false);
  });

  it("does not start one that somebody has ordered down on purpose since", () => {
    const { host, kernel, cure } = mistake("shut-down");
    host.life.shutDown(() => undefined);
    cure();
    kernel.run(10 * MINUTE);
    expect(host.life.stage).toBe("standalone");
  });

  it("ends when somebody pulls the plug and puts it back", () => {
    const { host } = mistake("unplug");
    host.power.pull(true);
    expect(host.power.on).toBe(true);
  });
});

describe("a host that is said to be repaired", () => {
  it("says once more what is still wrong with its data, so that nobody believes it", () => {
    const spec = smallSpec();
    // Without a mirror the new disk stays empty.
    const arrays = spec.arrays.map((array) => ({
      ...array,
      volumes: array.volumes.map(({ mirrorOn: _, ...volume }) => volume),
    }));
    const { world, kernel, of } = smallRun({ ...spec, arrays }, smallPolicy({ data: ["reassign"] }));
    const kind = faultKind("disk-failure");
    kernel.schedule(MINUTE, () => {
      const cure = kind.strike(world, "shop-data", { copy: "volume" }, 0);
      kernel.after(SECOND, () => {
        cure();
        world.people.serviced("web-1");
      });
    });
    kernel.run(2 * MINUTE);
    const verdicts = of("NoteMade").flatMap(({ note }) => (note.kind === "verdict" ? [note.because] : []));
    expect(verdicts.at(-1)).toMatchObject({ rule: "error-reported" });
    // What is empty is given to nobody.
    expect(of("DevicePresented").filter(({ volume, host }) => volume === "shop-data" && host === "web-2")).toEqual([]);
  });
});
