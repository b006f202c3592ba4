// With which mirrors in other storage systems a policy goes on: where somebody is attached who may stand in.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { failoverConfig } from "../../../src/scenario/assembly/failover-config.js";
import { mirrorsTaken } from "../../../src/scenario/assembly/mirrors-taken.js";
import { failoverOf } from "../../../src/scenario/policy/failover.js";
import { scenarioOf } from "../a-scenario.js";

const FIG_4 = readFileSync(new URL("../../../scenarios/site-failover/fig-4.yaml", import.meta.url), "utf8");

function takenIn(from: string, to: string): readonly string[] {
  const { world, policies } = scenarioOf(FIG_4.replace("networks:\n", "networks:\n  wan: {}\n").replace(from, to));
  const part = failoverOf(policies.find(({ name }) => name === "remote-mirror")!)!;
  return mirrorsTaken(world, failoverConfig(world, part));
}

test.each([
  ["the stand-in is attached there", "relay: relay-2", "relay: relay-2", ["shop-data", "shop-os"]],
  ["nobody can start it", "    relay: relay-2\n", "", []],
  ["no user would find it", "    network: lan\n    address: 10.0.0.12", "    network: wan\n    address: 10.0.0.12", []],
])("%s", (_, from, to, taken) => {
  expect(takenIn(from, to)).toEqual(taken);
});
