/** Today's autoscaler through readings, a director and hosts, against its published figures. */
import { expect, test } from "vitest";
import type { ReplicationResult } from "../../src/result/index.js";
import { replicate, scenarioOf } from "./replicate.js";

function told(file: string, policy: string): ReplicationResult["measures"] {
  return replicate(scenarioOf(`theory/${file}.yaml`), 1, policy)[0]!.measures;
}

test("fifty hosts at 90 % that are to be at 75 % become ceil(50 * 90 / 75) = 60, and stay so", () => {
  const {
    "shop.hosts.most": most,
    "shop.hosts.mean": mean,
    "shop.scaling.actions": actions,
  } = told("autoscaler", "target");
  expect({ most, mean, actions }).toEqual({ most: 60, mean: 60, actions: 0 });
});

test("ten hosts stay while recommendations go from 10 to 8 and back within five minutes; without a window they follow", () => {
  const { "shop.hosts.mean": mean, "shop.scaling.actions": actions } = told("stabilisation", "window");
  expect({ mean, actions }).toEqual({ mean: 10, actions: 0 });
  const without = told("stabilisation", "no-window");
  // To 9, to 8, back to 9, and to 8 again: while one has just come there is no reading of it, and nobody is sent away.
  expect(without["shop.hosts.mean"]).toBeLessThan(9);
  expect(without["shop.scaling.actions"]).toBe(4);
});
