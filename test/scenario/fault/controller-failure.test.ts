/** A controller that a host carries fails as a program: its host, and whatever else runs there, works on. */
import { expect, test } from "vitest";
import { runReplication } from "../../../src/experiment/index.js";
import { scenarioOf } from "../a-scenario.js";

const WORLD = (server: string) => `
name: server-fails
duration: 10min
networks: { lan: {} }
storage:
  array-1: { port-adapters: [fa-1], disk-adapters: [da-1], bandwidth: 100MB/s,
             volumes: { data: { size: 1GB, on: da-1, via: fa-1, for: web-1 } } }
  array-2: { port-adapters: [fa-2], disk-adapters: [da-2], bandwidth: 100MB/s }
switches: { sw-1: {} }
hosts: { web-1: { network: lan, boot: { auto: true } }, ops-1: { network: lan, boot: { auto: true } } }
links: { l-1: { joins: [web-1, sw-1] }, l-2: { joins: [sw-1, array-1/fa-1] }, l-3: { joins: [sw-1, array-2/fa-2] } }
replication:
  server: ${server}
  agents: { ra-1: { on: web-1 } }
  transfers: { copies: { from: data, to: array-2, at: 1min, agents: [ra-1] } }
policies: { plain: { replication: {} } }
faults: [{ at: 30s, controller-failure: transfer-server, for: 2min }]
`;

function run(server: string) {
  const scenario = scenarioOf(WORLD(server));
  return runReplication(scenario, scenario.policies[0]!, 0, { detail: true });
}

test.each(["{ on: ops-1 }", "{}"])(
  "a transfer server with %s carries out what was due meanwhile when it is back",
  (server) => {
    const { result, detail } = run(server);
    expect(result.measures["copies.completed"]).toBe(1);
    const begins = detail!.strips.find(({ kind }) => kind === "transfer")!.intervals[1]!;
    expect(begins[0]).toBe(150);
  },
);

test("its host is never down", () => {
  expect(run("{ on: ops-1 }").result.measures["ops-1.availability"]).toBe(1);
});
