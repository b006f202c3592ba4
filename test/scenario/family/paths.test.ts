import { expect, test } from "vitest";
import { weaknessesOf } from "../../../src/scenario/index.js";
import { scenarioOf } from "../a-scenario.js";

function weaknesses(device: string, policy: string): readonly string[] {
  return weaknessesOf(
    scenarioOf(`
name: paths
duration: 1min
seed: 1
networks: { lan: {} }
storage:
  array-1:
    port-adapters: [fa-1, fb-1]
    disk-adapters: [da-1]
    bandwidth: 100MB/s
    volumes: { orders: { size: 1GB, on: da-1, via: [fa-1, fb-1] } }
links: { l-1: { joins: [db-1, fa-1] }, l-2: { joins: [db-1, fb-1] } }
hosts: { db-1: { network: lan } }
services: { desk: { runs-on: db-1 } }
exports: { disk-a: { of: orders, port-groups: [[fa-1], [fb-1]], ${device} } }
policies: { p: { paths: { path-grouping: group-by-prio, ${policy} } } }
`),
  ).filter((each) => each.includes("disk-a"));
}

test("a device that takes longer to serve elsewhere than an I/O may take is named", () => {
  expect(weaknesses("access: active-passive, trespass: 40s", "io-timeout: 30s")).toEqual([
    "under p disk-a takes 40 s to serve elsewhere, longer than io-timeout allows an I/O (30 s): I/Os wait for it all the same",
  ]);
});

test.each([
  ["access: active-passive, trespass: 30s", "io-timeout: 30s"],
  ["access: active-active, trespass: 40s", "io-timeout: 30s"],
])("one that is as fast, or serves everywhere at once, is not: %s", (device, policy) => {
  expect(weaknesses(device, policy)).toEqual([]);
});
