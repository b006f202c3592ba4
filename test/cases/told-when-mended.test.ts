// Whatever kept a stand-in from serving is mended: whoever mends it says so, and nobody waits for the end of a pause that has doubled meanwhile.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { runScenario, scenarioText } from "../../src/experiment/index.js";
import { violated } from "./run-case.js";

const files = { "corner-world.yml": readFileSync(new URL("corner-world.yml", import.meta.url), "utf8") };

/** Mended after half an hour, in which pauses have come to a quarter of one. */
const MENDED = 599 + 30 * 60;

async function run({ other, main, data }: { other: string; main: string; data: string }) {
  const text = `
name: told-when-mended
duration: 90min
warm-up: 30s
include: corner-world.yml
services: { shop: { load: { rate: 1/s } } }
policies: { failover: { failover: { stand-ins: [web-2], data: [${data}], shutdown: { unconfirmed: retry } } } }
faults:
  - { at: 599s, ${other}, repair: 30min }
  - { at: 10min, ${main}, repair: 3h }
`;
  const { policies } = await runScenario({ ...scenarioText(text), files });
  const { incidents } = policies[0]!.replications[0]!;
  expect(violated(policies[0]!)).toEqual([]);
  expect(incidents).toHaveLength(1);
  const [{ to, startSeconds, recoveryTimeSeconds }] = incidents as [(typeof incidents)[number]];
  return { to, after: startSeconds + (recoveryTimeSeconds ?? Infinity) - MENDED };
}

describe("a stand-in that could not be given its data", () => {
  test("gets it as soon as the processor of the storage system works again", async () => {
    const { to, after } = await run({ other: "storage-processor: array-1", main: "crash: web-1", data: "reassign" });
    // Presented 1, power 1, boot 6, and an attempt under way may have to end first.
    expect(to).toBe("web-2");
    expect(after).toBeGreaterThanOrEqual(8);
    expect(after).toBeLessThanOrEqual(60);
  });

  test("is not passed over for its own host, of which somebody would say that it works though its adapter is broken", async () => {
    const { to, after } = await run({
      other: "adapter-failure: da-2",
      main: "malfunction: web-1, component: adapter",
      data: "copy",
    });
    // Withdrawn 1, copied 15, power 1, boot 6.
    expect(to).toBe("web-2");
    expect(after).toBeGreaterThanOrEqual(23);
    expect(after).toBeLessThanOrEqual(60);
  });
});
