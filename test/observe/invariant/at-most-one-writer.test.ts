import { describe, expect, it } from "vitest";
import type { CopyOrder } from "../../../src/control/index.js";
import type { Happening } from "../../../src/model/index.js";
import { foundBy, START, type Told } from "../small-run.js";

describe("at-most-one-writer, where one agent is given up and another one comes", () => {
  const order = (epoch: number): CopyOrder => ({
    ...{ transfer: "nightly", run: 1, epoch, mode: "full", extent: 1e6 },
    source: { array: "array-1", volume: "shop-data", copy: null },
    target: { array: "array-2", volume: "shop-data", copy: "nightly" },
  });
  const { transfer, run, target } = order(1);
  const ordered = (agent: string, epoch: number): Happening => ({
    ...{ kind: "EffectSent", place: agent, id: epoch, because: { rule: "step", step: "copy", figure: null } },
    action: { kind: "copy-extents", agent, order: order(epoch), way: { by: "both" }, from: 0, to: 8 },
  });
  const began = (agent: string, epoch: number): Happening => ({
    ...{ kind: "WritingBegan", transfer, run, epoch, agent, target, from: 0 },
  });
  const written = (agent: string, epoch: number): Happening => ({
    ...{ kind: "ExtentsWritten", transfer, run, epoch, agent, from: 0, to: 2, bytes: 2e6, again: 0 },
  });
  const lost = (agent: string, epoch: number): Happening => ({
    ...{ kind: "OutcomeLost", place: agent, id: epoch, action: "copy-extents" },
  });
  const find = (...told: readonly Told[]) =>
    foundBy("at-most-one-writer", [START, ...told], { seconds: 1000, declared: { families: ["replication"] } });

  it("holds when the last extents of the first arrive while the second is ordered to write, and has not come yet", () => {
    const told: readonly Told[] = [
      [10, ordered("ra-1", 1), began("ra-1", 1)],
      [20, ordered("ra-2", 2)],
      [21, written("ra-1", 1), began("ra-2", 2)],
      [30, written("ra-2", 2)],
    ];
    expect(find(...told)).toMatchObject({ atStake: 2, violations: 0 });
  });

  it("holds when one that wrote before, and was given up, comes behind its successor with a newer order", () => {
    const told: readonly Told[] = [
      [10, ordered("ra-1", 1), began("ra-1", 1), written("ra-1", 1), lost("ra-1", 1)],
      [20, ordered("ra-2", 2)],
      [20, ordered("ra-1", 3)],
      [21, began("ra-2", 2), began("ra-1", 3)],
      [30, written("ra-1", 3)],
    ];
    expect(find(...told)).toMatchObject({ violations: 0 });
  });

  it("is violated when the first writes after the second has come, whether that has written yet or not", () => {
    const told: readonly Told[] = [
      [10, ordered("ra-1", 1), began("ra-1", 1)],
      [20, ordered("ra-2", 2), began("ra-2", 2)],
      [21, written("ra-1", 1)],
    ];
    expect(find(...told)).toMatchObject({
      violations: 1,
      examples: [{ what: "ra-1 writes run 1 of nightly while ra-2 does" }],
    });
  });

  it("is violated when the first goes on under its old order, as one that hung does", () => {
    const told: readonly Told[] = [
      [10, ordered("ra-1", 1), began("ra-1", 1)],
      [20, ordered("ra-2", 2), began("ra-2", 2)],
      [30, written("ra-2", 2), lost("ra-2", 2)],
      [40, began("ra-1", 1), written("ra-1", 1)],
    ];
    expect(find(...told)).toMatchObject({ violations: 1 });
  });

  it("holds when the first has it back under a new order, after the second has ended", () => {
    const told: readonly Told[] = [
      [10, ordered("ra-1", 1), began("ra-1", 1), written("ra-1", 1), lost("ra-1", 1)],
      [20, ordered("ra-2", 2), began("ra-2", 2), written("ra-2", 2), lost("ra-2", 2)],
      [30, ordered("ra-1", 3), began("ra-1", 3), written("ra-1", 3)],
    ];
    expect(find(...told)).toMatchObject({ atStake: 3, violations: 0 });
  });
});
