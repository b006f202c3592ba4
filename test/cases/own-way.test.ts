// A cut of the site's network leaves the orders to relays whole, unless they go over it: check assumes that, explain says so.
import { describe, expect, test } from "vitest";
import { explainReplication, scenarioText } from "../../src/experiment/index.js";
import { explanation } from "../../src/report/index.js";

const SITES = (controller: string, cut: string): string => `
name: own-way
duration: 3h
networks: { a: {}, b: {} }
connectors: { wan: { joins: [a, b] } }
controller: ${controller}
hosts:
  h-1: { network: a, relay: r-1, address: x1 }
  h-2: { network: b, relay: r-2, power: off, address: x2 }
agents: { h-1: { report: 2s } }
directors: { d: { network: b } }
services: { s: { runs-on: h-1, director: d } }
policies: { p: { failover: { preset: 2A, redirect: true } } }
faults: [{ at: 1h, ${cut}, repair: 1h }]
`;

async function explained(controller: string, cut: string): Promise<string> {
  const { scenario, policies } = await explainReplication(scenarioText(SITES(controller, cut)), "p", 0);
  return explanation(scenario, policies[0]!).replace(/\s+/g, " ");
}

describe("explain says where it mattered that relays have a way of their own", () => {
  test.each([
    ["a", "cut: a"],
    ["wan", "cut: wan"],
    ["a", "cut: [a, wan]"],
  ])("while %s is cut: %s", async (network, cut) => {
    expect(await explained("{ networks: [b] }", cut)).toContain(
      `r-1: is reached over management, which is whole although ${network} is cut`,
    );
  });

  test("and is silent where nothing is cut, or orders go the same way", async () => {
    expect(await explained("{ networks: [b] }", "crash: h-1")).not.toContain("is reached over");
    expect(await explained("{ networks: [b], management: a }", "cut: a")).not.toContain("is reached over");
  });
});
