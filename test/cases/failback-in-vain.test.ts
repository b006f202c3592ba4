// A failback that comes to nothing: whoever served until then serves again at once, with what it worked with.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { runScenario, scenarioText } from "../../src/experiment/index.js";
import { type Changes, textOf, value, violated } from "./run-case.js";

const CASE = "k06-failback-without-power";
const WORLD = readFileSync(new URL("corner-world.yml", import.meta.url), "utf8");

async function run(changes: Changes = []) {
  const { policies } = await runScenario({
    ...scenarioText(textOf(CASE, changes)),
    files: { "corner-world.yml": WORLD },
  });
  const [p] = policies;
  const { incidents } = p!.replications[0]!;
  return { p: p!, incidents: incidents.map((each) => [each.service, each.to, each.recoveryTimeSeconds!.toFixed(2)]) };
}

describe("a home that gets no power", () => {
  test("costs what it takes to find that out, and the stand-in gets back what it had without a copy", async () => {
    const { p, incidents } = await run();
    expect(violated(p)).toEqual([]);
    // Down 3, withdrawn 1, what changed 0.01, power 1, read back 0.1; withdrawn 1, given back 1, from standalone 2.
    expect(incidents[1]).toEqual(["shop", "web-2", "9.11"]);
    expect(value(p, "shop.rpo.max")).toBeLessThan(2);
  });

  test("is left to whoever served, and not to one that comes first and was away then", async () => {
    const { p, incidents } = await run([
      ["stand-ins: [web-2]", "stand-ins: [web-3, web-2]"],
      ["faults:\n", "faults:\n  - { at: 1min, relay-stuck: relay-3, as: open, repair: 5min }\n"],
    ]);
    expect(violated(p)).toEqual([]);
    expect(incidents[1]).toEqual(["shop", "web-2", "9.11"]);
  });
});
