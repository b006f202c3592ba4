import { expect, test } from "vitest";
import { headlineKeys, measureInfos } from "../../../src/observe/index.js";
import { readScenario } from "../../../src/experiment/index.js";

const worldOf = async (name: string) => {
  const { scenario } = await readScenario(`scenarios/${name}.yaml`);
  return scenario!.world;
};

test.each([
  ["web-crash", ["shop.availability", "shop.rto.mean", "shop.rpo.max", "shop.latency.p99", "hosts.hours"]],
  ["failover-sets/corrective-actions", ["control.availability", "front.rto.mean", "control.without-primary"]],
  ["dual-server/policies", ["clusters.acting", "ops.completed", "ops.lost"]],
  ["replication/policies", ["orders.lag.mean", "orders.completed"]],
  ["paths/one-of-eight", ["desk.availability", "disk-a.stall.max", "disk-a.ios.failed"]],
])("what policies are compared by in %s says how its own subjects fared", async (name, keys) => {
  const world = await worldOf(name);
  const headlines = headlineKeys(world);
  expect(headlines).toEqual(expect.arrayContaining(keys));
  expect(measureInfos(world).map(({ key }) => key)).toEqual(expect.arrayContaining([...headlines]));
});

test("of a thousand clusters not each is told, but all of them together", async () => {
  const headlines = headlineKeys(await worldOf("dual-server/thousand-clusters"));
  expect(headlines).toContain("clusters.acting");
  expect(headlines.length).toBeLessThan(30);
});
