/** Failover and load balancing over the same hosts under random faults, by controllers at one place or at two that talk over a network. */
import {
  balancingController,
  declaredTakeover,
  failoverController,
  type FailoverConfig,
  type BalancingConfig,
  type Effect,
  type Input,
  type Machine,
} from "../../../src/control/index.js";
import { startMachine, World, type WorldSpec } from "../../../src/model/index.js";
import { observe } from "../../../src/observe/index.js";
import type { InvariantResult } from "../../../src/result/index.js";
import { balancingConfig } from "../../../src/scenario/assembly/balancing-config.js";
import { failoverConfig } from "../../../src/scenario/assembly/failover-config.js";
import { givingBack } from "../../../src/scenario/family/balancing.js";
import { Kernel, Streams } from "../../../src/sim/index.js";
import type { BalancingSpec } from "../../../src/scenario/index.js";
import { HOUR, type Micros, MINUTE, SECOND } from "../../../src/units/index.js";
import { type Blow, BLOWS, unleash } from "../chaos.js";
import { quickPolicy } from "../trial.js";
import { PLAN, poolSpec } from "./trial.js";

export type Mover = Machine<FailoverConfig, unknown, Input, Effect>;
export type Balancer = Machine<BalancingConfig, unknown, Input, Effect>;

export interface Pair {
  /** Where they are: together, or each by itself. */
  readonly places: 1 | 2;
  readonly failover?: Mover;
  readonly balancing?: Balancer;
  /** What of the plan of balancing is another than shipped. */
  readonly plan?: Partial<BalancingSpec>;
  /** The kinds of faults that strike; all unless given. */
  readonly hits?: readonly string[];
  /** The longest time until a fault is mended; a minute and a half unless given. */
  readonly longest?: Micros;
}

const DURATION = 20 * MINUTE;

/** The load of a service changes four times in a run after the first rise: it should turn with each. */
const TURNS_OF_THE_LOAD = 4;

/** So many faults strike a run. */
const BLOWS_AT_MOST = 4;

/** A takeover, a helper that is lost or given to it, and another that comes in its stead. */
const TURNS_BY_A_BLOW = 3;

/** How often a service may turn in a run: as often as the load does and the faults make it. */
const FLAPPING = { most: TURNS_OF_THE_LOAD + BLOWS_AT_MOST * TURNS_BY_A_BLOW, within: HOUR };

/** The world of the pool with agents, and an office over which two controllers talk. */
function spec(): WorldSpec {
  const pool = poolSpec();
  return {
    ...pool,
    networks: [...pool.networks, { name: "office", latency: 2000, bandwidth: 1e6 }],
    agents: pool.hosts.map(({ name }) => ({ host: name, report: SECOND })),
  };
}

const HITS: readonly Blow[] = [
  { kind: "crash", targets: () => ["web-1", "web-2", "web-3", "web-4"] },
  { kind: "cut", targets: () => ["office"] },
  { kind: "controller-failure", targets: () => ["controller", "balancer"] },
  ...BLOWS.filter(({ kind }) => ["hang", "relay-unreachable", "power-loss", "director-failure"].includes(kind)),
];

/** Runs one seed and returns what the invariants found. */
export function pairTrial(
  seed: number,
  { places, failover, balancing, plan: change, hits, longest }: Pair,
): readonly InvariantResult[] {
  const declared = spec();
  const plan: BalancingSpec = { ...PLAN, ...change };
  const kernel = new Kernel();
  const world = new World(kernel, new Streams(seed), declared, startMachine);
  const mover = failover ?? (failoverController as Mover);
  const balancer = balancing ?? (balancingController as Balancer);
  const over = places === 1 ? {} : { over: "office" };
  const place = places === 1 ? "controller" : "balancer";
  const policy = quickPolicy({ data: ["copy"], standIns: ["web-3", "web-4"] });
  const moving = failoverConfig(declared, policy, [{ place, ...over }]);
  const observation = observe({
    spec: declared,
    duration: DURATION,
    flapping: FLAPPING,
    warmUp: 0,
    replication: seed,
    declaredTakeover: declaredTakeover(moving)!,
    heedsErrors: policy.detect.errors,
    standIns: policy.standIns,
    givesBack: givingBack(plan),
  });
  world.listen((record) => observation.hear(record));
  world.requestListener = observation.requests;
  world.start();
  const asks = { place: "controller", ...over };
  startMachine(world, "controller", mover, moving);
  const config = balancingConfig(declared, plan, { asks, duration: DURATION });
  startMachine(world, places === 1 ? "controller/balancing" : place, balancer, config);
  world.addressees.load = place;
  const blows = HITS.filter(({ kind }) => hits?.includes(kind) ?? true);
  unleash(world, { blows, most: BLOWS_AT_MOST, from: MINUTE, to: 12 * MINUTE, longest: longest ?? 90 * SECOND });
  kernel.run(DURATION);
  world.traffic.audit();
  return observation.finish(DURATION).invariants;
}
