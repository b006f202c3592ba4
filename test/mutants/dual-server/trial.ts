/** One run of a small domain under random faults, with every invariant watching: what its mutants are tried on. */
import {
  clusterAgent,
  clusterStarter,
  domainServer,
  type Effect,
  type Input,
  type Machine,
} from "../../../src/control/index.js";
import { startMachine, World } from "../../../src/model/index.js";
import { observe } from "../../../src/observe/index.js";
import type { InvariantResult } from "../../../src/result/index.js";
import { Injector } from "../../../src/scenario/assembly/injector.js";
import { domain } from "../../../src/scenario/family/domain.js";
import type { FaultSpec, Scenario } from "../../../src/scenario/index.js";
import { constant, Kernel, Streams } from "../../../src/sim/index.js";
import { SECOND } from "../../../src/units/index.js";
import { scenarioOf } from "../../scenario/a-scenario.js";

type AnyMachine = Machine<never, never, Input, Effect>;

/** What may be broken on purpose; whatever is left out is as shipped. */
export interface Breakage {
  readonly policy?: string;
  readonly agent?: (shipped: typeof clusterAgent) => AnyMachine;
  readonly server?: (shipped: typeof domainServer) => AnyMachine;
  readonly starter?: (shipped: typeof clusterStarter) => AnyMachine;
}

/** Two server systems at two sites, a server in each, two consoles, and everything that may fail of that. */
const WORLD = `
name: domain
duration: 20min
seed: 1
networks: { lan-a: { latency: 1ms }, lan-b: { latency: 1ms }, wan: { latency: 10ms } }
connectors: { router-a: { joins: [lan-a, wan] }, router-b: { joins: [wan, lan-b] } }
hosts:
  c-1: { network: lan-a, boot: { auto: true } }
  c-2: { network: lan-a, boot: { auto: true } }
  c-3: { network: lan-b, boot: { auto: true } }
  c-4: { network: lan-b, boot: { auto: true } }
domain:
  sites: { site-a: { network: lan-a }, site-b: { network: lan-b } }
  systems:
    left: { site: site-a, clusters: [c-1, c-2], devices: { rank-1: {}, rank-2: {} } }
    right: { site: site-b, clusters: [c-3, c-4], devices: { rank-3: {} } }
  clusters: { c-4: { pairs: 2 } }
  servers: { A: { on: c-1 }, B: { on: c-3 } }
  tasks: { copy: { takes: "uniform(1s, 2min)", fails: 10%, share: 50% }, query: { takes: 100ms, share: 50% } }
  consoles:
    ops: { site: site-a, rate: 4/min, patience: 40s, notices: "uniform(1s, 20s)" }
    night: { site: site-b, rate: 3/min, servers: [B, A], patience: 20s, notices: "uniform(1s, 10s)" }
  store: 50ms
`;

/** Each strikes now and then in the first ten minutes, so that there is time to recover from it. */
export const BLOW_KINDS: readonly string[] = [
  "pair-failure: c-1-A",
  "pair-failure: [c-1-A, c-1-B]",
  "pair-failure: [c-2-A, c-3-B, c-4-A-2]",
  "pair-hang: c-2-A",
  "pair-hang: [c-4-A, c-4-B]",
  "driver-failure: c-1-driver",
  "driver-failure: [c-3-driver, c-4-driver]",
  "driver-hang: c-2-driver",
  "server-failure: A",
  "server-failure: B",
  "server-failure: [A, B]",
  "server-hang: A",
  "crash: c-2",
  "crash: c-3",
  "hang: c-1",
  "system-power-loss: right",
  "cut: wan",
  "cut: lan-a",
  "device-removed: rank-1",
  "device-unavailable: [rank-1, rank-2, rank-3]",
  "re-initialise: [c-1-driver, c-4-driver]",
  "disturbance: { from: A, to: [c-1-A, c-2-A, c-3-A], loss: 50% }",
  "disturbance: { from: [c-1-B, c-2-B], to: B, loss: 40%, repetition: 50% }",
  "disturbance: { from: [c-1-A, c-2-A, c-3-A, c-4-A], to: A, delay: 'uniform(0s, 20s)', repetition: 30% }",
  "disturbance: { from: ops, to: A, loss: 50%, repetition: 50%, delay: 'uniform(0s, 5s)' }",
  "slow: { host: c-2, factor: 4 }",
];

/** By the policy: decoding takes longer than a run. */
const decoded = new Map<string, Scenario>();

function scenarioFor(policy: string): Scenario {
  const known = decoded.get(policy);
  if (known !== undefined) return known;
  const faults = BLOW_KINDS.map((blow) => `  - { at: 1s, group: { ${blow} }, for: 1s }`).join("\n");
  const scenario = scenarioOf(`${WORLD}policies: { tried: { domain: ${policy} } }\nfaults:\n${faults}\n`);
  decoded.set(policy, scenario);
  return scenario;
}

/** Four blows at instants that the seed chooses, each for a while, and devices that come and go; then there is time to recover. */
function blowsFor(seed: number, { faults }: Scenario): readonly FaultSpec[] {
  const chance = new Streams(seed).stream("blows");
  const below = (most: number): number => Math.floor(chance.uniform() * most);
  const blow = (fault: FaultSpec, number: number, most: number): FaultSpec => {
    const at = 10 * SECOND + below(600 * SECOND);
    return { ...fault, name: `${fault.name} ${number}`, timing: { at }, for: constant((1 + below(most)) * SECOND) };
  };
  const devices = faults.filter(({ kind }) => kind.startsWith("device"));
  return [
    ...[1, 2, 3, 4].map((number) => blow(faults[below(faults.length)]!, number, 120)),
    ...Array.from({ length: 30 }, (_, index) => blow(devices[below(devices.length)]!, index, 20)),
  ];
}

/** Runs one seed and returns what the invariants found. */
export function trial(seed: number, broken: Breakage = {}): readonly InvariantResult[] {
  const { policy = "{}", agent, server, starter } = broken;
  const scenario = scenarioFor(policy);
  const [tried] = scenario.policies;
  const kernel = new Kernel();
  const world = new World(kernel, new Streams(seed), scenario.world, startMachine);
  const { duration } = scenario;
  const observation = observe({ spec: world.spec, duration, warmUp: 0, replication: seed, families: ["domain"] });
  world.listen((record) => observation.hear(record));
  world.start();
  for (const { place, machine, config } of domain.deploy(tried!, scenario)) {
    const instead =
      machine === (clusterAgent as typeof machine)
        ? agent?.(clusterAgent)
        : machine === (domainServer as typeof machine)
          ? server?.(domainServer)
          : machine === (clusterStarter as typeof machine)
            ? starter?.(clusterStarter)
            : undefined;
    startMachine(world, place, (instead as typeof machine | undefined) ?? machine, config);
  }
  new Injector(world, blowsFor(seed, scenario)).begin();
  kernel.run(duration);
  return observation.finish(duration).invariants;
}
