/** Random faults for a small world: a few at random times, each mended after a random time, all drawn from the seed. */
import type { World, WorldSpec } from "../../src/model/index.js";
import { faultKind } from "../../src/scenario/fault/index.js";
import type { Stream } from "../../src/sim/index.js";
import { type Micros, SECOND } from "../../src/units/index.js";

/** A kind of fault of the language, and what it may hit here. */
export interface Blow {
  readonly kind: string;
  readonly targets: (spec: WorldSpec) => readonly string[];
  readonly parameters?: (stream: Stream) => Readonly<Record<string, unknown>>;
}

const hosts = (spec: WorldSpec) => spec.hosts.map(({ name }) => name);

const COMPONENTS = ["cpu", "memory", "network-controller", "io-controller", "adapter"];

export const BLOWS: readonly Blow[] = [
  { kind: "crash", targets: hosts },
  { kind: "hang", targets: hosts },
  { kind: "slow", targets: hosts, parameters: (stream) => ({ factor: 5 + Math.floor(stream.uniform() * 45) }) },
  { kind: "power-loss", targets: (spec) => [...hosts(spec), ...spec.arrays.map(({ name }) => name)] },
  { kind: "agent-crash", targets: (spec) => spec.agents.map(({ host }) => host) },
  {
    kind: "relay-stuck",
    targets: (spec) => spec.relays.map(({ name }) => name),
    parameters: (stream) => ({ as: stream.uniform() < 0.5 ? "open" : "closed" }),
  },
  { kind: "relay-unreachable", targets: (spec) => spec.relays.map(({ name }) => name) },
  {
    kind: "partition",
    targets: hosts,
    parameters: (stream) => ({ lost: pick(["both", "to-host", "from-host"], stream) }),
  },
  { kind: "lossy", targets: (spec) => spec.networks.map(({ name }) => name), parameters: () => ({ loss: 0.2 }) },
  {
    kind: "malfunction",
    targets: hosts,
    parameters: (stream) => ({
      component: pick(COMPONENTS, stream),
      found: pick(["agent", "quick", "nobody"], stream),
    }),
  },
  {
    kind: "precursors",
    targets: hosts,
    parameters: () => ({ component: "memory", errors: 4, over: 20 * SECOND, "ends-in-crash": 0.5 }),
  },
  {
    kind: "adapter-failure",
    targets: (spec) =>
      spec.arrays.flatMap((array) => [...array.portAdapters, ...array.diskAdapters].map(({ name }) => name)),
  },
  { kind: "storage-processor", targets: (spec) => spec.arrays.map(({ name }) => name) },
  { kind: "controller-failure", targets: () => ["controller"] },
  { kind: "cut", targets: (spec) => [...spec.links, ...spec.networks].map(({ name }) => name) },
];

export interface ChaosPlan {
  readonly blows: readonly Blow[];
  /** How many strike at most. */
  readonly most: number;
  readonly from: Micros;
  readonly to: Micros;
  /** The longest time until one is mended. */
  readonly longest: Micros;
}

/** Plans the blows of a run; every one is over before `to + longest`. */
export function unleash(world: World, plan: ChaosPlan): void {
  const stream = world.streams.stream("chaos");
  const count = 1 + Math.floor(stream.uniform() * plan.most);
  for (let i = 0; i < count; i++) {
    const blow = pick(plan.blows, stream);
    const target = pick(blow.targets(world.spec), stream);
    const parameters = blow.parameters?.(stream) ?? {};
    const at = between(plan.from, plan.to, stream);
    const length = between(SECOND, plan.longest, stream);
    world.kernel.schedule(at, () => strike(world, blow.kind, target, parameters, length, i));
  }
}

function strike(world: World, name: string, target: string, parameters: object, length: Micros, number: number): void {
  const kind = faultKind(name);
  const given = parameters as Readonly<Record<string, unknown>>;
  if (!kind.canStrike(world, target, given)) return;
  const told = { fault: `${name} ${target} #${number}`, effect: name, target };
  world.record({ kind: "FaultInjected", ...told });
  const cure = kind.strike(world, target, given);
  world.kernel.after(length, () => {
    cure();
    world.record({ kind: "FaultCleared", ...told });
    for (const host of kind.hostsServiced(world, target)) world.serviced(host);
  });
}

function pick<T>(choices: readonly T[], stream: Stream): T {
  return choices[Math.floor(stream.uniform() * choices.length)]!;
}

function between(from: Micros, to: Micros, stream: Stream): Micros {
  return Math.floor(from + stream.uniform() * (to - from));
}
