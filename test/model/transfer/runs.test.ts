/** Runs: what is copied is what the source held when they were opened, and incrementally what changed since the last one. */
import { describe, expect, it } from "vitest";
import type { Endpoint } from "../../../src/control/index.js";
import { SECOND } from "../../../src/units/index.js";
import { BOTH, copying, MB, opened, order, type TransferRun, transferRun, transferSpec } from "./transfer-world.js";

/** A volume of which 1 MB changes each second. */
function changing(): TransferRun {
  const spec = transferSpec();
  const arrays = spec.arrays.map((array) => ({
    ...array,
    volumes: array.volumes.map((volume) => ({ ...volume, changeRate: MB })),
  }));
  return transferRun({ ...spec, arrays });
}

/** Carries a whole run out, and gives the number of its extents and bytes. */
function carryOut(run: TransferRun, number: number, agent = "ra-1") {
  const its = order({ run: number, epoch: number });
  const { outcome } = opened(run, agent, its);
  const found = outcome?.status === "done" && outcome.found?.what === "run" ? outcome.found : null;
  copying(run, agent, 0, found?.extents ?? 0, its);
  run.kernel.run(run.kernel.now + 200 * SECOND);
  const closing = run.act({ kind: "close-run", agent, order: its, way: BOTH });
  run.kernel.run(run.kernel.now + SECOND);
  expect(closing.outcome).toMatchObject({ status: "done", found: { closed: true } });
  return found;
}

describe("a run", () => {
  it("copies all at first, and then exactly what changed from one opening to the next", () => {
    const run = changing();
    expect(carryOut(run, 1)).toMatchObject({ extents: 100, bytes: 6_400 * MB });
    const first = run.of("RunOpened")[0]!.at;
    expect(carryOut(run, 2)).toMatchObject({ bytes: run.of("RunOpened")[1]!.at - first, extents: 4 });
    expect(run.of("RunClosed").map(({ asOf }) => asOf)).toEqual(run.of("RunOpened").map(({ at }) => at));
  });

  it("is opened once: who asks again hears the same, and who comes late with an older one hears that it is over", () => {
    const run = changing();
    const one = opened(run);
    run.kernel.run(run.kernel.now + 10 * SECOND);
    expect(opened(run, "ra-2").outcome).toEqual(one.outcome);
    opened(run, "ra-2", order({ run: 2 }));
    opened(run, "ra-2", order({ run: 3 }));
    expect(opened(run).outcome).toEqual({ status: "failed", why: "run 1 is over" });
    expect(run.of("RunOpened").map((each) => each.run)).toEqual([1, 2, 3]);
  });

  it("leaves the former copy the newest one until it is closed", () => {
    const run = changing();
    carryOut(run, 1);
    const copy = run.world.volume("orders").device("orders/nightly");
    const before = copy.changed;
    opened(run, "ra-1", order({ run: 2 }));
    copying(run, "ra-1", 0, 2, order({ run: 2 }));
    run.kernel.run(run.kernel.now + SECOND);
    run.world.processes.get("ra-1")!.setCrashed(true);
    expect([copy.consistent, copy.changed]).toEqual([true, before]);
    // What was begun is of no use to the next run, which copies all that has changed since the first.
    const next = order({ run: 3, epoch: 3 });
    const { bytes } = run.of("RunOpened")[1]!;
    expect(opened(run, "ra-2", next).outcome).toMatchObject({ found: { what: "run" } });
    expect(run.of("RunOpened")[2]!.bytes).toBeGreaterThan(bytes);
    const asked = run.act({ kind: "ask-target", agent: "ra-2", order: next, way: BOTH });
    run.kernel.run(run.kernel.now + SECOND);
    expect(asked.outcome).toMatchObject({ found: { run: 2, held: 1, closed: false } });
  });

  it("of another transfer is nothing that lies at the target, though both have the same number", () => {
    const run = changing();
    carryOut(run, 1);
    const other = order({ transfer: "other", run: 1 });
    const asked = run.act({ kind: "ask-target", agent: "ra-2", order: other, way: BOTH });
    run.kernel.run(run.kernel.now + SECOND);
    expect(asked.outcome).toMatchObject({ found: { run: 0, held: 0, opened: false, closed: false, grade: null } });
  });

  it("restores a copy onto its volume, of the grade that it had, but not under a host that works with it", () => {
    const run = changing();
    carryOut(run, 1);
    const back: Endpoint = { volume: "orders", array: "array-2", copy: "nightly" };
    const its = order({
      ...{ transfer: "restore", source: back, mode: "full" },
      target: { volume: "orders", array: "array-1", copy: null },
    });
    expect(opened(run, "ra-2", its).outcome).toMatchObject({ found: { extents: 100, grade: "crash-consistent" } });
    const refused = copying(run, "ra-2", 0, 100, its);
    run.kernel.run(run.kernel.now + SECOND);
    expect(refused.outcome).toMatchObject({ why: "web-1 works with orders" });
    run.world.host("web-1").crash();
    const copied = copying(run, "ra-2", 0, 100, its);
    run.kernel.run(run.kernel.now + 200 * SECOND);
    expect(copied.outcome).toMatchObject({ status: "done" });
    run.act({ kind: "close-run", agent: "ra-2", order: its, way: BOTH });
    run.kernel.run(run.kernel.now + SECOND);
    const [first, restored] = run.of("RunClosed");
    expect(restored).toMatchObject({ transfer: "restore", device: "orders", asOf: first!.asOf });
  });
});
