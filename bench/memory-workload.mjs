// What a run keeps of writes, each of them flushed by itself to a volume with a backup from the beginning; prints one JSON line.
// node --expose-gc bench/memory-workload.mjs DAYS
import assert from "node:assert/strict";
import { replicationInSlices } from "../dist/experiment/run-replication.js";
import { decodeScenario } from "../dist/scenario/index.js";

const days = Number(process.argv[2]);

const SCENARIO = `
name: writes
duration: ${days}d
seed: writes
networks: { lan: {} }
storage:
  array-1:
    port-adapters: [fa-1]
    disk-adapters: [da-1]
    bandwidth: 200MB/s
    volumes: { shop-data: { size: 60GB, on: da-1, via: fa-1, backup: { every: 730d } } }
links: { fc-1: { protocol: fibre-channel, bandwidth: 100MB/s, latency: 10us } }
hosts:
  web-1:
    network: lan
    storage: { array-1: { link: fc-1, port: fa-1 } }
    flush: 1s
    serves: { rate: 1000/s }
services:
  shop:
    runs-on: web-1
    load: { rate: 0.1/s, mix: { order: { writes: shop-data, size: 4KiB } } }
policies:
  none: { failover: { manual: {}, detect: { queries: { every: 6h } } } }
`;

const { scenario, problems } = decodeScenario(SCENARIO, "writes.yaml", { read: () => new Error("no other file") });
assert.deepEqual(
  problems.filter(({ severity }) => severity !== "warning"),
  [],
);

const before = kept();
let most = 0;
const run = replicationInSlices(scenario, scenario.policies[0], 0, { detail: false });
let step = run.next();
for (; !step.done; step = run.next()) most = Math.max(most, kept() - before);
console.log(JSON.stringify({ days, megabytes: most, events: step.value.result.eventsExecuted }));

function kept() {
  globalThis.gc();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 1e6;
}
