/** Every metric, read from a host that is overloaded, brings a second host; read from one that is nearly idle it does not. */
import { expect, test } from "vitest";
import { metricNames } from "../../../src/control/index.js";
import { runReplication } from "../../../src/experiment/run-replication.js";
import { decodeScenario, formatProblems, type Scenario } from "../../../src/scenario/index.js";

/** A host of 10/s with memory for twenty requests at a time, which may hold thirty. */
function scenarioWith(metric: string, above: string, rate: string): Scenario {
  const text = `
name: metrics
duration: 20min
seed: 5
networks: { lan: { latency: 200us } }
storage:
  array-1:
    port-adapters: [fa-1, fa-2]
    disk-adapters: [da-1, da-2]
    bandwidth: 20MB/s
    volumes:
      shop-os: { size: 100MB, holds: system, on: da-1, via: fa-1 }
      shop-data: { size: 100MB, holds: data, on: da-1, via: fa-1 }
links: { fc-1: { protocol: fibre-channel, bandwidth: 100MB/s }, fc-2: { like: fc-1 } }
hosts:
  home:
    network: lan
    storage: { array-1: { link: fc-1, port: fa-1 } }
    serves: { rate: 10/s, concurrency: 4, queue: 26 }
    memory: { size: 1GB, base: 500MB, per-request: 25MB, working-set: 20MB }
  helper: { like: home, storage: { array-1: { link: fc-2, port: fa-2 } }, relay: relay-1, power: off }
services:
  shop:
    runs-on: home
    director: director-1
    load: { rate: ${rate}, mix: { browse: { share: 100%, reads: shareable, size: 500kB } }, timeout: 1min }
policies: { grow: { balancing: { every: 30s, grow: { metric: ${metric}, above: ${above}, for: 2min }, hosts: { most: 2 } } } }
`;
  const { scenario, problems } = decodeScenario(text, "metrics.yaml", { read: () => new Error("no other file") });
  if (scenario === null) throw new Error(formatProblems(problems));
  return scenario;
}

/** Limits between what the host has at 12/s, which is more than it can do, and at 2/s. */
const LIMITS: { readonly [M in (typeof metricNames)[number]]: string } = {
  "connection-requests": "80%",
  transactions: "60%",
  utilisation: "80%",
  memory: "80%",
  "swap-rate": "1MB/s",
  // A full host has no memory left to keep anything in; an idle one has it all after a minute.
  "cache-misses": "60%",
  "pending-io": "0.15",
  // 12/s of 500 kB over 100 MB/s are 6 % (10/s answered: 5 %), 2/s are 1 %.
  "io-utilisation": "3%",
  "pending-requests": "50%",
  "time-to-serve": "800ms",
};

test.each(metricNames)("%s", (metric) => {
  const most = (rate: string): number | null => {
    const scenario = scenarioWith(metric, LIMITS[metric], rate);
    return runReplication(scenario, scenario.policies[0]!, 0, { detail: false }).result.measures["shop.hosts.most"]!;
  };
  expect({ busy: most("12/s"), idle: most("2/s") }).toEqual({ busy: 2, idle: 1 });
});
