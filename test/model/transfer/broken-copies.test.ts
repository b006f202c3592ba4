/** Copies from which nothing could be restored: torn between two runs, of a corrupt source, lost with their disk. */
import { describe, expect, it } from "vitest";
import { breakDisk, type Device, replaceDisk } from "../../../src/model/index.js";
import { SECOND } from "../../../src/units/index.js";
import { BOTH, copying, opened, order, type TransferRun, transferRun } from "./transfer-world.js";

/** Without epochs every command has the same. */
const older = order({ run: 1 });
const newer = order({ run: 2 });

function closed(run: TransferRun, its = order()) {
  const answer = run.act({ kind: "close-run", agent: "ra-2", order: its, way: BOTH });
  run.kernel.run(run.kernel.now + SECOND);
  return answer.outcome;
}

function copied(run: TransferRun, agent: string, from: number, to: number, its = order()) {
  const answer = copying(run, agent, from, to, its);
  run.kernel.run(run.kernel.now + 200 * SECOND);
  return answer.outcome;
}

function targetOf(run: TransferRun): Device {
  return run.world.volume("orders").devices.find(({ name }) => name === "orders/nightly")!;
}

describe("without epochs", () => {
  function twoRuns(): TransferRun {
    const run = transferRun();
    opened(run, "ra-1", older);
    opened(run, "ra-2", newer);
    copied(run, "ra-2", 0, 100, newer);
    return run;
  }

  it("an agent that is still at an older run lays its extents over those of the newer one: the copy is torn", () => {
    const run = twoRuns();
    expect(copied(run, "ra-1", 40, 44, older)).toMatchObject({ status: "done" });
    expect(closed(run, newer)).toMatchObject({ status: "done", found: { closed: true, grade: "crash-consistent" } });
    expect(run.of("RunClosed")).toMatchObject([{ run: 2, grade: "broken" }]);
  });

  it("what the newer run writes again is its own again", () => {
    const run = twoRuns();
    copied(run, "ra-1", 40, 44, older);
    copied(run, "ra-2", 38, 50, newer);
    closed(run, newer);
    expect(run.of("RunClosed")).toMatchObject([{ grade: "crash-consistent" }]);
  });

  it("a copy that is declared complete is kept apart from what comes late", () => {
    const run = twoRuns();
    closed(run, newer);
    expect(copied(run, "ra-1", 40, 44, older)).toMatchObject({ status: "failed", why: "run 2 of nightly is complete" });
    expect(run.of("RunClosed")).toMatchObject([{ grade: "crash-consistent" }]);
  });
});

it("with epochs the older run is refused, and nothing is torn", () => {
  const run = transferRun();
  const second = order({ run: 2, epoch: 2 });
  opened(run, "ra-1", older);
  opened(run, "ra-2", second);
  copied(run, "ra-2", 0, 100, second);
  expect(copied(run, "ra-1", 40, 44, older)).toMatchObject({ status: "failed", why: "superseded by epoch 2" });
  closed(run, second);
  expect(run.of("RunClosed")).toMatchObject([{ grade: "crash-consistent" }]);
});

describe("a target whose disk breaks in the middle of a run", () => {
  it("holds nothing any more, and does not take what builds upon that: the run is opened anew", () => {
    const run = transferRun();
    opened(run);
    copied(run, "ra-1", 0, 60);
    breakDisk(run.world, targetOf(run));
    run.world.refresh();
    replaceDisk(run.world, targetOf(run));
    expect(copied(run, "ra-1", 60, 100)).toMatchObject({
      status: "failed",
      why: "what run 1 of nightly builds upon is lost",
    });
    const asked = run.act({ kind: "ask-target", agent: "ra-1", order: order(), way: BOTH });
    run.kernel.run(run.kernel.now + SECOND);
    expect(asked.outcome).toMatchObject({ found: { held: 0, opened: false } });
    opened(run);
    expect(run.of("RunOpened")).toHaveLength(2);
    copied(run, "ra-1", 0, 100);
    expect(closed(run)).toMatchObject({ status: "done" });
    expect(run.of("RunClosed")).toMatchObject([{ grade: "crash-consistent" }]);
  });
});

it("a copy of a corrupt source is broken, whatever it was declared to be", () => {
  const run = transferRun();
  const { current } = run.world.volume("orders");
  run.world.arrays.get("array-1")!.media.corrupt(current);
  opened(run);
  copied(run, "ra-1", 0, 100);
  closed(run);
  expect(run.of("RunClosed")).toMatchObject([{ grade: "broken" }]);
});

it("an increment over a corrupt copy does not heal it", () => {
  const run = transferRun();
  opened(run);
  copied(run, "ra-1", 0, 100);
  closed(run);
  const device = targetOf(run);
  run.world.arrays.get("array-2")!.media.corrupt(device);
  opened(run, "ra-1", newer);
  closed(run, newer);
  expect(run.of("RunClosed").map(({ grade }) => grade)).toEqual(["crash-consistent", "broken"]);
});
