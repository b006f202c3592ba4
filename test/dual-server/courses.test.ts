import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  clusterAgent,
  type ClusterAgentConfig,
  type Effect,
  type Input,
  type TaskOrder,
} from "../../src/control/index.js";
import { type Record as WorldRecord, startMachine, World } from "../../src/model/index.js";
import { observe } from "../../src/observe/index.js";
import { Injector } from "../../src/scenario/assembly/injector.js";
import { domain } from "../../src/scenario/family/domain.js";
import type { FaultSpec, Scenario } from "../../src/scenario/index.js";
import { constant, Kernel, Streams } from "../../src/sim/index.js";
import { MILLISECOND, SECOND } from "../../src/units/index.js";
import { BLOW_KINDS } from "../mutants/dual-server/trial.js";
import { scenarioOf } from "../scenario/a-scenario.js";

/** Two consoles give many tasks, of which only sums are told, and a third one a few that are told. */
const WORLD = `
name: courses
duration: 4min
seed: 1
networks: { lan-a: { latency: 1ms }, lan-b: { latency: 1ms }, wan: { latency: 10ms } }
connectors: { router-a: { joins: [lan-a, wan] }, router-b: { joins: [wan, lan-b] } }
hosts:
  "c-{i}": { count: 2, network: lan-a, boot: { auto: true } }
  c-3: { network: lan-b, boot: { auto: true } }
  c-4: { network: lan-b, boot: { auto: true } }
domain:
  sites: { site-a: { network: lan-a }, site-b: { network: lan-b } }
  systems:
    left: { site: site-a, clusters: [c-1, c-2], devices: { rank-1: {}, rank-2: {} } }
    right: { site: site-b, clusters: [c-3, c-4], devices: { rank-3: {} } }
  clusters: { c-4: { pairs: 2 } }
  servers: { A: { on: c-1 }, B: { on: c-3 } }
  tasks: { copy: { takes: "uniform(1s, 1min)", fails: 10%, share: 30% }, query: { takes: 100ms, fails: 1%, share: 70% } }
  consoles:
    ops: { site: site-a, rate: 2/s, patience: 20s, notices: "uniform(1s, 20s)", tell: sums }
    night: { site: site-b, rate: 1/s, servers: [B, A], patience: 10s, notices: "uniform(1s, 10s)", tell: sums }
    one-by-one: { site: site-a, rate: 4/min, patience: 40s }
  store: STORE
policies:
  dual: { domain: {} }
  moving: { domain: { re-register: automatic, agents: primary-only } }
`;

const scenarios = new Map<string, Scenario>();

function scenarioWith(store: string): Scenario {
  const known = scenarios.get(store);
  if (known !== undefined) return known;
  const faults = BLOW_KINDS.map((blow) => `  - { at: 1s, group: { ${blow} }, for: 1s }`).join("\n");
  const scenario = scenarioOf(`${WORLD.replace("STORE", store)}faults:\n${faults}\n`);
  scenarios.set(store, scenario);
  return scenario;
}

interface Setting {
  readonly seed: number;
  readonly store: string;
  readonly policy: number;
  readonly blows: readonly { readonly which: number; readonly at: number; readonly lasts: number }[];
}

function run({ seed, store, policy, blows }: Setting, everyEvent: boolean) {
  const scenario = scenarioWith(store);
  const kernel = new Kernel();
  const world = new World(kernel, new Streams(seed), scenario.world, startMachine, { everyEvent });
  const context = { duration: scenario.duration, warmUp: 0, replication: seed, families: ["domain"] };
  const observation = observe({ spec: world.spec, ...context });
  const records: WorldRecord[] = [];
  world.listen((record) => {
    records.push(record);
    observation.hear(record);
  });
  world.start();
  for (const { place, machine, config } of domain.deploy(scenario.policies[policy]!, scenario))
    startMachine(world, place, machine, config);
  const faults = blows.map(({ which, at, lasts }, number): FaultSpec => {
    const fault = scenario.faults[which]!;
    return { ...fault, name: `${fault.name} ${number}`, timing: { at }, for: constant(lasts) };
  });
  new Injector(world, faults).begin();
  kernel.run(scenario.duration);
  const { measures, invariants } = observation.finish(scenario.duration);
  return { records, measures, invariants, digest: world.behaviour.hex, executed: kernel.executed };
}

function expectTheSame(setting: Setting): void {
  const [every, few] = [run(setting, true), run(setting, false)];
  const first = every.records.findIndex((record, i) => JSON.stringify(record) !== JSON.stringify(few.records[i]));
  if (first >= 0) expect(few.records.slice(first, first + 3)).toEqual(every.records.slice(first, first + 3));
  expect(few.records.length).toBe(every.records.length);
  expect(few.digest).toBe(every.digest);
  expect(few.measures).toEqual(every.measures);
  expect(few.invariants).toEqual(every.invariants);
}

const blow = fc.record({
  which: fc.nat(BLOW_KINDS.length - 1),
  // At any instant, or at one at which it is likely that several things happen.
  at: fc.oneof(
    fc.integer({ min: 1, max: 220 * SECOND }),
    fc.nat(220).map((second) => (1 + second) * SECOND),
  ),
  lasts: fc.oneof(fc.integer({ min: 1, max: 60 * SECOND }), fc.constantFrom(5 * MILLISECOND, SECOND, 10 * SECOND)),
});

describe("a run in which tasks go as the machines on their way foresee", () => {
  it("behaves as one in which everybody is asked at each step, whatever happens", () => {
    const setting = fc.record({
      seed: fc.nat(1_000_000),
      store: fc.constantFrom("50ms", "5ms", "0s", "3s"),
      policy: fc.nat(1),
      blows: fc.array(blow, { minLength: 1, maxLength: 8 }),
    });
    fc.assert(fc.property(setting, expectTheSame), { numRuns: 12, endOnFailure: true });
  });

  it("leaves nothing behind in an agent but that the identities of two actions are taken", () => {
    const order: TaskOrder = {
      console: "ops",
      number: 7,
      task: "query",
      cluster: "c-1",
      system: "s",
      over: 7,
      told: false,
    };
    const asked = asAgent();
    const heard: Input = {
      ...{ kind: "message", from: "A", over: null, heardAt: 10, count: 1 },
      body: { kind: "do-task", order, server: "A" },
    };
    const foreseen = asAgent();
    const answer = clusterAgent.foresight!.answer(foreseen.state, heard);
    clusterAgent.foresight!.skip(foreseen.state, 1);

    const done = (effects: readonly Effect[]): Input => {
      const ids = effects.flatMap((each) => (each.kind === "act" ? [each.id] : []));
      expect(ids).toHaveLength(1);
      return { kind: "outcome", id: ids[0]!, outcome: { status: "done" } };
    };
    const stored = done(asked.take(heard, 10));
    const handedOn = done(asked.take(stored, 20));
    expect(asked.take(handedOn, 20)).toEqual([]);
    const over: Input = {
      ...heard,
      from: "c-1-driver",
      body: { kind: "task-over", order, server: "A", result: "done" },
    };
    expect(asked.take(over, 30)).toEqual([answer]);
    expect(foreseen.state).toEqual(asked.state);
  });
});

/** One that has just been launched. */
function asAgent() {
  const config: ClusterAgentConfig = {
    ...{ agent: "c-1-A", cluster: "c-1", pair: 1, ordinal: 0, servers: [{ place: "A" }], starter: "c-1" },
    policy: { tries: null, pause: 10, answer: 5, every: 10, changes: "read", leaveAfter: null },
  };
  const { state } = clusterAgent.start(config, 0);
  return { state, take: (input: Input, now: number) => clusterAgent.step(state, input, now).effects };
}
