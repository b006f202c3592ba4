/** One run of a failover set under random partitions, also one-way, and random failures, with every invariant watching. */
import { type Effect, type Input, type Machine, setMember } from "../../../src/control/index.js";
import { startMachine, World } from "../../../src/model/index.js";
import { observe } from "../../../src/observe/index.js";
import type { InvariantResult } from "../../../src/result/index.js";
import { Injector } from "../../../src/scenario/assembly/injector.js";
import { failoverSets } from "../../../src/scenario/family/failover-sets.js";
import type { FaultSpec, Scenario } from "../../../src/scenario/index.js";
import { constant, Kernel, Streams } from "../../../src/sim/index.js";
import { SECOND } from "../../../src/units/index.js";
import { scenarioOf } from "../../scenario/a-scenario.js";

type AnyMachine = Machine<never, never, Input, Effect>;

/** What may be broken on purpose; whatever is left out is as shipped. */
export interface Breakage {
  /** Nobody fails again and again, or for long, beside the five blows: as runs were drawn before. */
  readonly blowsAlone?: true;
  readonly policy?: string;
  readonly member?: (shipped: typeof setMember) => AnyMachine;
  /** What members are told before they start. */
  readonly config?: (config: Record<string, unknown>) => Record<string, unknown>;
}

/** Four members and a witness, or five members; two networks of different kinds; parts that replace one another; changes all the time. */
const WORLD = `
name: sets
duration: 10min
seed: 1
networks: { eth: { latency: 500us }, fc: { latency: 100us } }
storage-servers:
  ss-1:
    networks: [eth, fc]
    supplies: [psu-1, psu-2]
    switching: xbar-1
    control: { mc-1: { priority: 1 }, mc-2: { priority: 2 } }
    cards: { c-1: { processors: [sp-1], ports: [p-1] }, c-2: { processors: [sp-2], ports: [p-2] } }
    stores: { st-1: { size: 1GB } }
  ss-2:
    networks: [eth, fc]
    supplies: [psu-3, psu-4]
    switching: xbar-2
    control: { mc-3: { priority: 2 }, mc-4: { priority: 2 } }
    cards: { c-3: { processors: [sp-3], ports: [p-3] }, c-4: { processors: [sp-4], ports: [p-4] } }
    stores: { st-2: { size: 1GB } }
  ss-3:
    networks: [eth, fc]
    control: { mc-5: { priority: 3 } }
    stores: { st-3: { size: 1GB } }
failover-sets:
  sets:
    control: { of: MEMBERS }
    front: { of: [sp-1, sp-2, sp-3, sp-4], composition: n-way }
    ways: { of: [[p-1, st-1], [p-3, st-2]] }
  console: { every: 700ms, until: 9min, keys: 3 }
policies: { tried: { failover-sets: POLICY } }
`;

/** By the policy and the number of members: decoding takes longer than a run. */
const decoded = new Map<string, Scenario>();

function scenarioFor(policy: string, members: string): Scenario {
  const key = `${policy} ${members}`;
  const known = decoded.get(key);
  if (known !== undefined) return known;
  const scenario = scenarioOf(WORLD.replace("POLICY", policy).replace("MEMBERS", members));
  decoded.set(key, scenario);
  return scenario;
}

const LIMIT = "limit: { failures: 2, within: 5min }";
const EVEN = { members: "[mc-1, mc-2, mc-3, mc-4]", policy: `{ quorum: { witness: st-3 }, ${LIMIT} }` };
const ODD = {
  members: "[mc-1, mc-2, mc-3, mc-4, mc-5]",
  policy: "{ limit: { failures: 1, within: 8min }, re-integrate: former-role }",
};
const CONTROL = ["mc-1", "mc-2", "mc-3", "mc-4", "mc-5"];

type Chance = (most: number) => number;

function pick<T>(items: readonly T[], below: Chance): T {
  return items[below(items.length)]!;
}

/** Two times in three a partition: of one network or both, one-way or not, along any line; else some part fails or hangs. */
function effectsOf(below: Chance, places: readonly string[]): FaultSpec["effects"] {
  const over = pick([["eth"], ["fc"], ["eth", "fc"], ["eth", "fc"], ["eth", "fc"]], below);
  const lost = pick(["both", "both", "to", "from"], below);
  const control = pick(
    CONTROL.filter((each) => places.includes(each)),
    below,
  );
  const effect = (kind: string, target: string, parameters: Record<string, unknown> = {}) => [
    { kind, target, parameters },
  ];
  switch (below(9)) {
    case 0:
      return effect("part-failure", control, { "cured-by": pick(["restart", "replace"], below), shorts: false });
    case 1:
      return effect("part-hang", control);
    case 2:
      return effect("part-errors", control, { interval: 2 * SECOND, "self-test": pick(["passes", "fails"], below) });
    case 3:
      return effect("part-failure", pick(["ss-1-backplane", "c-1", "sp-2", "psu-1", "st-1", "st-3", "ss-2"], below), {
        "cured-by": "restart",
        shorts: false,
      });
    case 4:
      return effect("member-cut", control, { over, lost });
    default: {
      const side = places.filter(() => below(2) === 0);
      return effect("set-split", "control", { side: side.length === 0 ? [control] : side, over, lost });
    }
  }
}

/** Five blows at instants that the seed chooses, each for a while; then there is time to recover from them. */
function blowsFor(seed: number, places: readonly string[]): readonly FaultSpec[] {
  const chance = new Streams(seed).stream("blows");
  const below: Chance = (most) => Math.floor(chance.uniform() * most);
  return [1, 2, 3, 4, 5].map((number) => ({
    name: `blow ${number}`,
    kind: "blow",
    effects: effectsOf(below, places),
    timing: { at: below(400_000) * 1000 },
    probability: 1,
    for: constant((100 + below(60_000)) * 1000),
  }));
}

/**
 * Beside them, in two runs of three: one member fails more often than the limit allows; and in two of three one is gone for longer than
 * anybody may take to notice. Five blows at random seldom come to either. From a stream of its own, so that the blows are the same without.
 */
function repeatedFor(seed: number, places: readonly string[]): readonly FaultSpec[] {
  const chance = new Streams(seed).stream("repeated");
  const below: Chance = (most) => Math.floor(chance.uniform() * most);
  const control = CONTROL.filter((each) => places.includes(each));
  const fails = (name: string, target: string, at: number, seconds: number): FaultSpec => ({
    ...{ name, kind: "blow", timing: { at: at * SECOND + below(SECOND) }, probability: 1 },
    effects: [{ kind: "part-failure", target, parameters: { "cured-by": "repair", shorts: false } }],
    for: constant(seconds * SECOND + below(SECOND)),
  });
  const flaps = below(3) > 0;
  const [flapping, gone] = [pick(control, below), pick(control, below)];
  const from = 20 + below(60);
  const often = flaps ? [0, 1, 2].map((time) => fails(`again ${time}`, flapping, from + 75 * time, 20)) : [];
  return below(3) > 0 ? [...often, fails("for long", gone, 400 + below(20), 75)] : often;
}

/** Runs one seed and returns what the invariants found. */
export function trial(seed: number, broken: Breakage = {}): readonly InvariantResult[] {
  return runTrial(seed, broken).invariants;
}

/** The same with all that happened, for those who look for the reason. */
export function runTrial(
  seed: number,
  { policy, member, config, blowsAlone }: Breakage,
  hear?: (record: unknown) => void,
) {
  const variant = seed % 2 === 0 ? EVEN : ODD;
  const scenario = scenarioFor(policy ?? variant.policy, variant.members);
  const [tried] = scenario.policies;
  const kernel = new Kernel();
  const world = new World(kernel, new Streams(seed), scenario.world, startMachine);
  const { duration } = scenario;
  const families = ["failover-sets"];
  const declared = failoverSets.declare!(tried!, scenario);
  const observation = observe({ spec: world.spec, duration, warmUp: 0, replication: seed, families, ...declared });
  world.listen((record) => {
    hear?.(record);
    observation.hear(record);
  });
  world.start();
  for (const { place, machine, config: own } of failoverSets.deploy(tried!, scenario)) {
    const isMember = (machine as unknown) === setMember;
    const changed = isMember ? ((member?.(setMember) ?? machine) as typeof machine) : machine;
    startMachine(world, place, changed, isMember && config ? config(own as Record<string, unknown>) : own);
  }
  const places = scenario.world.memberSets![0]!.members;
  const blows = blowsFor(seed, seed % 2 === 0 ? [...places, "st-3"] : places);
  new Injector(world, blowsAlone ? blows : [...blows, ...repeatedFor(seed, places)]).begin();
  kernel.run(duration);
  return observation.finish(duration);
}
