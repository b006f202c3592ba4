// Requests through client, director, hosts and storage, on one core; run as a program it prints one JSON line.
// node bench/request-workload.mjs REQUESTS
import assert from "node:assert/strict";
import { buildRun } from "../dist/scenario/assembly/build-run.js";
import { decodeScenario } from "../dist/scenario/index.js";
import { Kernel, Streams } from "../dist/sim/index.js";

const SECOND = 1_000_000;
/** Arrivals a second; each of two hosts has eight servers of 8 ms, 1000 a second less what the storage takes. */
const RATE = 1400;
/** The second host serves from here on. */
const BEGIN = 30 * SECOND;

/**
 * Four in five requests read 8 KiB, one writes 4 KiB and goes to the primary alone. The director gives five of eight reads
 * to the helper, so that both hosts have as much to do; the helper reads from a mirror that was split off.
 */
const SCENARIO = `
name: requests
duration: 30d
seed: requests
networks: { lan: { latency: 200us, bandwidth: 1Gbps } }
storage:
  array-1:
    port-adapters: [fa-1, fa-2]
    disk-adapters: [da-1, da-2]
    bandwidth: 200MB/s
    volumes: { shop-data: { size: 60GB, holds: data, on: da-1, via: fa-1, mirror: { on: da-2 } } }
links: { fc-1: { protocol: fibre-channel, bandwidth: 100MB/s, latency: 10us }, fc-2: { like: fc-1 } }
hosts:
  web-1:
    network: lan
    storage: { array-1: { link: fc-1, port: fa-1 } }
    boot: { diagnostics: 1s, standalone: 1s, online: 1s }
    serves: { rate: 1000/s, concurrency: 8, queue: 1000, time: exponential }
  web-2: { like: web-1, storage: { array-1: { link: fc-2, port: fa-2 } }, relay: relay-2, power: off }
services:
  shop:
    runs-on: web-1
    director: director-1
    load:
      rate: { base: ${RATE}/s, spike: { 0s..${BEGIN / SECOND}s: x0 } }
      mix:
        browse: { share: 80%, reads: shareable, size: 8KiB }
        order: { share: 20%, writes: shop-data, size: 4KiB }
      timeout: 10s
      retry: { times: 2, backoff: 1s }
policies:
  two: { balancing: { static: 2, every: 5s, data: { by: [split-mirror] }, share: { give: 5, of: 8 } } }
`;

const { scenario, problems } = decodeScenario(SCENARIO, "requests.yaml", { read: () => new Error("no other file") });
assert.deepEqual(problems, []);

/** Simulates about so many requests; the digest tells whether two versions behave alike. */
function run(requests) {
  const kernel = new Kernel();
  const { world, begin } = buildRun(scenario, scenario.policies[0], kernel, new Streams(scenario.seed));
  begin();
  kernel.run(BEGIN);
  const hosts = [...world.hosts.values()];
  assert.ok(
    hosts.every(({ running }) => running),
    "both hosts serve",
  );
  const [start, busyBefore, executed] = [process.hrtime.bigint(), process.cpuUsage(), kernel.executed];
  kernel.run(BEGIN + Math.round((requests / RATE) * SECOND));
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  const { user, system } = process.cpuUsage(busyBefore);
  world.traffic.audit();
  const { issued, open, ended } = world.traffic.clientOf("shop");
  assert.equal(ended.served + open, issued, "at this load every request is served");
  // Four standard deviations of the number of arrivals, which is Poisson.
  assert.ok(Math.abs(issued - requests) < 4 * Math.sqrt(requests), `${issued} requests instead of ${requests}`);
  for (const { name, server } of hosts) {
    const utilisation = server.busy / (8 * (kernel.now - BEGIN));
    assert.ok(Math.abs(utilisation - 0.7) < 0.03, `${name} is busy ${utilisation} of the time`);
  }
  return {
    // Asked for by `--expose-gc`: what is kept while the run's world is still there.
    ...(globalThis.gc && { megabytes: keptMegabytes() }),
    requests: issued,
    rate: issued / seconds,
    // What the machine gives to others while this runs does not count here.
    ratePerProcessorSecond: issued / ((user + system) / 1e6),
    events: (kernel.executed - executed) / issued,
    digest: world.behaviour.hex,
  };
}

function keptMegabytes() {
  globalThis.gc();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 1e6;
}

const requests = Number(process.argv[2] ?? 1_000_000);
// Once unmeasured, so that what is measured is compiled code.
run(requests / 5);
console.log(JSON.stringify({ peer: "understudy", workload: "requests", ...run(requests) }));
