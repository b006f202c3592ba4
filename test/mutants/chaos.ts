/** Random faults for a small world: a few at random times, each mended after a random time, all drawn from the seed. */
import type { World, WorldSpec } from "../../src/model/index.js";
import { faultKind } from "../../src/scenario/fault/index.js";
import type { Kind } from "../../src/scenario/schema/names.js";
import type { Stream } from "../../src/sim/index.js";
import { type Micros, SECOND } from "../../src/units/index.js";

/** A kind of fault of the language, and with what parameters. */
export interface Blow {
  readonly kind: string;
  readonly parameters?: (stream: Stream) => Readonly<Record<string, unknown>>;
  /** What it may hit, where the language allows less than its kinds of names say. */
  readonly targets?: (spec: WorldSpec) => readonly string[];
}

type Named = readonly { readonly name: string }[];

const namesOf = (things: Named) => things.map(({ name }) => name);

const volumesOf = (spec: WorldSpec) => spec.arrays.flatMap(({ volumes }) => volumes);

/** The names of a world, by the kinds of names that the language knows. */
const NAMES: Readonly<Partial<Record<Kind, (spec: WorldSpec) => readonly string[]>>> = {
  host: ({ hosts }) => namesOf(hosts),
  relay: ({ relays }) => namesOf(relays),
  link: ({ links }) => namesOf(links),
  "array-link": ({ arrayLinks = [] }) => namesOf(arrayLinks),
  network: ({ networks }) => namesOf(networks),
  connector: ({ connectors }) => namesOf(connectors),
  array: ({ arrays }) => namesOf(arrays),
  "port-adapter": ({ arrays }) => namesOf(arrays.flatMap(({ portAdapters }) => portAdapters)),
  "disk-adapter": ({ arrays }) => namesOf(arrays.flatMap(({ diskAdapters }) => diskAdapters)),
  volume: (spec) => namesOf(volumesOf(spec)),
  director: ({ directors }) => namesOf(directors),
  "name-server": ({ nameServers = [] }) => namesOf(nameServers),
  switch: ({ switches = [] }) => namesOf(switches),
  zone: ({ zones = [] }) => namesOf(zones),
  "transfer-agent": ({ processes = [] }) => namesOf(processes),
  controller: () => ["controller"],
  // Where it leads over one of the networks it is cut with that.
  "management-path": ({ controller }) => (controller.management === undefined ? ["management"] : []),
};

const COMPONENTS = ["cpu", "memory", "network-controller", "io-controller", "adapter"];

const COPIES = ["volume", "mirror", "ahead"];

export const BLOWS: readonly Blow[] = [
  { kind: "crash" },
  { kind: "hang" },
  { kind: "slow", parameters: (stream) => ({ factor: between(5, 50, stream) }) },
  {
    kind: "malfunction",
    parameters: (stream) => ({
      component: pick(COMPONENTS, stream),
      found: pick(["agent", "quick", "extended", "nobody"], stream),
    }),
  },
  {
    kind: "precursors",
    parameters: () => ({ component: "memory", errors: 4, over: 20 * SECOND, "ends-in-crash": 0.5 }),
  },
  { kind: "agent-crash", targets: ({ agents }) => agents.map(({ host }) => host) },
  { kind: "power-loss" },
  { kind: "cut" },
  { kind: "flap", parameters: (stream) => ({ period: between(2 * SECOND, 30 * SECOND, stream) }) },
  { kind: "lossy", parameters: () => ({ loss: 0.2 }) },
  { kind: "slow-link", parameters: (stream) => ({ factor: between(2, 100, stream) }) },
  { kind: "partition", parameters: (stream) => ({ lost: pick(["both", "to-host", "from-host"], stream) }) },
  {
    kind: "disturbance",
    targets: ({ hosts }) => namesOf(hosts),
    parameters: (stream) => ({ to: ["controller"], loss: pick([0.3, 1], stream) }),
  },
  { kind: "relay-stuck", parameters: (stream) => ({ as: pick(["open", "closed"], stream) }) },
  { kind: "relay-unreachable" },
  { kind: "adapter-failure" },
  { kind: "storage-processor" },
  { kind: "disk-failure", parameters: (stream) => ({ copy: pick(COPIES, stream) }) },
  { kind: "corruption", parameters: (stream) => ({ copy: pick(COPIES, stream) }) },
  {
    kind: "backup-failure",
    parameters: (stream) => ({ as: pick(["missing", "stale"], stream) }),
    targets: (spec) => namesOf(volumesOf(spec).filter(({ backup }) => backup !== undefined)),
  },
  {
    kind: "firmware-mismatch",
    targets: ({ hosts }) => namesOf(hosts.filter(({ platform }) => platform !== undefined)),
  },
  { kind: "operator-error", parameters: (stream) => ({ does: pick(["shut-down", "unplug"], stream) }) },
  { kind: "director-failure" },
  { kind: "name-server-failure" },
  { kind: "controller-failure" },
];

/** Kinds of faults that are not drawn, and why. */
export const LEFT_OUT: Readonly<Record<string, string>> = {
  spike: "it is load, and breaks nothing; worlds of load balancing have it",
  "agent-failure": "agents of transfers: test/mutants/replication has them",
  "agent-hang": "agents of transfers: test/mutants/replication has them",
  "script-failure": "scripts of transfers: test/mutants/replication has them",
  "path-failure": "paths to exported devices: test/mutants/paths has them",
  "part-failure": "parts and members of storage servers: test/mutants/failover-sets has them",
  "part-hang": "parts and members of storage servers: test/mutants/failover-sets has them",
  "part-errors": "parts and members of storage servers: test/mutants/failover-sets has them",
  "member-cut": "parts and members of storage servers: test/mutants/failover-sets has them",
  "set-split": "parts and members of storage servers: test/mutants/failover-sets has them",
  "pair-failure": "domains: test/mutants/dual-server has them",
  "pair-hang": "domains: test/mutants/dual-server has them",
  "driver-failure": "domains: test/mutants/dual-server has them",
  "driver-hang": "domains: test/mutants/dual-server has them",
  "server-failure": "domains: test/mutants/dual-server has them",
  "server-hang": "domains: test/mutants/dual-server has them",
  "system-power-loss": "domains: test/mutants/dual-server has them",
  "site-power-loss": "domains: test/mutants/dual-server has them",
  "device-removed": "domains: test/mutants/dual-server has them",
  "device-unavailable": "domains: test/mutants/dual-server has them",
  "re-initialise": "domains: test/mutants/dual-server has them",
};

/** What a blow may hit in a world. */
export function targetsOf({ kind, targets }: Blow, spec: WorldSpec): readonly string[] {
  if (targets !== undefined) return targets(spec);
  return faultKind(kind).targets.flatMap((each) => {
    const names = NAMES[each];
    if (names === undefined) throw new Error(`${kind} aims at a ${each}, and nobody knows their names here`);
    return names(spec);
  });
}

export interface ChaosPlan {
  readonly blows: readonly Blow[];
  /** How many strike at most, those at one instant counted once. */
  readonly most: number;
  readonly from: Micros;
  readonly to: Micros;
  /** The longest time until one is mended. */
  readonly longest: Micros;
  /** With this probability a step that begins is struck, or mended, in its middle, instead of a drawn instant. */
  readonly atSteps?: number;
}

/** With this probability two strike at one instant and are mended at one instant, as a group of the language does. */
const TOGETHER = 0.15;

interface Struck {
  readonly name: string;
  readonly target: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly fault: string;
}

/** Plans the blows of a run; every one is over before `to + longest`. */
export function unleash(world: World, plan: ChaosPlan): void {
  const stream = world.streams.stream("chaos");
  const blows = plan.blows.filter((blow) => targetsOf(blow, world.spec).length > 0);
  const count = 1 + Math.floor(stream.uniform() * plan.most);
  for (let i = 0; i < count; i++) {
    const group: Struck[] = [];
    const size = stream.uniform() < TOGETHER ? 2 : 1;
    for (let j = 0; j < size; j++) {
      const blow = pick(blows, stream);
      const target = pick(targetsOf(blow, world.spec), stream);
      const fault = `${blow.kind} ${target} #${i}`;
      group.push({ name: blow.kind, target, parameters: blow.parameters?.(stream) ?? {}, fault });
    }
    const at = between(plan.from, plan.to, stream);
    const length = between(SECOND, plan.longest, stream);
    // Nothing more is drawn where nobody asks for it: the runs of such plans stay what they are.
    const strikes = plan.atSteps === undefined ? atOnce : inTheMiddle(world, plan.atSteps, stream, atOnce);
    const lasts = plan.atSteps === undefined ? after(world) : inTheMiddle(world, plan.atSteps, stream, after(world));
    world.kernel.schedule(at, () =>
      strikes(plan.longest, () => {
        const cures = group.map((each) => strike(world, each));
        lasts(length, () => cures.forEach((cure) => cure()));
      }),
    );
  }
}

/** Does something by and by, after so long at the latest. */
type Waiting = (atMost: Micros, act: () => void) => void;

const atOnce: Waiting = (_, act) => act();

const after =
  (world: World): Waiting =>
  (atMost, act) =>
    void world.kernel.after(atMost, act);

/** Waits for one of the next steps of an undertaking to begin, and then for some of a second or two. */
function inTheMiddle(world: World, probability: number, stream: Stream, otherwise: Waiting): Waiting {
  if (stream.uniform() >= probability) return otherwise;
  let left = 1 + Math.floor(stream.uniform() * 8);
  const pause = between(0, 2 * SECOND, stream);
  return (atMost, act) => {
    let isDone = false;
    const once = (): void => {
      if (!isDone) act();
      isDone = true;
    };
    world.kernel.after(atMost, once);
    world.listen((record) => {
      if (record.kind !== "NoteMade" || record.note.kind !== "step-begun" || isDone) return;
      left -= 1;
      if (left === 0) world.kernel.after(pause, once);
    });
  };
}

/** What it returns ends it; what would change nothing does not strike. */
function strike(world: World, { name, target, parameters, fault }: Struck): () => void {
  const kind = faultKind(name);
  if (!kind.canStrike(world, target, parameters)) return () => undefined;
  const told = { fault, effect: name, target };
  world.record({ kind: "FaultInjected", ...told });
  const luck = world.streams.stream(`fault/${name}/${target}`).uniform();
  const cure = kind.strike(world, target, parameters, luck);
  return () => {
    cure();
    world.record({ kind: "FaultCleared", ...told });
    for (const host of kind.hostsServiced(world, target, parameters)) world.people.serviced(host);
  };
}

function pick<T>(choices: readonly T[], stream: Stream): T {
  return choices[Math.floor(stream.uniform() * choices.length)]!;
}

/** A whole number. */
function between(from: number, to: number, stream: Stream): number {
  return Math.floor(from + stream.uniform() * (to - from));
}
