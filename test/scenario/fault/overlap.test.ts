/** Strokes of one kind that overlap on one target: each ends by itself, and after the last one all is as it was. */
import { describe, expect, test } from "vitest";
import type { World } from "../../../src/model/index.js";
import type { ArrivalProcess } from "../../../src/model/load/arrival-process.js";
import { faultKinds } from "../../../src/scenario/index.js";
import { domain } from "../../../src/scenario/family/domain.js";
import { failoverSets } from "../../../src/scenario/family/failover-sets.js";
import { buildRun } from "../../../src/scenario/assembly/build-run.js";
import { Kernel, Streams } from "../../../src/sim/index.js";
import { HOUR, MINUTE } from "../../../src/units/index.js";
import { scenarioOf } from "../a-scenario.js";
import { caseOf } from "../cases/run-case.js";
import { PAIRS, type Span } from "./spans.js";

const WORLD = `name: overlap
duration: 12h
networks: { lan: { latency: 1ms }, far: { latency: 1ms } }
connectors: { router: { joins: [lan, far] } }
storage:
  array-1:
    port-adapters: [fa-1]
    disk-adapters: [da-1, da-2]
    bandwidth: 200MB/s
    volumes:
      shop-data: { size: 1GB, holds: data, on: da-1, via: fa-1, mirror: { on: da-2 }, log: { on: da-2 }, backup: { every: 1h } }
  array-2: { port-adapters: [fb-1], disk-adapters: [db-1], bandwidth: 200MB/s, volumes: {} }
array-links: { between: { joins: [array-1, array-2], bandwidth: 100MB/s, latency: 1ms } }
links: { fc-1: { protocol: fibre-channel, bandwidth: 100MB/s, latency: 10us } }
hosts:
  web-1:
    network: lan
    relay: r-1
    storage: { array-1: { link: fc-1, port: fa-1 } }
    platform: { hardware: sun, system: solaris, applications: [oracle] }
    boot: { diagnostics: 1s, standalone: 1s, online: 1s }
    serves: { rate: 400/s }
relays: { r-1: {} }
agents: { web-1: { report: 1min } }
directors: { director-1: { network: lan } }
name-servers: { dns-1: { network: lan } }
services: { shop: { runs-on: web-1, director: director-1, load: { rate: 1/min, mix: { order: { share: 100%, writes: shop-data } } } } }
replication:
  agents: { ra-1: { on: web-1 } }
  applications: { desk: { on: web-1 } }
  transfers: { orders: { from: shop-data, to: array-2, agents: [ra-1] } }
exports: { disk: { of: shop-data } }
policies: { nobody: none, by-hand: { failover: { manual: { page: 5min } } } }
`;

/** For each kind, what it may strike in that world, with its parameters. */
const STROKES: Readonly<Record<string, readonly string[]>> = {
  crash: ["crash: web-1"],
  hang: ["hang: web-1"],
  slow: ["slow: { host: web-1, factor: 3 }"],
  malfunction: ["cpu", "network-controller", "adapter"].map(
    (component) => `malfunction: { host: web-1, component: ${component} }`,
  ),
  precursors: ["precursors: { host: web-1, component: cpu, errors: 3, over: 10min }"],
  "agent-crash": ["agent-crash: web-1"],
  "power-loss": ["power-loss: web-1", "power-loss: array-1"],
  cut: ["cut: fc-1", "cut: between", "cut: lan", "cut: router"],
  flap: ["flap: { of: lan, period: 7min }"],
  lossy: ["lossy: { of: lan, loss: 20% }", "lossy: { of: fc-1, loss: 20% }"],
  "slow-link": ["slow-link: { of: fc-1, factor: 7 }", "slow-link: { of: between, factor: 3 }"],
  partition: ["partition: web-1", "partition: { host: web-1, lost: to-host }"],
  disturbance: ["disturbance: { from: web-1, to: controller, loss: 30% }"],
  "relay-stuck": ["relay-stuck: { relay: r-1, as: closed }", "relay-stuck: { relay: r-1, as: open }"],
  "relay-unreachable": ["relay-unreachable: r-1"],
  "adapter-failure": ["adapter-failure: fa-1", "adapter-failure: da-1"],
  "storage-processor": ["storage-processor: array-1"],
  "disk-failure": ["disk-failure: shop-data", "disk-failure: { volume: shop-data, copy: mirror }"],
  corruption: ["corruption: shop-data"],
  "backup-failure": ["backup-failure: { of: shop-data, as: stale }", "backup-failure: shop-data"],
  "firmware-mismatch": ["firmware-mismatch: web-1"],
  "operator-error": [
    "operator-error: { host: web-1, does: unplug }",
    "operator-error: { host: web-1, does: shut-down }",
  ],
  "director-failure": ["director-failure: director-1"],
  "name-server-failure": ["name-server-failure: dns-1"],
  "controller-failure": ["controller-failure: controller"],
  "agent-failure": ["agent-failure: ra-1"],
  "agent-hang": ["agent-hang: ra-1"],
  "script-failure": ["script-failure: desk", "script-failure: { application: desk, how: hang }"],
  "path-failure": ["path-failure: { host: web-1, link: fc-1, port: fa-1 }"],
  spike: ["spike: { service: shop, x: 3 }", "spike: { service: shop, x: 3, ramp: 20min }"],
};

/** What faults change, as far as it can be seen from outside. */
function stateOf(world: World) {
  const line = ({ up, slowness, loss }: { up: boolean; slowness: number; loss: number }) => ({ up, slowness, loss });
  const host = world.host("web-1");
  const volume = world.volume("shop-data");
  const array = world.arrays.get("array-1")!;
  const relay = world.relay("r-1");
  return {
    lan: line(world.network("lan")),
    fc: line(world.links.get("fc-1")!),
    between: line(world.arrayLinks.get("between")!),
    router: world.connectors.get("router")!.up,
    host: [host.health, host.life.stage, host.slowness, host.power.on, host.reach.brokenComponents, host.platform],
    heard: world.post.way({ from: world.place("controller"), to: host.place }) !== null,
    agent: world.agents.get("web-1")!.alive,
    relay: [relay.contacts, relay.stuck, relay.reachable],
    array: [array.powered, array.processor.takesOrders, array.ports.get("fa-1")!.up, array.adapters.get("da-1")!.up],
    disks: volume.devices.map(({ broken }) => broken),
    stale: volume.backups!.stale,
    director: world.directors.get("director-1")!.up,
    names: world.nameServers.get("dns-1")!.up,
    controller: world.place("controller").alive,
    mover: world.processes.get("ra-1")!.state,
    scripts: world.programs.application({ host: "web-1", application: "desk" })!.trouble,
    path: world.exports.mapOf("web-1", "disk")!.lanes[0]!.isWhole,
    rate: rateIn(world),
  };
}

function rateIn(world: World): number {
  return (world.traffic.clientOf("shop")!.arrivals as ArrivalProcess).rate;
}

/** The state of the world at these minutes when the stroke falls into these spans of minutes. */
function statesAt(minutes: readonly number[], stroke: string, spans: readonly Span[]) {
  const items = spans.map(({ from, to }) => `  - { at: ${from}min, ${stroke}, for: ${to - from}min }\n`);
  const scenario = scenarioOf(`${WORLD}faults:\n${items.join("")}`);
  const kernel = new Kernel();
  // A controller can fail only where there is one.
  const policy = scenario.policies[stroke.startsWith("controller") ? 1 : 0]!;
  const run = buildRun(scenario, policy, kernel, new Streams(1));
  run.begin();
  return minutes.map((minute) => {
    kernel.run(minute * MINUTE);
    return stateOf(run.world);
  });
}

/** Its target is off as soon as one has struck; another one does not find it. */
const ACTS = ["operator-error"];
/** What is there is overwritten, or as bad as it was. */
const UNSEEN = ["corruption", "disturbance", "flap", "precursors"];

/** Families with a world of their own have a test of their own: `overlap-of-sets-and-domains.test.ts`. */
const ofFamilies = new Set([...failoverSets.faults!, ...domain.faults!].map(({ name }) => name));
const here = faultKinds().flatMap(({ name }) => (ofFamilies.has(name) ? [] : [name]));

describe.each(here)("two strokes of %s on one target", (kind) => {
  test("are looked at here", () => expect(STROKES[kind] ?? []).not.toEqual([]));

  const isFelt = (stroke: string): boolean =>
    !UNSEEN.includes(kind) && !ACTS.includes(kind) && stroke !== "backup-failure: shop-data";

  test.each((STROKES[kind] ?? []).map((stroke) => [stroke, isFelt(stroke) ? ", and until then it is felt" : ""]))(
    "%s: after the last one ends all is as it was%s",
    (stroke) => {
      // Contacts that were torn open are not closed by whoever frees them.
      const spans = stroke.endsWith("as: open }") ? [{ from: 60, to: 180 }] : [];
      const [before, after] = statesAt([59, 260], stroke, spans);
      for (const pair of PAIRS) {
        const states = statesAt([91, 119, 125, 179, 260], stroke, pair);
        const during = isFelt(stroke) ? states.slice(0, -1) : [];
        for (const state of during) expect(state, JSON.stringify(pair)).not.toEqual(before);
        expect(states.at(-1), JSON.stringify(pair)).toEqual(after);
      }
    },
  );
});

describe("what two strokes do together", () => {
  const both = (stroke: string) => statesAt([61, 91, 121, 181], stroke, PAIRS[0]!);

  test("slows a host by the product of their factors", () => {
    const slowness = both("slow: { host: web-1, factor: 3 }").map(({ host }) => host[2]);
    expect(slowness).toEqual([3, 9, 3, 1]);
  });

  test("slows a link by the product of their factors", () => {
    expect(both("slow-link: { of: fc-1, factor: 7 }").map(({ fc }) => fc.slowness)).toEqual([7, 49, 7, 1]);
  });

  test("loses what either of them loses", () => {
    const losses = both("lossy: { of: lan, loss: 20% }").map(({ lan }) => lan.loss);
    expect(losses).toEqual([0.2, expect.closeTo(0.36, 12), 0.2, 0]);
  });

  test("multiplies the load", () => {
    const scenario = caseOf("overlapping-spikes");
    const kernel = new Kernel();
    const run = buildRun(scenario, scenario.policies[0]!, kernel, new Streams(1));
    run.begin();
    const rates = [0.5, 1.25, 1.75, 2.5, 3.5].map((hours) => {
      kernel.run(hours * HOUR);
      return rateIn(run.world);
    });
    expect(rates).toEqual([10, 30, 60, 20, 10]);
  });

  test("leaves a hang of before a loss of power where it is: it is gone with it", () => {
    const faults = `faults:
  - { name: A, at: 60min, hang: web-1, for: 3h }
  - { at: 70min, power-loss: web-1, for: 5min }
  - { name: B, at: 90min, hang: web-1, for: 30min }
`;
    const scenario = scenarioOf(WORLD + faults);
    const kernel = new Kernel();
    const run = buildRun(scenario, scenario.policies[0]!, kernel, new Streams(1));
    run.begin();
    const health = [61, 89, 91, 121, 241].map((minute) => {
      kernel.run(minute * MINUTE);
      return run.world.host("web-1").health;
    });
    expect(health).toEqual(["hung", "healthy", "hung", "healthy", "healthy"]);
  });
});
