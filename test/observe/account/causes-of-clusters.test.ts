import { expect, test } from "vitest";
import { readScenario, runReplication } from "../../../src/experiment/index.js";

test("an incident of a cluster is put down to what befell its server, and an agent of its own", async () => {
  const path = new URL("../../../templates/dual-servers.yaml", import.meta.url).pathname;
  const { scenario } = await readScenario(path);
  const policy = scenario!.policies.find(({ name }) => name === "automatic")!;
  const { incidents } = runReplication(scenario!, policy, 0, { detail: false }).result;
  const told = incidents.map(({ service, startSeconds, causes }) => [service, startSeconds, ...causes]);
  expect(told.filter(([, start]) => start === 3600)).toEqual(
    ["c-1", "c-2", "c-3", "c-4"].map((cluster) => [cluster, 3600, "server-failure A"]),
  );
  expect(told).toContainEqual(["c-2", 4 * 3600, "pair-failure c-2-A"]);
  expect(told.every(([, , ...causes]) => causes.length > 0)).toBe(true);
});
