import { expect, it } from "vitest";
import type { Happening } from "../../../src/model/index.js";
import { foundBy, note, START, type Told } from "../small-run.js";

const idle = note({
  ...{ kind: "transfer-state", transfer: "back", run: 2, state: "idle", agent: null },
  because: { rule: "copy-complete", grade: "crash-consistent" },
});
const closed = (run: number): Happening => ({
  ...{ kind: "RunClosed", transfer: "back", run, epoch: 1, agent: "ra-1", grade: "crash-consistent", asOf: 0 },
  ...{ volume: "shop-data", device: "shop-data", holds: [] },
});
const find = (...told: readonly Told[]) =>
  foundBy("transfer-complete", [START, ...told], { seconds: 100, declared: { families: ["replication"] } });

it("transfer-complete is violated where a run is taken for complete of which no target was declared so", () => {
  expect(find([10, closed(1)], [20, idle])).toMatchObject({
    violations: 1,
    examples: [{ what: "run 2 of back is taken for complete, and no target was declared so" }],
  });
  expect(find([10, closed(1)], [19, closed(2)], [20, idle])).toMatchObject({ violations: 0 });
});
