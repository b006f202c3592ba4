import { describe, expect, it } from "vitest";
import type { CopyOrder, Reason, Script, TransferState } from "../../../src/control/index.js";
import type { Happening } from "../../../src/model/index.js";
import { foundBy, note, START, type Told } from "../small-run.js";

describe("transfers-go-on, of a restore that is suspended until the end", () => {
  const order: CopyOrder = {
    ...{ transfer: "back", run: 1, epoch: 1, mode: "full", extent: 1e6 },
    source: { array: "array-2", volume: "shop-data", copy: "shop" },
    target: { array: "array-1", volume: "shop-data", copy: null },
  };
  const { transfer, run, epoch, source, target } = order;
  const open = (script: Script | null): Happening => ({
    ...{ kind: "EffectSent", place: "ra-1", id: 1, because: { rule: "step", step: "open", figure: null } },
    action: {
      ...{ kind: "open-run", agent: "ra-1", order, way: { by: "both" } },
      conditions: script === null ? [] : [{ host: "web-1", application: "shop", script }],
    },
  });
  const opened: Happening = {
    ...{ kind: "RunOpened", transfer, run, epoch, agent: "ra-1", source, target },
    ...{ extents: 10, bytes: 1e7, grade: "crash-consistent" },
  };
  const written: Happening = {
    ...{ kind: "ExtentsWritten", transfer, run, epoch, agent: "ra-1", from: 0, to: 2, bytes: 2e6, again: 0 },
  };
  const suspended = note({
    ...{ kind: "transfer-state", transfer, run, state: "suspended", agent: null, because: { rule: "nobody-left" } },
  });
  const find = (...told: readonly Told[]) =>
    foundBy("transfers-go-on", [START, ...told], { seconds: 1000, declared: { families: ["replication"] } });

  it("holds where its host works with the target and no script unmounts it: nobody can", () => {
    expect(find([10, open(null), opened], [11, suspended])).toMatchObject({ atStake: 1, violations: 0 });
    expect(find([10, open("quiesce"), opened], [11, suspended])).toMatchObject({ violations: 0 });
  });

  it("is violated where a script unmounts it: somebody can", () => {
    expect(find([10, open("unmount"), opened], [11, suspended])).toMatchObject({
      violations: 1,
      examples: [{ what: "back is suspended since 11s, and all works" }],
    });
  });

  it("is violated where something was written already, and nobody goes on", () => {
    expect(find([10, open(null), opened, written], [11, suspended])).toMatchObject({ violations: 1 });
  });
});

describe("transfers-go-on, of one that waits for another until the end", () => {
  const stateOf = (transfer: string, state: TransferState, because: Reason): Happening =>
    note({ kind: "transfer-state", transfer, run: 1, state, agent: null, because });
  const find = (...told: readonly Told[]) =>
    foundBy("transfers-go-on", [START, ...told], { seconds: 1000, declared: { families: ["replication"] } });
  const waits = stateOf("back", "waiting", { rule: "target-taken", by: "again" });

  it("holds while somebody carries the other one out", () => {
    const underWay = stateOf("again", "under-way", { rule: "heard-from", agent: "ra-1" });
    expect(find([10, underWay], [11, waits])).toMatchObject({ atStake: 1, violations: 0 });
  });

  it("is violated where nobody does any more", () => {
    const underWay = stateOf("again", "under-way", { rule: "heard-from", agent: "ra-1" });
    const idle = stateOf("again", "idle", { rule: "copy-complete", grade: "crash-consistent" });
    expect(find([10, underWay], [11, waits], [12, idle])).toMatchObject({
      violations: 1,
      examples: [{ what: "back waits since 11s for again, which nobody carries out" }],
    });
  });
});
