// Numbers of transfers, worked out by hand: sizes, bandwidths, latencies, scripts, detection; to the microsecond.
import { expect, test } from "vitest";
import { runReplication } from "../../src/experiment/index.js";
import { problemsOf, scenarioOf } from "../scenario/a-scenario.js";

/** 8 GB through adapters of 100 MB/s; a host whose cable is passed twice, and wide enough. Nothing changes the volume. */
const WORLD = `
name: by-hand
duration: 30min
seed: 1
networks: { lan: { latency: 1ms } }
switches: { sw-1: {} }
storage:
  array-1: { port-adapters: [fa-1], disk-adapters: [da-1], bandwidth: 100MB/s,
             volumes: { orders-data: { size: 8GB, on: da-1, via: fa-1, for: web-1 } } }
  array-2: { port-adapters: [fa-2], disk-adapters: [da-2], bandwidth: 100MB/s }
hosts: { web-1: { network: lan }, web-2: { network: lan }, ops-1: { network: lan } }
links:
  l-1: { joins: [web-1, sw-1], bandwidth: 400MB/s, latency: 10us }
  l-2: { joins: [web-2, sw-1], bandwidth: 400MB/s, latency: 10us }
  l-3: { joins: [sw-1, array-1/fa-1], bandwidth: 400MB/s, latency: 10us }
  l-4: { joins: [sw-1, array-2/fa-2], bandwidth: 400MB/s, latency: 10us }
replication:
  server: { on: ops-1 }
  agents: { ra-1: { on: web-1 }, ra-2: { on: web-2 } }
  applications: { shop: { on: web-1, scripts: { quiesce: 2s, resume: 1s } } }
  transfers:
    orders: { from: orders-data, to: array-2, at: 60s, extent: 100MB, agents: [ra-1, ra-2],
              before: { quiesce: shop }, after: { resume: shop } }
policies: { plain: { replication: {} } }
`;

function measuresOf(more = "", world = WORLD) {
  const scenario = scenarioOf(world + more);
  return runReplication(scenario, scenario.policies[0]!, 0, { detail: false }).result.measures;
}

/** The command arrives 1 ms after it was due; agent and host are one machine, and the network is passed to it and back. */
const COMMANDED = 60.001;

test("an application is quiesced from the end of the script to the end of the resumption", () => {
  const { "shop.quiesced": quiesced, "orders.copies.application-consistent": copies } = measuresOf();
  // Open 40 µs; ten stretches of 8 s, each after 40 µs; close 40 µs; the script that resumes takes 1 s.
  const talk = 0.002;
  const held = quiesced! - (0.00004 + 10 * 8.00004 + 0.00004 + 1);
  expect(held).toBeGreaterThanOrEqual(0);
  expect(held).toBeLessThanOrEqual(talk + 1e-9);
  expect(copies).toBe(1);
});

test("a copy is as old as its opening", () => {
  const { "orders.lag.end": lag } = measuresOf();
  // Quiesced 2 s after the command, with the way to the host and back; the opening reaches the source after 20 µs.
  const opened = 30 * 60 - lag!;
  expect(opened).toBeGreaterThanOrEqual(COMMANDED + 2 + 0.00002 - 1e-9);
  expect(opened).toBeLessThanOrEqual(COMMANDED + 2.002 + 0.00002 + 1e-9);
});

test("an agent that dies is missed three intervals after its last report", () => {
  const { "orders.takeover.detect": detect } = measuresOf("faults: [{ at: 101s, agent-failure: ra-1 }]\n");
  // Its last report left at 100 s and came at 100.001 s.
  expect(detect).toBeCloseTo(115.001 - 101, 6);
});

test("without a peer channel the target is asked, and no byte is sent twice", () => {
  const { "orders.sent": sent, "orders.sent.twice": twice } = measuresOf(
    "faults: [{ at: 101s, agent-failure: ra-1 }]\n",
  );
  expect([sent, twice]).toEqual([8e9, 0]);
});

test("who begins from zero sends twice what had arrived", () => {
  const zero = WORLD.replace("replication: {} }", "replication: { takeover: from-zero } }");
  const { "orders.sent.twice": twice } = measuresOf("faults: [{ at: 101s, agent-failure: ra-1 }]\n", zero);
  // Copying since 62.003 s: 38.99 s at 100 MB/s are 38 whole extents.
  expect(twice).toBe(38 * 100e6);
});

test("hourly copies: the recovery point is half the interval and the time of a copy", () => {
  const hourly = WORLD.replace("duration: 30min", "duration: 100h").replace("at: 60s", "at: 1h, every: 1h, kind: full");
  const { "orders.lag.mean": mean } = measuresOf("", hourly);
  // It falls to the time of a copy, 80 s, and grows for an hour; the last tooth of 99 is cut off a minute early.
  expect(mean).toBeGreaterThan(1800 + 80 - 1);
  expect(mean).toBeLessThan(1800 + 80 + 0.001);
});

test("a copy that gets on is not given up, however long a checkpoint takes; one that stands still is", () => {
  // 800 MB from one checkpoint to the next take 8 s: looked at after 3 s and after 6 s it has come further.
  const limited = WORLD.replace("replication: {} }", "replication: { limits: { copy: 3s } } }");
  const slow = measuresOf("", limited);
  expect(slow["orders.completed"]).toBe(1);
  expect(slow["orders.repeated"]).toBe(0);
  expect(slow["orders.sent.twice"]).toBe(0);
  // The storage system of the target carries nothing for a minute: after 3 s to 6 s without a byte ra-2 is tried, in vain too.
  const still = measuresOf("faults: [{ at: 70s, adapter-failure: da-2, repair: 1min }]", limited);
  expect(still["orders.completed"]).toBe(1);
  expect(still["orders.repeated"]).toBeGreaterThan(0);
});

test("a fault waits for steps of what is undertaken for somebody, which is for transfers and not for their agents", () => {
  const aimed = (of: string) => `faults: [{ when: { step: copy, of: ${of} }, agent-failure: ra-1, repair: 1min }]`;
  expect(measuresOf(aimed("orders"))["orders.repeated"]).toBe(1);
  expect(problemsOf(WORLD + aimed("ra-1"))[0]).toMatch("ra-1 is a transfer-agent, not a service or a transfer");
});
