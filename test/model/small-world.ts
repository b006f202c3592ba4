/** A world by hand for tests: two hosts at one storage system, a mirrored data volume, a controller. */
import { failoverController, type FailoverPolicy } from "../../src/control/index.js";
import {
  type Record as WorldRecord,
  startMachine,
  World,
  type WorldOptions,
  type WorldSpec,
} from "../../src/model/index.js";
import { failoverConfig } from "../../src/scenario/assembly/failover-config.js";
import { constant, exponential, Kernel, Streams } from "../../src/sim/index.js";
import { HOUR, MILLISECOND, MINUTE, SECOND } from "../../src/units/index.js";

const GB = 1e9;

/** Two hosts, web-1 serving and web-2 off, each with its relay, link and port. */
export function smallSpec(change: Partial<WorldSpec> = {}): WorldSpec {
  const host = (number: number, power: "on" | "off") => ({
    name: `web-${number}`,
    network: "lan",
    identity: { address: `10.0.0.1${number}`, node: `web-${number}`, domain: "lan" },
    relay: `relay-${number}`,
    power,
    boot: {
      diagnostics: constant(90 * SECOND),
      standalone: constant(30 * SECOND),
      online: constant(60 * SECOND),
      auto: true,
    },
    shutdown: constant(40 * SECOND),
    flush: 5 * SECOND,
    serves: { rate: 400, concurrency: 64, queue: 1000, time: exponential(160 * MILLISECOND) },
  });
  const relay = (number: number) => ({
    name: `relay-${number}`,
    switching: constant(SECOND),
    reading: constant(100 * MILLISECOND),
  });
  const link = (number: number) => ({
    name: `fc-${number}`,
    joins: [`web-${number}`, `fa-${number}`] as const,
    protocol: "fibre-channel",
    bandwidth: 100e6,
    latency: 10,
  });
  const volume = { via: ["fa-1"], host: "web-1", on: "da-1", mirrorOn: "da-2", changeRate: 0, logRate: 0 };
  return {
    networks: [{ name: "lan", latency: 200, bandwidth: 125e6 }],
    connectors: [],
    links: [link(1), link(2)],
    arrays: [
      {
        name: "array-1",
        portAdapters: [1, 2].map((n) => ({ name: `fa-${n}`, bandwidth: 200e6 })),
        diskAdapters: [1, 2].map((n) => ({ name: `da-${n}`, bandwidth: 200e6 })),
        volumes: [
          { ...volume, name: "shop-os", size: 4 * GB, holds: "system" },
          { ...volume, name: "shop-data", size: 60 * GB, holds: "data" },
        ],
        split: constant(5 * SECOND),
        reassign: constant(5 * SECOND),
      },
    ],
    hosts: [host(1, "on"), host(2, "off")],
    relays: [relay(1), relay(2)],
    agents: [
      { host: "web-1", report: 5 * SECOND },
      { host: "web-2", report: 5 * SECOND },
    ],
    directors: [{ name: "director-1", network: "lan" }],
    services: [
      {
        name: "shop",
        runsOn: "web-1",
        director: "director-1",
        load: {
          rate: { stretch: () => ({ rate: 50, until: Infinity }), peak: 50 },
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
    operator: {
      page: constant(5 * MINUTE),
      arrive: constant(45 * MINUTE),
      work: constant(2 * HOUR),
    },
    ...change,
  };
}

export function smallPolicy(change: Partial<FailoverPolicy> = {}): FailoverPolicy {
  return {
    preset: "2A",
    detect: { when: "any", reports: { misses: 3 }, queries: null, errors: true },
    shutdown: { within: 60 * SECOND, relay: "if-needed", unconfirmed: "page" },
    data: ["split-mirror", "copy"],
    standIns: [],
    limits: { relay: 10 * SECOND, replicate: 6 * HOUR, boot: 15 * MINUTE, retryAfter: MINUTE, tries: 6 },
    ...change,
  };
}

export interface SmallRun {
  readonly world: World;
  readonly kernel: Kernel;
  readonly records: WorldRecord[];
  /** Records of one kind. */
  of<K extends WorldRecord["kind"]>(kind: K): Extract<WorldRecord, { kind: K }>[];
}

/** Builds a world and, with a policy, its controller. */
export function smallRun(
  spec: WorldSpec = smallSpec(),
  policy: FailoverPolicy | null = smallPolicy(),
  options: WorldOptions = {},
  streams: Streams = new Streams("7"),
): SmallRun {
  const kernel = new Kernel();
  const world = new World(kernel, streams, spec, startMachine, options);
  const records: WorldRecord[] = [];
  world.listen((record) => records.push(record));
  world.start();
  if (policy !== null) {
    startMachine(world, "controller", failoverController, failoverConfig(spec, policy));
  }
  const of = <K extends WorldRecord["kind"]>(kind: K) =>
    records.filter((record): record is Extract<WorldRecord, { kind: K }> => record.kind === kind);
  return { world, kernel, records, of };
}

/** Chance without chance: every draw of this number. Of exponential gaps e⁻¹ makes the mean each time. */
export function always(number: number): Streams {
  return { stream: () => ({ uniform: () => number }) } as unknown as Streams;
}
