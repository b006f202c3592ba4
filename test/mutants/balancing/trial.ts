/** One short run of two services and a pool of two hosts under random faults, with every invariant watching. */
import {
  type BalancingConfig,
  type BalancingPolicy,
  balancingController,
  type Effect,
  type Input,
  type Machine,
} from "../../../src/control/index.js";
import { type LoadSpec, startMachine, World, type WorldSpec } from "../../../src/model/index.js";
import { observe } from "../../../src/observe/index.js";
import type { InvariantResult } from "../../../src/result/index.js";
import { balancingConfig } from "../../../src/scenario/assembly/balancing-config.js";
import { givingBack } from "../../../src/scenario/family/balancing.js";
import type { BalancingSpec } from "../../../src/scenario/index.js";
import { constant, exponential, Kernel, KernelError, Streams } from "../../../src/sim/index.js";
import { MILLISECOND, type Micros, MINUTE, SECOND } from "../../../src/units/index.js";
import { BLOWS, unleash } from "../chaos.js";

export type Balancer = Machine<BalancingConfig, unknown, Input, Effect>;

/** What may be broken on purpose; whatever is left out is as shipped. */
export interface Breakage {
  readonly controller?: Balancer;
  readonly policy?: Partial<BalancingPolicy>;
  readonly duration?: Micros;
  /** One controller for every service, over the same hosts, that do not tell each other anything. */
  readonly strangers?: true;
  /** A host of the pool has a system of its own, and may help so many services at once. */
  readonly atOnce?: number;
  /** Whoever declares it says that it may help so many. */
  readonly declaredAtOnce?: number;
  /** The world is another one than was declared. */
  readonly spec?: (declared: WorldSpec) => WorldSpec;
}

const DURATION = 20 * MINUTE;
const MB = 1e6;

/** Busy and idle by turns, every service in its own time. */
function turns(period: Micros, shift: Micros): LoadSpec["rate"] {
  return {
    stretch: (at) => {
      const turn = Math.floor((at + shift) / period);
      return { rate: turn % 2 === 0 ? 9 : 1, until: (turn + 1) * period - shift };
    },
    peak: 9,
  };
}

export function poolSpec(): WorldSpec {
  const host = (number: number) => ({
    name: `web-${number}`,
    network: "lan",
    identity: { address: `10.0.0.1${number}`, node: `web-${number}`, domain: "lan" },
    relay: `relay-${number}`,
    power: number <= 2 ? ("on" as const) : ("off" as const),
    boot: {
      diagnostics: constant(3 * SECOND),
      standalone: constant(SECOND),
      online: constant(2 * SECOND),
      auto: true,
    },
    shutdown: constant(3 * SECOND),
    flush: 2 * SECOND,
    serves: { rate: 10, concurrency: 2, queue: 20, time: exponential(200 * MILLISECOND) },
  });
  const volume = (name: string, holder: number, holds: "system" | "data") => {
    const place = { on: "da-1", via: [`fa-${holder}`], host: `web-${holder}` };
    return { name, size: 200 * MB, holds, ...place, changeRate: 0, logRate: 0 };
  };
  const numbers = [1, 2, 3, 4];
  const service = (name: string, holder: number, rate: LoadSpec["rate"]) => ({
    name,
    runsOn: `web-${holder}`,
    director: "director-1",
    load: {
      rate,
      classes: [
        { name: "browse", share: 0.7, shareable: true, size: 8192 },
        { name: "stock", share: 0.1, shareable: false, of: `${name}-data`, size: 1024 },
        { name: "prices", share: 0.1, shareable: true, of: `${name}-data`, fresh: MINUTE, size: 1024 },
        { name: "order", share: 0.1, shareable: false, writes: `${name}-data`, size: 4096 },
      ],
      timeout: 4 * SECOND,
      retry: { times: 1, backoff: SECOND },
      mode: "requests" as const,
    },
  });
  return {
    networks: [{ name: "lan", latency: 200, bandwidth: 125e6 }],
    connectors: [],
    links: numbers.map((n) => ({
      name: `fc-${n}`,
      joins: [`web-${n}`, `fa-${n}`] as const,
      protocol: "fibre-channel",
      bandwidth: 100e6,
      latency: 10,
    })),
    arrays: [
      {
        name: "array-1",
        portAdapters: numbers.map((n) => ({ name: `fa-${n}`, bandwidth: 200e6 })),
        diskAdapters: [1, 2].map((n) => ({ name: `da-${n}`, bandwidth: 200e6 })),
        volumes: [
          volume("toys-os", 1, "system"),
          volume("toys-data", 1, "data"),
          volume("cars-os", 2, "system"),
          volume("cars-data", 2, "data"),
        ],
        split: constant(SECOND),
        reassign: constant(SECOND),
      },
    ],
    hosts: numbers.map(host),
    relays: numbers.map((n) => ({ name: `relay-${n}`, switching: constant(SECOND), reading: constant(SECOND) })),
    agents: [],
    directors: [{ name: "director-1", network: "lan" }],
    services: [service("toys", 1, turns(4 * MINUTE, 0)), service("cars", 2, turns(3 * MINUTE, 3 * MINUTE))],
    crews: [],
    controller: { networks: ["lan"] },
    operator: { page: constant(MINUTE), arrive: constant(MINUTE), work: constant(MINUTE) },
  };
}

/** The same with a system of its own for each host of the pool. */
function withSystems(spec: WorldSpec): WorldSpec {
  const systems = [3, 4].map((number) => ({
    ...{ name: `spare-${number}-os`, size: 200 * MB, holds: "system" as const, on: "da-2", via: [`fa-${number}`] },
    ...{ host: `web-${number}`, changeRate: 0, logRate: 0 },
  }));
  return { ...spec, arrays: spec.arrays.map((each) => ({ ...each, volumes: [...each.volumes, ...systems] })) };
}

/** As shipped, with everything quick. */
export const PLAN: BalancingSpec = {
  services: [
    { service: "toys", priority: 1 },
    { service: "cars", priority: 2 },
  ],
  pool: ["web-3", "web-4"],
  own: null,
  scale: {
    by: "thresholds",
    grow: { metric: "connection-requests", limit: { share: 0.6 }, for: 30 * SECOND, tolerance: 0.2 },
    shrink: { metric: "connection-requests", limit: { share: 0.2 }, for: 30 * SECOND, tolerance: 0.2 },
    cooldown: 0,
  },
  policy: {
    figure: "13",
    load: "polled",
    every: 5 * SECOND,
    misses: 3,
    least: 1,
    most: 3,
    route: { share: { pattern: "round-robin" }, weights: "equal", sessions: "stay", eject: null },
    data: { by: ["copy"], parts: "all", on: null, synchronise: { every: 30 * SECOND, by: "storage" } },
    leave: { drain: 10 * SECOND, then: "power-off" },
    pool: { order: "priority", take: true, whenWanted: "drain" },
    limits: {
      relay: 5 * SECOND,
      replicate: 30 * SECOND,
      boot: 15 * SECOND,
      shutdown: 8 * SECOND,
      retryAfter: 5 * SECOND,
    },
  },
};

/** One host for several services, which goes on with its own system. */
function helping(atOnce: number | undefined): Partial<BalancingPolicy> {
  if (atOnce === undefined) return {};
  return {
    data: { ...PLAN.policy.data, parts: "applications" },
    leave: { ...PLAN.policy.leave, then: "hand-on" },
    pool: { ...PLAN.policy.pool, take: false, atOnce },
  };
}

/** Runs one seed and returns what the invariants found; a run whose time stops advancing ends there. */
export function trial(seed: number, broken: Breakage = {}): readonly InvariantResult[] {
  const { atOnce } = broken;
  const declared = atOnce === undefined ? poolSpec() : withSystems(poolSpec());
  const spec = broken.spec?.(declared) ?? declared;
  const duration = broken.duration ?? DURATION;
  const kernel = new Kernel({ limit: 6_000 });
  const world = new World(kernel, new Streams(seed), spec, startMachine);
  const observation = observe({
    spec: declared,
    duration,
    warmUp: 0,
    replication: seed,
    givesBack: givingBack({
      ...PLAN,
      policy: { ...PLAN.policy, ...broken.policy, ...helping(broken.declaredAtOnce ?? atOnce) },
      scale: broken.policy?.scale ?? PLAN.scale,
    } as BalancingSpec),
  });
  world.listen((record) => observation.hear(record));
  world.requestListener = observation.requests;
  world.start();
  const config = balancingConfig(spec, PLAN, { asks: null, duration });
  const policy = { ...config.policy, ...broken.policy, ...helping(atOnce) };
  const { controller = balancingController as Balancer, strangers } = broken;
  const shares = strangers ? config.sites.map((site) => ({ ...config, sites: [site] })) : [config];
  for (const [index, share] of shares.entries()) {
    startMachine(world, index === 0 ? "controller" : `controller/${index}`, controller, { ...share, policy });
  }
  unleash(world, {
    blows: BLOWS,
    most: 3,
    from: MINUTE,
    to: 12 * MINUTE,
    longest: 90 * SECOND,
  });
  try {
    kernel.run(duration);
    world.traffic.audit();
  } catch (error) {
    if (!(error instanceof KernelError)) throw error;
  }
  return observation.finish(kernel.now).invariants;
}
