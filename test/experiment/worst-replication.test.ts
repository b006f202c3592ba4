import { expect, test } from "vitest";
import type { Batch } from "../../src/experiment/batch.js";
import { explainReplication, runScenario, scenarioText } from "../../src/experiment/index.js";
import { inThisThread } from "../../src/experiment/local-executor.js";
import { smallScenario } from "./small-scenario.js";

const downOf = (incidents: readonly { readonly recoveryTimeSeconds: number }[]): number =>
  incidents.reduce((sum, each) => sum + each.recoveryTimeSeconds, 0);

test("the replication that was down longest is told in detail beside the first", async () => {
  const source = scenarioText(smallScenario(), "small.yaml");
  const { policies } = await runScenario(source, { policies: ["quick"], replications: 12 });
  const { detail, worst, replications } = policies[0]!;
  expect(detail.replication).toBe(0);
  const longest = Math.max(...replications.map(({ incidents }) => downOf(incidents)));
  const told = replications.find(({ replication }) => replication === worst!.replication)!;
  expect(worst!.replication).not.toBe(0);
  expect(downOf(told.incidents)).toBe(longest);
  expect(worst!.strips.some(({ kind, actor }) => kind === "service" && actor === "shop")).toBe(true);
});

test("one replication is its own worst, and none is worst where all is well", async () => {
  const alone = await runScenario(scenarioText(smallScenario(), "small.yaml"), { policies: ["quick"] });
  expect(alone.policies[0]!.worst).toBeUndefined();
  const calm = scenarioText(smallScenario({ faults: "  []" }), "small.yaml");
  const well = await runScenario(calm, { policies: ["quick"], replications: 4 });
  expect(well.policies[0]!.worst).toBeUndefined();
});

test("of few replications none is repeated to tell of the worst, of many one is; both tell the same", async () => {
  const source = scenarioText(smallScenario(), "small.yaml");
  for (const [replications, executed] of [
    [12, 12],
    [21, 22],
  ] as const) {
    const batches: Batch[] = [];
    const one = inThisThread();
    // Three at a time: which batch is handed out with what is known of the others then differs.
    const run = (batch: Batch) => {
      batches.push(batch);
      return one.run(batch);
    };
    const executor = { ...one, width: 3, run };
    const { policies } = await runScenario(source, { policies: ["quick"], replications, executor });
    const { worst } = policies[0]!;
    expect(batches.reduce((sum, { count }) => sum + count, 0)).toBe(executed);
    const again = await explainReplication(source, "quick", worst!.replication);
    expect(worst).toEqual(again.policies[0]!.detail);
  }
});
