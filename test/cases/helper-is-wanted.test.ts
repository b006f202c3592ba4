// A helper that leaves for a takeover which then needs it no more helps again.
import { expect, test } from "vitest";
import { runScenario, scenarioText } from "../../src/experiment/index.js";
import { value } from "./run-case.js";

function scenario(repair: string): string {
  return `
name: helper-is-wanted
duration: 6h
networks: { lan: { latency: 0s } }
hosts:
  u1: { network: lan, relay: r1, serves: { rate: 10/s } }
  u2: { like: u1, relay: r2, power: off }
agents: { u1: { report: 5s }, u2: { report: 5s } }
services:
  shop: { runs-on: u1, director: d, load: { mode: flow, rate: 5/s, mix: { browse: { reads: shareable } } } }
policies: { both: { balancing: { static: 2 }, failover: { preset: 2A, data: [] } } }
faults: [{ at: 1h, crash: u1, repair: ${repair} }]
`;
}

// Noticed after 10 s; the helper needs 40 s to leave. Repaired before that, the first host is started anew itself.
test.each(["12s", "20s", "1min"])("after a crash that is repaired within %s", async (repair) => {
  const { policies } = await runScenario(scenarioText(scenario(repair)));
  // Each of two is away for some minutes, of six hours.
  expect(value(policies[0]!, "shop.hosts.mean")).toBeGreaterThan(1.95);
});
