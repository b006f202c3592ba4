/** One run of a small world of transfers under random faults, with every invariant watching: what its mutants are tried on. */
import { type Effect, type Input, type Machine, transferAgent, transferServer } from "../../../src/control/index.js";
import { observe } from "../../../src/observe/index.js";
import type { InvariantResult } from "../../../src/result/index.js";
import type { FaultSpec, Scenario } from "../../../src/scenario/index.js";
import { Injector } from "../../../src/scenario/assembly/injector.js";
import { startMachine, World } from "../../../src/model/index.js";
import { replication } from "../../../src/scenario/family/replication.js";
import { constant, Kernel, Streams } from "../../../src/sim/index.js";
import { SECOND } from "../../../src/units/index.js";
import { scenarioOf } from "../../scenario/a-scenario.js";

type AnyMachine = Machine<never, never, Input, Effect>;

/** What may be broken on purpose; whatever is left out is as shipped. */
export interface Breakage {
  readonly policy?: string;
  readonly server?: (shipped: typeof transferServer) => AnyMachine;
  readonly agent?: (shipped: typeof transferAgent) => AnyMachine;
  /** Breaks the model itself, and gives what mends it. */
  readonly world?: () => () => void;
}

/** Two transfers, three agents that stand in for each other, and everything that may fail of that. */
const WORLD = `
name: transfers
duration: 40min
seed: 1
networks: { lan: { latency: 1ms }, ops: { latency: 1ms }, peers: { latency: 1ms } }
connectors: { router: { joins: [lan, ops] } }
switches: { sw-1: {}, sw-2: {} }
storage:
  array-1: { port-adapters: [fa-1, fb-1], disk-adapters: [da-1], bandwidth: 100MB/s,
             volumes: { orders-data: { size: 4GB, on: da-1, via: [fa-1, fb-1], for: web-1, change-rate: 1MB/s },
                        users-data: { size: 2GB, on: da-1, via: [fa-1, fb-1], for: web-2, change-rate: 1MB/s } } }
  array-2: { port-adapters: [fa-2, fb-2], disk-adapters: [da-2], bandwidth: 100MB/s }
hosts:
  web-1: { network: [lan, peers], boot: { auto: true } }
  web-2: { network: [lan, peers], boot: { auto: true } }
  web-3: { network: [lan, peers], boot: { auto: true } }
  ops-1: { network: ops, boot: { auto: true } }
links:
  l-1: { joins: [web-1, sw-1] }
  l-2: { joins: [web-2, sw-1] }
  l-3: { joins: [web-3, sw-2] }
  l-4: { joins: [sw-1, array-1/fa-1] }
  l-5: { joins: [sw-1, array-2/fa-2] }
  l-6: { joins: [sw-2, array-1/fb-1] }
  l-7: { joins: [sw-2, array-2/fb-2] }
zones:
  z-1: [web-1, web-2, array-1/fa-1, array-2/fa-2]
  z-2: [web-3, array-1/fb-1, array-2/fb-2]
replication:
  server: { on: ops-1 }
  peer-channel: peers
  agents: { ra-1: { on: web-1 }, ra-2: { on: web-2 }, ra-3: { on: web-3 } }
  applications: { shop: { on: web-1 }, desk: { on: web-2, quiesced: refuses } }
  transfers:
    orders: { from: orders-data, to: array-2, every: 5min, at: 20s, extent: 50MB, agents: [ra-1, [ra-2, ra-3]],
              before: { quiesce: shop }, after: { resume: shop } }
    users: { from: users-data, to: array-2, every: 7min, at: 30s, extent: 50MB, agents: [ra-2, ra-1, ra-3],
             before: { quiesce: desk }, after: { resume: desk } }
`;

/** In every third run two restores besides, which are due at one instant and write onto the same volume: one waits for the other. */
const RESTORES = `
    back: { restore: orders, every: 11min, at: 6min, extent: 50MB, agents: [ra-2, ra-3],
            before: { unmount: shop }, after: { remount: shop } }
    again: { restore: orders, every: 11min, at: 6min, extent: 50MB, agents: [ra-3, ra-1],
             before: { unmount: shop }, after: { remount: shop } }
`;

/** Each strikes now and then in the first half hour, so that there is time to recover from it. */
const BLOWS: readonly string[] = [
  "agent-failure: ra-1",
  "agent-failure: [ra-1, ra-2]",
  "agent-failure: [ra-1, ra-2, ra-3]",
  "agent-hang: ra-1",
  "agent-hang: ra-2",
  "crash: web-1",
  "hang: web-1",
  "crash: ops-1",
  "cut: l-1",
  "cut: sw-1",
  "cut: [sw-1, sw-2]",
  "cut: z-1",
  "cut: [l-3, z-1]",
  "cut: peers",
  "cut: router",
  "disturbance: { from: ra-1, to: transfer-server, loss: 50% }",
  "disturbance: { from: transfer-server, to: [ra-1, ra-2, ra-3], loss: 60%, repetition: 50% }",
  "disturbance: { from: transfer-server, to: [ra-1, ra-2], delay: 'uniform(0s, 20s)', repetition: 50% }",
  "slow-link: { of: l-1, factor: 20 }",
  "script-failure: shop",
  "script-failure: { application: shop, how: hang }",
  "controller-failure: transfer-server",
  "disk-failure: { volume: orders-data, copy: ahead }",
  "disk-failure: { volume: users-data, copy: ahead }",
  "corruption: { volume: orders-data, copy: ahead }",
  "adapter-failure: fa-2",
  "power-loss: array-2",
];

export const BLOW_KINDS = BLOWS;

/** By the policy and whether there are restores: decoding takes longer than a run. */
const decoded = new Map<string, Scenario>();

function scenarioFor(policy: string, restores: string): Scenario {
  const key = `${policy}${restores}`;
  const known = decoded.get(key);
  if (known !== undefined) return known;
  const faults = BLOWS.map((blow) => `  - { at: 1s, group: { ${blow} }, for: 1s }`).join("\n");
  const scenario = scenarioOf(
    `${WORLD}${restores}policies: { tried: { replication: ${policy} } }\nfaults:\n${faults}\n`,
  );
  decoded.set(key, scenario);
  return scenario;
}

/** Three blows at instants that the seed chooses, each for a while; then there is time to recover from them. */
function blowsFor(seed: number, { faults }: Scenario): readonly FaultSpec[] {
  const chance = new Streams(seed).stream("blows");
  const below = (most: number): number => Math.floor(chance.uniform() * most);
  return [1, 2, 3].map((number) => {
    const at = (10 + below(1000)) * SECOND;
    const fault = faults[below(faults.length)]!;
    return { ...fault, name: `${fault.name} ${number}`, timing: { at }, for: constant((5 + below(300)) * SECOND) };
  });
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

function run(seed: number, { policy = "{}", server, agent }: Breakage): readonly InvariantResult[] {
  const scenario = scenarioFor(policy, seed % 3 === 2 ? RESTORES : "");
  const [tried] = scenario.policies;
  const kernel = new Kernel();
  const world = new World(kernel, new Streams(seed), scenario.world, startMachine);
  const { duration } = scenario;
  const observation = observe({ spec: world.spec, duration, warmUp: 0, replication: seed, families: ["replication"] });
  world.listen((record) => observation.hear(record));
  world.start();
  for (const { place, machine, config } of replication.deploy(tried!, scenario)) {
    const broken = place === "transfer-server" ? server?.(transferServer) : agent?.(transferAgent);
    startMachine(world, place, (broken as typeof machine | undefined) ?? machine, config);
  }
  new Injector(world, blowsFor(seed, scenario)).begin();
  kernel.run(duration);
  world.traffic.audit();
  return observation.finish(duration).invariants;
}
