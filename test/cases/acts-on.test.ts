// Which verdicts a policy acts on is its own affair: what it does not act on is endured, and no invariant says otherwise.
import { expect, test } from "vitest";
import { runScenario, scenarioText } from "../../src/experiment/index.js";
import { value, violated } from "./run-case.js";

const WORLD = (actOn: string): string => `
name: corrupt
duration: 1h
networks: { lan: {} }
storage:
  san: { port-adapters: [p-1, p-2], disk-adapters: [d-1, d-2], bandwidth: 200MB/s,
         volumes: { v: { size: 1GB, for: h-1, on: d-1, via: p-1, backup: { every: 5min } } } }
hosts:
  h-1: { network: lan, storage: { san: { link: l-1, port: p-1 } }, relay: r-1, boot: { diagnostics: 0s, standalone: 0s, online: 5s }, serves: { rate: 10/s } }
  h-2: { like: h-1, storage: { san: { link: l-2, port: p-2 } }, relay: r-2, power: off }
links: { l-1: {}, l-2: {} }
agents: { h-1: { report: 5s } }
services: { s: { runs-on: h-1, load: { rate: 1/s, mix: { w: { share: 100%, writes: v } } } } }
policies: { p: { failover: { preset: 2A, data: [copy, backup+log], detect: { act-on: [${actOn}] } } } }
faults: [{ at: 11min, corruption: v, for: 1min }]
`;

test.each([
  ["failed", 0],
  ["failed, malfunctioning", 1],
])("act-on: [%s]", async (actOn, takeovers) => {
  const { policies } = await runScenario(scenarioText(WORLD(actOn)));
  expect(value(policies[0]!, "takeovers")).toBe(takeovers);
  expect(violated(policies[0]!)).toEqual([]);
  const stake = policies[0]!.invariants.find(({ name }) => name === "corruption-acted-on");
  expect(stake?.atStake ?? 0).toBe(takeovers);
});
