// One relay feeds a host that was replaced and one that could stand in: while the first would come back with it, the other gets no power.
import { expect, test } from "vitest";
import { runScenario, scenarioText } from "../../src/experiment/index.js";
import { relayOfTwo } from "./relay-of-two.js";
import { value, violated } from "./run-case.js";

/** web-3 has shop when web-2 fails, and web-1, which was repaired, takes mail. The relay of web-2 is opened for that, and with it that of web-3. */
const FAULTS = ["{ at: 2min, crash: web-1, repair: 5min }", "{ at: 20min, crash: web-2, repair: 30min }"];

const run = async (auto: boolean) =>
  (await runScenario(scenarioText(relayOfTwo({ auto, faults: FAULTS })))).policies[0]!;

test("one that starts by itself would be found under the address that its stand-in has: who hangs on its relay waits", async () => {
  const p = await run(true);
  expect(violated(p)).toEqual([]);
  // Less than two minutes the first time; then until web-2 is repaired, 30 min after it crashed, and has shop itself within two minutes more.
  expect(value(p, "shop.downtime")).toBeGreaterThan(30 * 60);
  expect(value(p, "shop.downtime")).toBeLessThan(34 * 60);
});

test("one that waits in standalone for the boot command keeps nobody from standing in", async () => {
  const p = await run(false);
  expect(violated(p)).toEqual([]);
  expect(value(p, "shop.downtime")).toBeLessThan(4 * 60);
});
