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
  ["services: { shop: { runs-on: web-1, objective: { latency: 1s } } }", "`within` says in what time"],
  ["faults: [{ at: 1h, pull: fc-1 }]", "a cable that is pulled is `cut: LINK`"],
  ["orders: [{ at: 1h, maintenance: web-1 }]", "power-loss: HOST"],
  ["services: { shop: { runs-on: web-1, load: { rate: 1/s, writes: data } } }", "mix: { order: { writes: VOLUME } }"],
])("who writes %s is told what says it here", (part, way) => {
  expect(told(`${SMALL}${part}\n`)).toContain(way);
});

test("a name with {i} that lacks quotes within a brace is told to lack them, once", () => {
  expect(told(`${SMALL}agents: { n-{i}: { count: 5, report: 5s } }\n`).split("\n")[0]).toBe(
    'a name with {i} must be quoted where a brace is open; "n-{i}"',
  );
});

test("an article fits its noun", () => {
  expect(told(`${SMALL}array-links: { far: { joins: [1.5, san] } }\n`)).not.toContain("a array");
});
