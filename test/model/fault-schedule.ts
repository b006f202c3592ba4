/** Random schedules of what can be done to a small world, for property tests. */
import fc from "fast-check";
import type { World } from "../../src/model/index.js";
import type { Micros } from "../../src/units/index.js";

export interface Stroke {
  readonly at: Micros;
  readonly name: string;
  readonly strike: (world: World) => void;
  /** How a counterexample shows it. */
  toString(): string;
}

const nobody = () => {};

type Deed = (world: World, host: string) => void;

/** What may be done to a host, its relay and link, or to what both hosts share, in `smallSpec`; and what undoes it. */
const FAULTS: { readonly [name: string]: readonly [Deed, Deed] } = {
  crash: [(world, host) => world.host(host).crash(), (world, host) => world.host(host).repair()],
  hang: [(world, host) => world.host(host).hang(), (world, host) => world.host(host).wake()],
  slow: [(world, host) => world.host(host).slow(4), (world, host) => world.host(host).slow(1)],
  unplug: [(world, host) => world.host(host).power.pull(false), (world, host) => world.people.serviced(host)],
  blackout: [
    (world, host) => world.host(host).power.setSupply(false),
    (world, host) => world.host(host).power.setSupply(true),
  ],
  "shut down": [
    (world, host) => world.host(host).life.shutDown(nobody),
    (world, host) => world.host(host).life.boot(nobody),
  ],
  "agent crash": [
    (world, host) => world.agents.get(host)?.setAlive(false),
    (world, host) => world.agents.get(host)?.setAlive(true),
  ],
  "switch off": [
    (world, host) => world.host(host).relay?.command("off", nobody),
    (world, host) => world.host(host).relay?.command("on", nobody),
  ],
  "relay stuck": [
    (world, host) => world.host(host).relay?.stick("closed"),
    (world, host) => world.host(host).relay?.free(),
  ],
  "link cut": [
    (world, host) => world.links.get(linkOf(host))?.setUp(false),
    (world, host) => world.links.get(linkOf(host))?.setUp(true),
  ],
  "link slow": [
    (world, host) => world.links.get(linkOf(host))?.setSlowness(3),
    (world, host) => world.links.get(linkOf(host))?.setSlowness(1),
  ],
  "port failure": [
    (world, host) => world.arrays.get("array-1")?.setAdapterUp(portOf(host), false),
    (world, host) => world.arrays.get("array-1")?.setAdapterUp(portOf(host), true),
  ],
  "adapter failure": [
    (world, host) => world.host(host).reach.setComponent("adapter", false),
    (world, host) => world.host(host).reach.setComponent("adapter", true),
  ],
  "network cut": [(world) => world.network("lan").setUp(false), (world) => world.network("lan").setUp(true)],
  "array blackout": [
    (world) => world.arrays.get("array-1")?.setPower(false),
    (world) => world.arrays.get("array-1")?.setPower(true),
  ],
  "director fault": [
    (world) => world.directors.get("director-1")?.setUp(false),
    (world) => world.directors.get("director-1")?.setUp(true),
  ],
  spike: [
    (world) => world.traffic.clientOf("shop")?.arrivals.setFactor(5),
    (world) => world.traffic.clientOf("shop")?.arrivals.setFactor(1),
  ],
};

function linkOf(host: string): string {
  return host.replace("web", "fc");
}

function portOf(host: string): string {
  return host.replace("web", "fa");
}

/** At most so many faults, in the order of their strokes and cures. */
export function schedules(
  at: fc.Arbitrary<Micros>,
  length: fc.Arbitrary<Micros>,
  maxFaults: number,
): fc.Arbitrary<readonly Stroke[]> {
  const host = fc.constantFrom("web-1", "web-1", "web-2");
  const fault = fc.tuple(at, length, fc.constantFrom(...Object.keys(FAULTS)), host);
  return fc
    .array(fault, { maxLength: maxFaults })
    .map((drawn) =>
      drawn
        .flatMap(([begin, lasts, kind, name]) => [
          stroke(begin, `${kind} of ${name}`, name, FAULTS[kind]![0]),
          stroke(begin + lasts, `end of ${kind} of ${name}`, name, FAULTS[kind]![1]),
        ])
        .sort((a, b) => a.at - b.at),
    );
}

function stroke(at: Micros, name: string, host: string, deed: Deed): Stroke {
  return { at, name, strike: (world) => deed(world, host), toString: () => `at ${at} ${name}` };
}

export function plan(world: World, strokes: readonly Stroke[]): void {
  for (const { at, strike } of strokes) world.kernel.schedule(at, () => strike(world));
}
