import { expect, test } from "vitest";
import { readScenario, runReplication } from "../../../src/experiment/index.js";

async function replacedIn(name: string, key: string): Promise<number | null> {
  const path = new URL(`../../../scenarios/failover-sets/${name}.yaml`, import.meta.url).pathname;
  const { scenario } = await readScenario(path);
  return runReplication(scenario!, scenario!.policies[0]!, 0, { detail: false }).result.measures[key]!;
}

test("a part that gets back what it did all the time was not replaced", async () => {
  // Its server was cut off, and its own members were restarted meanwhile, so that the Primary believed nobody to be left.
  expect(await replacedIn("halves-cut", "front.replaced")).toBe(0);
});

test("a part that fails is replaced by another", async () => {
  expect(await replacedIn("processor-card", "part.replaced")).toBe(1);
});

test("a spare takes the place of a store when it has been given what that held", async () => {
  // Found at the next look of the Primary, 0.5004 s after the failure; 0.5 s to assign, 20 GB at 200 MB/s.
  expect(await replacedIn("data-store", "part.undone")).toBeCloseTo(0.5004 + 0.5 + 100, 6);
  expect(await replacedIn("data-store-by-store", "part.undone")).toBeCloseTo(0.5004 + 0.5 + 100, 6);
});
