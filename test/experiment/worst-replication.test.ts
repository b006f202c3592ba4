import { expect, test } from "vitest";
import { runScenario, scenarioText } from "../../src/experiment/index.js";
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
