/** Load as single requests and load as a flow, side by side: they must tell the same of the same scenario. */
import { describe, expect, test } from "vitest";
import { observe } from "../../src/observe/index.js";
import { buildRun } from "../../src/scenario/assembly/build-run.js";
import { decodeScenario, formatProblems, type Scenario } from "../../src/scenario/index.js";
import { Kernel, Streams } from "../../src/sim/index.js";

interface Told {
  /** By request. */
  readonly availability: number;
  /** Of all hosts, as a share of what they could do if they were all online all the time. */
  readonly utilisation: number;
  /** Seconds. */
  readonly latency: number;
}

function told(scenario: Scenario, replication: number): Told {
  const kernel = new Kernel();
  const { world, begin } = buildRun(scenario, scenario.policies[0]!, kernel, new Streams(scenario.seed, replication));
  const { duration, warmUp } = scenario;
  const observation = observe({ spec: world.spec, duration, warmUp, replication });
  world.listen((record) => observation.hear(record));
  world.requestListener = observation.requests;
  begin();
  kernel.run(duration);
  world.traffic.audit();
  const { measures, invariants } = observation.finish(duration);
  for (const { name, violations } of invariants) expect(violations, name).toBe(0);
  for (const name of ["request-conservation", "answered-once"]) {
    expect(invariants.find((each) => each.name === name)!.atStake, name).toBeGreaterThan(0);
  }
  const hosts = [...world.hosts.values()];
  const busy = hosts.reduce((sum, { server }) => sum + server.busy, 0);
  const servers = hosts.reduce((sum, { spec }) => sum + spec.serves.concurrency, 0);
  return {
    availability: measures["shop.availability.requests"]!,
    utilisation: busy / (servers * duration),
    latency: measures["shop.latency.mean"]!,
  };
}

function mean(runs: readonly Told[], of: keyof Told): number {
  return runs.reduce((sum, run) => sum + run[of], 0) / runs.length;
}

/** @param text a scenario with the service `shop`; @param runs of single requests, whose mean is compared */
function compare(text: string, runs: number): { readonly flow: Told; readonly requests: Told } {
  const scenarioIn = (mode: string): Scenario => {
    const source = text.replace("mode: any", `mode: ${mode}`);
    const { scenario, problems } = decodeScenario(source, `${mode}.yaml`, { read: () => new Error("no other file") });
    if (scenario === null) throw new Error(formatProblems(problems));
    return scenario;
  };
  const single = scenarioIn("requests");
  const all = Array.from({ length: runs }, (_, replication) => told(single, replication));
  const requests = {
    availability: mean(all, "availability"),
    utilisation: mean(all, "utilisation"),
    latency: mean(all, "latency"),
  };
  return { flow: told(scenarioIn("flow"), 0), requests };
}

function expectAgreement(text: string, runs: number): void {
  const { flow, requests } = compare(text, runs);
  const both = `flow ${JSON.stringify(flow)}, requests ${JSON.stringify(requests)}`;
  expect(Math.abs(flow.availability - requests.availability), both).toBeLessThan(0.01);
  expect(Math.abs(flow.utilisation - requests.utilisation), both).toBeLessThan(0.01);
  expect(Math.abs(flow.latency / requests.latency - 1), both).toBeLessThan(0.1);
}

const NETWORK = "networks: { lan: { latency: 200us } }";

describe("a flow agrees with single requests", () => {
  test.each([
    ["half loaded", 10],
    ["loaded to 80 %", 16],
  ])("on one server, %s", (_, rate) => {
    expectAgreement(
      `
name: one-server
duration: 3h
seed: 11
${NETWORK}
hosts: { one: { network: lan, serves: { rate: 20/s, queue: 100000 } } }
services: { shop: { runs-on: one, load: { rate: ${rate}/s, timeout: 1h, mode: any } } }
`,
      4,
    );
  });

  test("on sixteen servers through a day with a busy evening", () => {
    expectAgreement(
      `
name: day
duration: 24h
seed: 12
start: 2000-11-20T00:00Z
${NETWORK}
hosts: { one: { network: lan, serves: { rate: 20/s, concurrency: 16 } } }
services:
  shop:
    runs-on: one
    load:
      rate: { base: 8/s, daily: { 02:00-06:00: x0.25, 12:00-14:00: x1.5, 17:00-22:00: x2.2 } }
      timeout: 30s
      mode: any
`,
      2,
    );
  });

  test("through a crash and a takeover, with retries", () => {
    expectAgreement(
      `
name: takeover
duration: 1h
seed: 13
${NETWORK}
hosts:
  one: { network: lan, relay: relay-1, serves: { rate: 50/s, concurrency: 4 } }
  two: { like: one, relay: relay-2, power: off }
agents: { one: { report: 5s }, two: { report: 5s } }
services:
  shop: { runs-on: one, load: { rate: 30/s, timeout: 10s, retry: { times: 2, backoff: 1s }, mode: any } }
policies: { stand-in: { failover: { preset: 2A, data: [] } } }
faults: [{ at: 20min, crash: one, repair: 2h }]
`,
      2,
    );
  });

  test("through a spike that overloads the host, and the recovery from it", () => {
    expectAgreement(
      `
name: spike
duration: 2h
seed: 14
${NETWORK}
hosts: { one: { network: lan, serves: { rate: 50/s, concurrency: 8, queue: 300 } } }
services: { shop: { runs-on: one, load: { rate: 30/s, timeout: 20s, mode: any } } }
faults: [{ at: 30min, spike: { service: shop, x: 2.5, for: 20min } }]
`,
      2,
    );
  });

  test("through an overload in which users give up and ask again", () => {
    expectAgreement(
      `
name: impatience
duration: 2h
seed: 15
${NETWORK}
hosts: { one: { network: lan, serves: { rate: 50/s, concurrency: 8, queue: 300 } } }
services:
  shop: { runs-on: one, load: { rate: 30/s, timeout: 10s, retry: { times: 2, backoff: 1s }, mode: any } }
faults: [{ at: 30min, spike: { service: shop, x: 2, for: 20min } }]
`,
      2,
    );
  });

  test.each([
    ["as long as they wait", 60, "6s"],
    ["a little longer", 60, "6200ms"],
    ["as long as the longest wait, where some find no queue", 51, "6s"],
  ])("where users wait at a full queue and give up after %s", (_, rate, timeout) => {
    const { flow, requests } = compare(
      `
name: near-the-timeout
duration: 2h
seed: 17
${NETWORK}
hosts: { one: { network: lan, serves: { rate: 50/s, queue: 300 } } }
services: { shop: { runs-on: one, load: { rate: ${rate}/s, timeout: ${timeout}, mode: any } } }
`,
      2,
    );
    const both = `flow ${JSON.stringify(flow)}, requests ${JSON.stringify(requests)}`;
    expect(Math.abs(flow.availability - requests.availability), both).toBeLessThan(0.04);
  });

  test("when a director splits the load over two hosts at random, and one of them crashes", () => {
    expectAgreement(
      `
name: split
duration: 2h
seed: 16
${NETWORK}
hosts:
  one: { network: lan, serves: { rate: 20/s, concurrency: 2 } }
  two: { like: one, relay: relay-2, power: off }
services:
  shop:
    runs-on: one
    director: director-1
    load:
      rate: { base: 17/s, spike: { 0s..6min: x0.5 } }
      mix: { browse: { share: 80%, reads: shareable }, order: { share: 20% } }
      timeout: 10s
      mode: any
policies: { two-hosts: { balancing: { static: 2, share: random, sessions: move } } }
faults: [{ at: 1h, crash: two, repair: 20min }]
`,
      2,
    );
  });
});
