/** Extents over real bandwidth, worked out by hand: what they take, what arrives when it breaks off, and who may write. */
import { describe, expect, it } from "vitest";
import { SECOND } from "../../../src/units/index.js";
import { BOTH, copying, MB, opened, order, transferRun, transferSpec } from "./transfer-world.js";

/** Links of 100 MB/s to each storage system; the host's own is passed twice, at 200 MB/s. Four links of 10 us. */
const LATENCY = 40;

describe("an extent", () => {
  it("takes the latency of its way and its size over the bandwidth", () => {
    const run = transferRun();
    expect(opened(run).outcome).toMatchObject({
      found: { extents: 100, bytes: 6_400 * MB, grade: "crash-consistent" },
    });
    const begun = run.kernel.now;
    const answer = copying(run, "ra-1", 0, 1);
    run.kernel.run(begun + SECOND);
    // 64 MB at 100 MB/s
    expect(answer).toMatchObject({ at: begun + LATENCY + 640_000, outcome: { found: { held: 1, run: 1 } } });
  });

  it("of the whole volume: a hundred of them take 64 s and one latency", () => {
    const run = transferRun();
    opened(run);
    const begun = run.kernel.now;
    const answer = copying(run, "ra-1", 0, 100);
    run.kernel.run(begun + 100 * SECOND);
    expect(answer.at).toBe(begun + LATENCY + 64 * SECOND);
  });

  it("takes twice as long while another transfer has half of the link", () => {
    const spec = transferSpec();
    const [array, far] = spec.arrays;
    const other = { ...array!.volumes[0]!, name: "stock" };
    const run = transferRun({ ...spec, arrays: [{ ...array!, volumes: [...array!.volumes, other] }, far!] });
    const stock = order({
      transfer: "stock-nightly",
      source: { volume: "stock", array: "array-1", copy: null },
      target: { volume: "stock", array: "array-2", copy: "stock-nightly" },
    });
    opened(run);
    opened(run, "ra-2", stock);
    const begun = run.kernel.now;
    const one = copying(run, "ra-1", 0, 1);
    const two = copying(run, "ra-2", 0, 1, stock);
    run.kernel.run(begun + 10 * SECOND);
    expect([one.at, two.at]).toEqual([begun + LATENCY + 1_280_000, begun + LATENCY + 1_280_000]);
  });

  it("takes twice as long over a link that is slow by two, and as long as its share of a lossy one", () => {
    const run = transferRun();
    opened(run);
    run.world.links.get("l-3")!.setSlowness(2);
    let begun = run.kernel.now;
    const slow = copying(run, "ra-1", 0, 1);
    run.kernel.run(begun + 10 * SECOND);
    expect(slow.at).toBe(begun + LATENCY + 10 + 1_280_000);
    run.world.links.get("l-3")!.setSlowness(1);
    run.world.links.get("l-4")!.setLoss(0.2);
    begun = run.kernel.now;
    const lossy = copying(run, "ra-1", 1, 2);
    run.kernel.run(begun + 10 * SECOND);
    expect(lossy.at).toBe(begun + LATENCY + 800_000);
  });

  it("is no event of its own, and when it is, all is the same", () => {
    const [quiet, every] = [false, true].map((everyEvent) => {
      const run = transferRun(transferSpec(), everyEvent);
      opened(run);
      copying(run, "ra-1", 0, 60);
      run.kernel.run(5.05 * SECOND);
      run.world.links.get("l-4")!.setSlowness(3);
      run.kernel.run(20 * SECOND);
      run.world.processes.get("ra-1")!.setCrashed(true);
      copying(run, "ra-2", 4, 60, order({ epoch: 2 }));
      run.kernel.run(200 * SECOND);
      return { records: run.records, events: run.kernel.executed };
    });
    expect(every!.records).toEqual(quiet!.records);
    expect(every!.events).toBeGreaterThan(quiet!.events + 50);
  });

  it("takes no longer than its agent allows", () => {
    const processes = [{ name: "ra-1", on: "web-1", bandwidth: 32 * MB }];
    const run = transferRun(transferSpec({ processes }));
    opened(run);
    const begun = run.kernel.now;
    const answer = copying(run, "ra-1", 0, 1);
    run.kernel.run(begun + 10 * SECOND);
    expect(answer.at).toBe(begun + LATENCY + 2 * SECOND);
  });
});

describe("what breaks off", () => {
  it("leaves whole extents: an agent that dies after 2 s has written three, and nobody is told", () => {
    const run = transferRun();
    opened(run);
    const begun = run.kernel.now;
    const answer = copying(run, "ra-1", 0, 100);
    run.kernel.run(begun + 2 * SECOND);
    run.world.processes.get("ra-1")!.setCrashed(true);
    expect(answer).toEqual({ at: begun + 2 * SECOND, outcome: null });
    expect(run.of("ExtentsWritten")).toMatchObject([
      { from: 0, to: 3, bytes: 192 * MB, again: 0, at: begun + 2 * SECOND },
    ]);
    const asked = run.act({ kind: "ask-target", agent: "ra-2", order: order({ epoch: 2 }), way: BOTH });
    run.kernel.run(begun + 3 * SECOND);
    expect(asked.outcome).toMatchObject({ found: { what: "held", run: 1, held: 3, closed: false } });
    const rest = copying(run, "ra-2", 2, 100, order({ epoch: 2 }));
    run.kernel.run(begun + 100 * SECOND);
    expect(rest.outcome).toMatchObject({ status: "done", found: { held: 100 } });
    expect(run.of("ExtentsWritten")[1]).toMatchObject({ from: 2, to: 100, again: 64 * MB });
  });

  it("dies with the host of its agent too, and with the power of the target it fails", () => {
    const run = transferRun();
    opened(run);
    const one = copying(run, "ra-1", 0, 100);
    run.kernel.run(run.kernel.now + SECOND);
    run.world.host("web-1").crash();
    expect(one.outcome).toBeNull();
    const two = copying(run, "ra-2", 1, 100);
    run.kernel.run(run.kernel.now + SECOND);
    run.world.arrays.get("array-2")!.setPower(false);
    expect(two.outcome).toEqual({ status: "failed", why: "array-2 has no power" });
    expect(run.of("ExtentsWritten").map(({ from, to }) => [from, to])).toEqual([
      [0, 1],
      [1, 2],
    ]);
  });

  it("goes on over another path where there is one, with the extent that was under way", () => {
    const spec = transferSpec();
    const second = { ...spec.links[2]!, name: "l-5", joins: ["sw-1", "fa-1"] as const };
    const run = transferRun({ ...spec, links: [...spec.links, second] });
    opened(run);
    const begun = run.kernel.now;
    const answer = copying(run, "ra-1", 0, 4);
    run.kernel.run(begun + 2 * SECOND);
    run.world.links.get("l-3")!.setUp(false);
    run.kernel.run(begun + 10 * SECOND);
    // Three arrived; the fourth is sent again.
    expect(answer.at).toBe(begun + 2 * SECOND + LATENCY + 640_000);
  });

  it("stands still while its agent hangs, and goes on with the extent that was under way", () => {
    const run = transferRun();
    opened(run);
    const begun = run.kernel.now;
    const answer = copying(run, "ra-1", 0, 2);
    run.kernel.run(begun + SECOND);
    run.world.host("web-1").hang();
    run.kernel.run(begun + 5 * SECOND);
    expect(answer.outcome).toBeUndefined();
    run.world.host("web-1").wake();
    run.kernel.run(begun + 10 * SECOND);
    expect(answer.at).toBe(begun + 5 * SECOND + LATENCY + 640_000);
  });
});

describe("the target", () => {
  it("tells once for each agent and epoch when it takes the first extents, one way and one exchange after the order", () => {
    const run = transferRun();
    opened(run);
    const begun = run.kernel.now;
    copying(run, "ra-1", 0, 1);
    run.kernel.run(begun + SECOND);
    copying(run, "ra-1", 1, 2);
    run.kernel.run(begun + 2 * SECOND);
    copying(run, "ra-2", 2, 3, order({ epoch: 2 }));
    run.kernel.run(begun + 3 * SECOND);
    expect(run.of("WritingBegan").map(({ at, agent, epoch, from }) => [at - begun, agent, epoch, from])).toEqual([
      [LATENCY, "ra-1", 1, 0],
      [2 * SECOND + LATENCY, "ra-2", 2, 2],
    ]);
  });

  it("takes the last extents of one agent at the microsecond at which its successor comes, and then no more of it", () => {
    const run = transferRun();
    opened(run);
    const begun = run.kernel.now;
    const old = copying(run, "ra-1", 0, 1);
    // The first extent is there after 640 ms; the successor comes at that very instant.
    run.kernel.run(begun + 640_000);
    copying(run, "ra-2", 0, 2, order({ epoch: 2 }));
    run.kernel.run(begun + 5 * SECOND);
    expect(old.at).toBe(begun + LATENCY + 640_000);
    const told = [...run.of("ExtentsWritten"), ...run.of("WritingBegan")].filter(({ agent }) => agent === "ra-1");
    expect(told.map(({ kind }) => kind)).toEqual(["ExtentsWritten", "WritingBegan"]);
    expect(run.of("WritingBegan")[1]).toMatchObject({ at: old.at, agent: "ra-2" });
  });

  it("refuses an older epoch as soon as a newer one has asked: in the middle of a copy, and ever after", () => {
    const run = transferRun();
    opened(run);
    const begun = run.kernel.now;
    const old = copying(run, "ra-1", 0, 100);
    run.kernel.run(begun + SECOND);
    run.act({ kind: "ask-target", agent: "ra-2", order: order({ epoch: 2 }), way: BOTH });
    run.kernel.run(begun + 2 * SECOND);
    expect(old).toEqual({ at: begun + SECOND + 20, outcome: { status: "failed", why: "superseded by epoch 2" } });
    const again = copying(run, "ra-1", 1, 100);
    const closing = run.act({ kind: "close-run", agent: "ra-1", order: order(), way: BOTH });
    run.kernel.run(begun + 3 * SECOND);
    for (const { outcome } of [again, closing]) expect(outcome).toMatchObject({ why: "superseded by epoch 2" });
    expect(run.of("EpochRefused").map(({ agent, epoch, newest }) => [agent, epoch, newest])).toEqual([
      ["ra-1", 1, 2],
      ["ra-1", 1, 2],
      ["ra-1", 1, 2],
    ]);
    expect(run.of("ExtentsWritten")).toMatchObject([{ from: 0, to: 1 }]);
  });

  it("takes no extents behind a gap, and is not declared complete before the last one", () => {
    const run = transferRun();
    opened(run);
    const gap = copying(run, "ra-1", 5, 6);
    const early = run.act({ kind: "close-run", agent: "ra-2", order: order(), way: BOTH });
    run.kernel.run(run.kernel.now + SECOND);
    expect(gap.outcome).toMatchObject({ why: "extents 0 to 5 are missing" });
    expect(early.outcome).toMatchObject({ why: "extents 0 to 100 are missing" });
    expect(run.of("RunClosed")).toEqual([]);
  });

  it("ends what an agent was at when that is told something else", () => {
    const run = transferRun();
    opened(run);
    const one = copying(run, "ra-1", 0, 100);
    run.kernel.run(run.kernel.now + SECOND);
    const two = copying(run, "ra-1", 1, 2);
    expect(one.outcome).toMatchObject({ status: "failed", why: "ra-1 was told something else" });
    run.kernel.run(run.kernel.now + SECOND);
    expect(two.outcome).toMatchObject({ status: "done" });
  });
});
