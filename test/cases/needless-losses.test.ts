// A site that is cut off goes on promising to its users while another takes over: nobody is down, and writes are lost.
import { expect, test } from "vitest";
import { explainReplication, runScenario, scenarioText } from "../../src/experiment/index.js";
import { explanation } from "../../src/report/index.js";
import { needlessInWords } from "../../src/report/policy-facts.js";
import { value } from "./run-case.js";

const SPLIT = `
name: split
duration: 3h
networks:
  here: {}
  there: {}
connectors: { wan: { joins: [here, there] } }
storage:
  near:
    bandwidth: 800MB/s
    port-adapters: [p]
    disk-adapters: [d]
    volumes: { data: { size: 10GB, holds: data, on: d, via: p, remote-mirror: { array: far, on: m, mode: asynchronous, lag: 1s } } }
  far: { bandwidth: 800MB/s, port-adapters: [q], disk-adapters: [m] }
links: { f-1: { protocol: fibre-channel, bandwidth: 800MB/s }, f-2: { like: f-1 } }
array-links: { dwdm: { joins: [near, far], bandwidth: 100MB/s } }
hosts:
  db-1: { network: here, storage: { near: { link: f-1, port: p } }, relay: r-1, boot: { diagnostics: 10s, standalone: 0s, online: 10s }, serves: { rate: 50/s, concurrency: 4 } }
  db-2: { like: db-1, network: there, storage: { near: null, far: { link: f-2, port: q } }, relay: r-2, power: off }
agents: { db-1: { report: 2s }, db-2: { report: 2s } }
controller: { networks: [there], management: there }
services: { orders: { runs-on: db-1, director: lb, load: { rate: 2/s, mix: { order: { writes: data } } } } }
policies:
  unsafe: { failover: { preset: 2A, data: [remote-mirror], redirect: true, shutdown: { within: 5s, unconfirmed: proceed-unsafely } } }
faults:
  - { at: 1h, group: { cut: [wan, dwdm], relay-unreachable: r-1, storage-processor: near }, for: 1h }
  # The former host is never heard again: else it would be told to end before its users are directed.
  - { at: 1h, partition: db-1, for: 2h }
`;

test("is told as what the needless takeover cost, and before all else where the run is explained", async () => {
  const [policy] = (await runScenario(scenarioText(SPLIT))).policies;
  const { incidents, losses } = policy!.replications[0]!;
  const lost = losses.reduce((sum, { writes }) => sum + writes, 0);
  expect(incidents).toEqual([]);
  expect(lost).toBeGreaterThan(1000);
  expect(value(policy!, "takeovers.needless")).toBe(1);
  expect(value(policy!, "takeovers.needless.downtime")).toBe(0);
  expect(value(policy!, "takeovers.needless.writes")).toBe(lost);
  expect(needlessInWords(policy!)).not.toContain("no acknowledged write");

  const { scenario, policies } = await explainReplication(scenarioText(SPLIT), "unsafe", 0);
  const told = explanation(scenario, policies[0]!).replace(/\s+/g, " ");
  const written = lost.toLocaleString("en");
  expect(told).toMatch(
    new RegExp(`^split under unsafe, .* 0 incidents, ${written} acknowledged writes lost, . invariants? violated`),
  );
  expect(told).toContain(`orders lost ${written} acknowledged writes to data`);
  expect(told).toContain("without being down");
  // A violation is told by the scenario's clock, and how many as people write it.
  expect(told).not.toMatch(/\d\.\d+s\b/);
  expect(told).toContain(`data lost ${losses[0]!.writes.toLocaleString("en")} writes`);
});
