import { expect, test } from "vitest";
import { decodeScenario } from "../../src/scenario/index.js";
import { SMALL } from "./a-scenario.js";

/** What is wrong with a scenario, a line each. */
function told(text: string): string {
  return decodeScenario(text, "x.yaml", { read: () => "" })
    .problems.map(({ message, expected }) => [message, expected].join("; "))
    .join("\n");
}

test.each([
  ["connectors: { wan: { joins: [lan], latency: 8ms } }", "a network of its own"],
  ["policies: { it: { failover: { preset: 2A, detect: { quorum: w } } } }", "how much evidence it needs"],
  ["policies: { it: { failover: { preset: 2A, fencing: true } } }", "every takeover fences"],
  ["services: { shop: { runs-on: web-1, load: { rate: 1/s, writes: data } } }", "mix: { order: { writes: VOLUME } }"],
])("who writes %s is told what says it here", (part, way) => {
  expect(told(`${SMALL}${part}\n`)).toContain(way);
});

test("an article fits its noun", () => {
  expect(told(`${SMALL}array-links: { far: { joins: [1.5, san] } }\n`)).not.toContain("a array");
});
