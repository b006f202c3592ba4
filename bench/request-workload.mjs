// Requests through client, director, host and storage, on one core; run as a program it prints one JSON line.
// node bench/request-workload.mjs REQUESTS
import assert from "node:assert/strict";
import { World } from "../dist/model/index.js";
import { constant, exponential, Kernel, Streams } from "../dist/sim/index.js";

const MILLISECOND = 1_000;
const SECOND = 1_000_000;
/** Arrivals a second; eight servers of 8 ms each serve 1000 a second less what the storage takes. */
const RATE = 700;
const FLUSH = 5 * SECOND;

/** One host with a mirrored data volume; four in five requests read 8 KiB, one writes 4 KiB. */
const SPEC = {
  networks: [{ name: "lan", latency: 200, bandwidth: 125e6 }],
  connectors: [],
  links: [{ name: "fc-1", protocol: "fibre-channel", bandwidth: 100e6, latency: 10 }],
  arrays: [
    {
      name: "array-1",
      portAdapters: [{ name: "fa-1", bandwidth: 200e6 }],
      diskAdapters: ["da-1", "da-2"].map((name) => ({ name, bandwidth: 200e6 })),
      volumes: [
        {
          name: "shop-data",
          size: 60e9,
          holds: "data",
          on: "da-1",
          mirrorOn: "da-2",
          via: "fa-1",
          host: "web-1",
          changeRate: 0,
          logRate: 0,
        },
      ],
      split: constant(5 * SECOND),
      reassign: constant(5 * SECOND),
    },
  ],
  arrayLinks: [],
  remoteMirrors: [],
  hosts: [
    {
      name: "web-1",
      network: "lan",
      address: "10.0.0.11",
      attachments: [{ array: "array-1", link: "fc-1", port: "fa-1" }],
      power: "on",
      boot: {
        diagnostics: constant(90 * SECOND),
        standalone: constant(30 * SECOND),
        online: constant(60 * SECOND),
        auto: true,
      },
      shutdown: constant(40 * SECOND),
      flush: FLUSH,
      serves: { rate: 1000, concurrency: 8, queue: 1000, time: exponential(8 * MILLISECOND) },
    },
  ],
  relays: [],
  agents: [],
  directors: [{ name: "director-1", network: "lan" }],
  services: [
    {
      name: "shop",
      runsOn: "web-1",
      director: "director-1",
      load: {
        rate: { stretch: () => ({ rate: RATE, until: Infinity }), peak: RATE },
        classes: [
          { name: "browse", share: 0.8, shareable: true, size: 8192 },
          { name: "order", share: 0.2, shareable: false, writes: "shop-data", size: 4096 },
        ],
        timeout: 10 * SECOND,
        retry: { times: 2, backoff: SECOND },
        mode: "requests",
      },
    },
  ],
  crews: [],
  controller: { networks: ["lan"] },
  operator: { page: constant(1), arrive: constant(1), work: constant(1) },
};

/** Simulates about so many requests; the digest tells whether two versions behave alike. */
function run(requests) {
  const kernel = new Kernel();
  const world = new World(kernel, new Streams("requests"), SPEC);
  world.start();
  const [begin, busyBefore] = [process.hrtime.bigint(), process.cpuUsage()];
  kernel.run(Math.round((requests / RATE) * SECOND));
  const seconds = Number(process.hrtime.bigint() - begin) / 1e9;
  const { user, system } = process.cpuUsage(busyBefore);
  world.traffic.audit();
  const { issued, open, ended } = world.traffic.clientOf("shop");
  assert.equal(ended.served + open, issued, "at this load every request is served");
  // Four standard deviations of the number of arrivals, which is Poisson.
  assert.ok(Math.abs(issued - requests) < 4 * Math.sqrt(requests), `${issued} requests instead of ${requests}`);
  const utilisation = world.host("web-1").server.busy / (8 * kernel.now);
  assert.ok(Math.abs(utilisation - 0.7) < 0.03, `the host is busy ${utilisation} of the time`);
  return {
    requests: issued,
    rate: issued / seconds,
    // What the machine gives to others while this runs does not count here.
    ratePerProcessorSecond: issued / ((user + system) / 1e6),
    events: kernel.executed / issued,
    digest: world.behaviour.hex,
  };
}

const requests = Number(process.argv[2] ?? 1_000_000);
// Once unmeasured, so that what is measured is compiled code.
run(requests / 5);
console.log(JSON.stringify({ peer: "understudy", workload: "requests", ...run(requests) }));
