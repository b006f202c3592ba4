/** Zones: who sees whom through switches; and switches and adapters that are slow or lossy instead of cut. */
import { describe, expect, it } from "vitest";
import { Cabling, type World } from "../../../src/model/index.js";
import { faultKind } from "../../../src/scenario/index.js";
import { SECOND } from "../../../src/units/index.js";
import { copying, opened, transferRun, transferSpec } from "../transfer/transfer-world.js";

/** web-1 is zoned with both storage systems, web-2 by its link with the far one alone, and the two with each other. */
const ZONES = [
  { name: "z-1", members: ["web-1", "fa-1", "fb-1"] },
  { name: "z-2", members: ["l-2", "fb-1"] },
  { name: "z-3", members: ["fa-1", "fb-1"] },
];

function strike(world: World, kind: string, target: string, parameters = {}) {
  return faultKind(kind).strike(world, target, parameters, 0);
}

/** How long 64 MB take now, without the latency of 40 us. */
function time(run: ReturnType<typeof transferRun>, from: number): number | null {
  const begun = run.kernel.now;
  const answer = copying(run, "ra-1", from, from + 1);
  run.kernel.run(begun + 20 * SECOND);
  return answer.at === null ? null : answer.at - begun - 40;
}

describe("zones", () => {
  it("keep from each other whoever is in no common one, and are no matter without a switch", () => {
    const cabling = new Cabling(transferSpec({ zones: ZONES }));
    const seen = (start: string) => cabling.pathsFrom(start).map(({ port, zones }) => [port, zones]);
    expect(seen("web-1")).toEqual([
      ["fa-1", ["z-1"]],
      ["fb-1", ["z-1"]],
    ]);
    expect(seen("web-2")).toEqual([["fb-1", ["z-2"]]]);
    expect(seen("fa-1")).toEqual([["fb-1", ["z-1", "z-3"]]]);
    const { links } = transferSpec();
    const direct = { ...links[0]!, joins: ["web-2", "fa-1"] as const };
    expect(new Cabling(transferSpec({ zones: ZONES, switches: [], links: [direct] })).pathsFrom("web-2")).toHaveLength(
      1,
    );
  });

  it("one that is taken out takes its paths with it, and no others", () => {
    const run = transferRun(transferSpec({ zones: ZONES }));
    const reached = (agent: string) => run.world.transfers.look(agent);
    expect([reached("ra-1"), reached("ra-2"), reached("ra-3")]).toEqual([
      ["array-1", "array-2"],
      ["array-2"],
      ["array-1", "array-2"],
    ]);
    const cure = strike(run.world, "cut", "z-1");
    expect([reached("ra-1"), reached("ra-2"), reached("ra-3")]).toEqual([[], ["array-2"], ["array-1", "array-2"]]);
    expect(faultKind("cut").hostsServiced(run.world, "z-1", {})).toEqual(["web-1", "web-2"]);
    cure();
    expect(reached("ra-1")).toEqual(["array-1", "array-2"]);
  });
});

describe("64 MB of a transfer", () => {
  it("take as much longer as a switch is slow, for all that crosses it, and as much as it loses", () => {
    const run = transferRun();
    opened(run);
    expect(time(run, 0)).toBe(640_000);
    let cure = strike(run.world, "slow-link", "sw-1", { factor: 2 });
    // Four links of 10 us are crossed.
    expect(time(run, 1)).toBe(1_280_000 + 40);
    cure();
    cure = strike(run.world, "lossy", "sw-1", { loss: 0.2 });
    expect(time(run, 2)).toBe(800_000);
    cure();
    expect(time(run, 3)).toBe(640_000);
  });

  it("take longer through a port or a disk adapter that is slow or lossy, and do not pass one that is broken", () => {
    const run = transferRun();
    opened(run);
    const cures = [
      strike(run.world, "slow-link", "fb-1", { factor: 2 }),
      strike(run.world, "lossy", "fb-1", { loss: 0.5 }),
    ];
    // 200 MB/s become 50.
    expect(time(run, 0)).toBe(1_280_000);
    for (const cure of cures) cure();
    const slow = strike(run.world, "slow-link", "db-1", { factor: 8 });
    expect(time(run, 1)).toBe(2_560_000);
    slow();
    strike(run.world, "adapter-failure", "fb-1");
    expect(copying(run, "ra-1", 2, 3).outcome).toEqual({ status: "failed", why: "ra-1 has no path to array-2" });
  });
});
