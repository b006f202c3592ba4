// Users stand in the network where their service began: what they wait for, and what cuts them off, follows from there.
import { expect, test } from "vitest";
import { runScenario, scenarioText } from "../../src/experiment/index.js";
import { value, violated } from "./run-case.js";

/** Two sites, 10 ms and 100 ms wide; the director stands in the second one, and a stand-in of the first one's host. */
const SITES = (fault: string): string => `
name: sites
duration: 4h
networks: { here: { latency: 10ms }, there: { latency: 100ms } }
connectors: { wan: { joins: [here, there] } }
directors: { d: { network: there } }
hosts:
  a: { network: here, relay: r-1, boot: { diagnostics: 0s, online: 5s }, serves: { time: constant(1ms), concurrency: 10 } }
  b: { like: a, network: there, relay: r-2, power: off }
agents: { a: {}, b: {} }
services: { s: { runs-on: a, director: d, load: { rate: 5/s, gaps: even } } }
policies: { p: { failover: { preset: 6, redirect: true } } }
faults: [{ at: 1h, ${fault}, for: 30min }]
`;

async function run(fault: string) {
  const [p] = (await runScenario(scenarioText(SITES(fault)))).policies;
  expect(violated(p!)).toEqual([]);
  return { down: value(p!, "s.downtime")!, mean: value(p!, "s.latency.mean")!, longest: value(p!, "s.latency.max")! };
}

// There and back, and the service time: 10 + 1 + 10 ms.
test.each(["cut: there", "cut: wan"])("%s is nothing to them, though their director stands there", async (fault) => {
  expect(await run(fault)).toEqual({ down: 0, mean: 0.021, longest: 0.021 });
});

test("their own network is cut: nobody serves them, though the stand-in works by then", async () => {
  const { down, longest } = await run("cut: here");
  expect(down).toBe(1800);
  // Afterwards they come over the connector: 110 ms there, 1 ms, 110 ms back.
  expect(longest).toBe(0.221);
});

test("the host is lost, and they are served from the other site, from where they stand", async () => {
  const { down, mean, longest } = await run("power-loss: a");
  expect(down).toBeLessThan(180);
  expect(longest).toBe(0.221);
  // An hour here and three there.
  expect(Math.abs(mean - (0.021 + 3 * 0.221) / 4)).toBeLessThan(0.003);
});
