// The share of the time in which a server can act on a cluster, against theory: two pairs that fail and are repaired each for itself.
import { expect, test } from "vitest";
import { runReplication } from "../../src/experiment/index.js";
import { scenarioOf } from "../scenario/a-scenario.js";

/** Each agent works for an hour on average and is away for a quarter; it registers 24 ms after it is back. */
const [WORKS, AWAY] = [60, 15];

const WORLD = `
name: two-pairs
duration: 120d
warm-up: 1min
seed: 1
networks: { lan: { latency: 1ms } }
hosts: { c-1: { network: lan }, h-1: { network: lan }, h-2: { network: lan } }
domain:
  sites: { site: { network: lan } }
  systems: { ess: { site: site, clusters: [c-1] } }
  servers: { A: { on: h-1 }, B: { on: h-2 } }
policies: { dual: { domain: { every: 1h, misses: 1000 } } }
faults:
  - { every: exponential(${WORKS}min), pair-failure: c-1-A, repair: exponential(${AWAY}min) }
  - { every: exponential(${WORKS}min), pair-failure: c-1-B, repair: exponential(${AWAY}min) }
`;

test("with a repair for each of two pairs no server can act for the square of the share that one is away", () => {
  const scenario = scenarioOf(WORLD);
  const { "c-1.acting": acting, "c-1.pairs": pairs } = runReplication(scenario, scenario.policies[0]!, 0, {
    detail: false,
  }).result.measures;
  const away = AWAY / (WORKS + AWAY);
  // Some 2,300 cycles of each: a share of 4 % is known to a few parts in a hundred (five standard deviations are taken).
  expect(Math.abs(1 - acting! - away * away)).toBeLessThan(0.0065);
  expect(Math.abs(pairs! - 2 * (1 - away))).toBeLessThan(0.05);
});
