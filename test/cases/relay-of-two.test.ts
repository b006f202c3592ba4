// One relay feeds a host that was replaced and one that could stand in: while the first would come back with it, the other gets no power.
import { expect, test } from "vitest";
import { runScenario, scenarioText } from "../../src/experiment/index.js";
import { relayOfTwo } from "./relay-of-two.js";
import { value, violated } from "./run-case.js";

const FAULTS = ["{ at: 5min, hang: web-1, for: 2min }", "{ at: 312s, hang: web-2, for: 30min }"];

const run = async (auto: boolean) =>
  (await runScenario(scenarioText(relayOfTwo({ auto, faults: FAULTS })))).policies[0]!;

test("one that starts by itself would be found under the address that its stand-in has: who hangs on its relay waits", async () => {
  const p = await run(true);
  expect(violated(p)).toEqual([]);
  // Until web-2 is repaired, 30 min after it hung, and takes mail back; web-1, which then is free, has shop less than a minute later.
  expect(value(p, "shop.downtime")).toBeGreaterThan(30 * 60);
  expect(value(p, "shop.downtime")).toBeLessThan(32 * 60);
});

test("one that waits in standalone for the boot command keeps nobody from standing in", async () => {
  const p = await run(false);
  expect(violated(p)).toEqual([]);
  expect(value(p, "shop.downtime")).toBeLessThan(4 * 60);
});
