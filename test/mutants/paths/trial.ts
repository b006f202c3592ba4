/** One run of two hosts with four paths each under random faults and a policy that the seed chooses, with every invariant watching. */
import { type Effect, type Input, type Machine, pathsMachine } from "../../../src/control/index.js";
import { startMachine, World } from "../../../src/model/index.js";
import { observe } from "../../../src/observe/index.js";
import type { InvariantResult } from "../../../src/result/index.js";
import { Injector } from "../../../src/scenario/assembly/injector.js";
import { paths } from "../../../src/scenario/family/paths.js";
import type { FaultSpec, Scenario } from "../../../src/scenario/index.js";
import { constant, Kernel, Streams } from "../../../src/sim/index.js";
import { SECOND } from "../../../src/units/index.js";
import { scenarioOf } from "../../scenario/a-scenario.js";

/** What may be broken on purpose; whatever is left out is as shipped. */
export interface Breakage {
  /** Written as in a file; the seed chooses unless given. */
  readonly policy?: string;
  readonly machine?: (shipped: typeof pathsMachine) => Machine<never, never, Input, Effect>;
  /** Breaks the model itself, and gives what mends it. */
  readonly world?: () => () => void;
}

const WORLD = `
name: paths
duration: 20min
seed: 1
networks: { lan: { latency: 1ms } }
switches: { san-1: {}, san-2: {} }
storage:
  array-1: { port-adapters: [fa-1, fa-2, fb-1, fb-2], disk-adapters: [da-1, da-2], bandwidth: 100MB/s,
             volumes: { orders: { size: 4GB, on: da-1, via: [fa-1, fa-2, fb-1, fb-2], for: db-1 },
                        users: { size: 2GB, on: da-2, via: [fa-1, fb-1, fa-2, fb-2], for: db-2 } } }
hosts:
  db-1: { network: lan, boot: { diagnostics: 5s, standalone: 1s, online: 5s }, serves: { rate: 200/s, concurrency: 8 } }
  db-2: { like: db-1 }
links:
  h1-1: { joins: [db-1, san-1] }
  h1-2: { joins: [db-1, san-2] }
  h2-1: { joins: [db-2, san-1] }
  h2-2: { joins: [db-2, san-2] }
  sa-1: { joins: [san-1, fa-1] }
  sb-1: { joins: [san-1, fb-1] }
  sa-2: { joins: [san-2, fa-2] }
  sb-2: { joins: [san-2, fb-2] }
services:
  desk: { runs-on: db-1, load: { rate: 2/s, mix: { look: { share: 70%, reads: exclusive, size: 64kB },
                                                  order: { share: 30%, writes: orders, size: 8kB } } } }
  club: { runs-on: db-2, load: { rate: 1/s, mix: { join: { share: 100%, writes: users, size: 8kB } } } }
exports:
  disk-a: { of: orders, access: active-passive, port-groups: [[fa-1, fa-2], [fb-1, fb-2]], trespass: 3s }
  disk-b: { of: users }
`;

/** Each strikes now and then in the first quarter of an hour, so that there is time to recover from it. */
const BLOWS: readonly string[] = [
  "cut: h1-1",
  "cut: [h1-1, h1-2]",
  "cut: sa-1",
  "cut: san-1",
  "cut: [san-1, san-2]",
  "flap: { of: sa-1, period: 7s }",
  "flap: { of: h1-1, period: 40s }",
  "slow-link: { of: h1-2, factor: 50 }",
  "lossy: { of: h2-1, loss: 10% }",
  "adapter-failure: fa-1",
  "adapter-failure: [fa-1, fa-2]",
  "adapter-failure: da-1",
  "path-failure: { host: db-1, link: h1-1, port: fa-1 }",
  "path-failure: { host: db-2, link: h2-1, port: fa-1 }",
  "power-loss: array-1",
  "crash: db-1",
  "hang: db-1",
];

const PARTS = {
  policy: [
    "policy: active-active",
    "policy: active-passive",
    "policy: active-active, path-grouping: group-by-prio",
    "policy: active-active, incompatible: refuse",
  ],
  noPath: ["no-path-retry: fail", "no-path-retry: queue", "no-path-retry: 20s"],
  failback: ["failback: immediate", "failback: manual", "failback: 15s", "failback: followover"],
  found: [
    "io-timeout: 10s",
    "io-timeout: 3s, fast-io-fail-tmo: off",
    "fast-io-fail-tmo: 0s",
    "io-errors: 3, io-timeout: 5s",
  ],
  checks: ["polling-interval: 5s", "polling-interval: 20s, checker-retries: 2", "checker-timeout: 100ms"],
  flaky: ["", "san-path-err: { threshold: 2, within: 1min, recovery-time: 1min }"],
  losses: ["", "dev-loss-tmo: 20s"],
  selector: ["path-selector: round-robin", "path-selector: queue-length", "path-selector: service-time"],
} as const;

function policyFor(seed: number): string {
  const chance = new Streams(seed).stream("policy");
  const chosen = Object.values(PARTS).map((list) => list[Math.floor(chance.uniform() * list.length)]!);
  return `{ ${chosen.filter((each) => each !== "").join(", ")} }`;
}

/** By the policy: decoding takes longer than a run. */
const decoded = new Map<string, Scenario>();

function scenarioFor(policy: string): Scenario {
  const known = decoded.get(policy);
  if (known !== undefined) return known;
  const faults = BLOWS.map((blow) => `  - { at: 1s, group: { ${blow} }, for: 1s }`).join("\n");
  const scenario = scenarioOf(`${WORLD}policies: { tried: { paths: ${policy} } }\nfaults:\n${faults}\n`);
  decoded.set(policy, scenario);
  return scenario;
}

/** Four blows at instants that the seed chooses, each for a while; then there is time to recover from them. */
function blowsFor(seed: number, { faults }: Scenario): readonly FaultSpec[] {
  const chance = new Streams(seed).stream("blows");
  const below = (most: number): number => Math.floor(chance.uniform() * most);
  return [1, 2, 3, 4].map((number) => {
    const at = (10 + below(700)) * SECOND + below(SECOND);
    const fault = faults[below(faults.length)]!;
    return { ...fault, name: `${fault.name} ${number}`, timing: { at }, for: constant((1 + below(120)) * SECOND) };
  });
}

/** The same a little earlier, and for a little less or more. */
function atChecks(fault: FaultSpec, index: number): FaultSpec {
  const grid = 5 * SECOND;
  const at = "at" in fault.timing ? fault.timing.at : 0;
  return { ...fault, timing: { at: at - (at % grid) }, for: constant((index + 1) * grid) };
}

/** Runs one seed and returns what the invariants found. */
export function trial(seed: number, broken: Breakage = {}): readonly InvariantResult[] {
  const mend = broken.world?.();
  try {
    return run(seed, broken);
  } finally {
    mend?.();
  }
}

function run(seed: number, broken: Breakage): readonly InvariantResult[] {
  return played(seed, broken).invariants;
}

/** How it is executed, which must not change what comes of it. */
interface Manner {
  readonly everyEvent?: boolean;
  /** Blows begin and end at the very instants of checks. */
  readonly onTheGrid?: boolean;
}

/** A run of a seed as it is told. */
export function played(seed: number, { policy = policyFor(seed), machine }: Breakage, manner: Manner = {}) {
  const { everyEvent = false, onTheGrid = false } = manner;
  const scenario = scenarioFor(policy);
  const tried = scenario.policies[0]!;
  const kernel = new Kernel();
  const world = new World(kernel, new Streams(seed), scenario.world, startMachine, { everyEvent });
  const { duration } = scenario;
  const declared = paths.declare!(tried, scenario);
  const context = { spec: world.spec, duration, warmUp: 0, replication: seed, families: ["paths"], ...declared };
  const observation = observe(context);
  world.listen((record) => observation.hear(record));
  world.requestListener = observation.requests;
  world.start();
  for (const { place, config, machine: shipped } of paths.deploy(tried, scenario)) {
    const wrong = machine?.(pathsMachine) as typeof shipped | undefined;
    startMachine(world, place, wrong ?? shipped, config);
  }
  const blows = blowsFor(seed, scenario);
  new Injector(world, onTheGrid ? blows.map(atChecks) : blows).begin();
  kernel.run(duration);
  world.traffic.audit();
  const { invariants } = observation.finish(duration);
  return { invariants, digest: world.behaviour.hex, executed: kernel.executed };
}
