/** Random schedules of what can be done to a small world, for property tests. */
import fc from "fast-check";
import type { World } from "../../src/model/index.js";
import type { Micros } from "../../src/units/index.js";

export interface Stroke {
  readonly at: Micros;
  readonly name: string;
  readonly strike: (world: World) => void;
}

const nobody = () => {};

/** Everything that may happen to a host, a relay, a network, storage and the director of `smallSpec`. */
const STROKES: { readonly [name: string]: (world: World, host: string) => void } = {
  crash: (world, host) => world.host(host).crash(),
  repair: (world, host) => world.host(host).repair(),
  hang: (world, host) => world.host(host).hang(),
  wake: (world, host) => world.host(host).wake(),
  slow: (world, host) => world.host(host).slow(4),
  fast: (world, host) => world.host(host).slow(1),
  unplug: (world, host) => world.host(host).setPlugged(false),
  "plug in": (world, host) => world.host(host).setPlugged(true),
  "power off": (world, host) => world.host(host).setSupply(false),
  "power on": (world, host) => world.host(host).setSupply(true),
  "shut down": (world, host) => world.host(host).shutDown(nobody),
  boot: (world, host) => world.host(host).boot(nobody),
  serviced: (world, host) => world.serviced(host),
  "agent crash": (world, host) => world.agents.get(host)?.setAlive(false),
  "agent restart": (world, host) => world.agents.get(host)?.setAlive(true),
  "relay off": (world, host) => world.relayOf(world.host(host))?.command("off", nobody),
  "relay on": (world, host) => world.relayOf(world.host(host))?.command("on", nobody),
  "relay stuck": (world, host) => world.relayOf(world.host(host))?.stick("closed"),
  "relay free": (world, host) => world.relayOf(world.host(host))?.free(),
  "link down": (world, host) => world.links.get(linkOf(host))?.setUp(false),
  "link up": (world, host) => world.links.get(linkOf(host))?.setUp(true),
  "network down": (world) => world.network("lan").setUp(false),
  "network up": (world) => world.network("lan").setUp(true),
  "array off": (world) => world.arrays.get("array-1")?.setPower(false),
  "array on": (world) => world.arrays.get("array-1")?.setPower(true),
  "director down": (world) => world.directors.get("director-1")?.setUp(false),
  "director up": (world) => world.directors.get("director-1")?.setUp(true),
  spike: (world) => world.clientOf("shop")?.arrivals.setFactor(5),
  "spike over": (world) => world.clientOf("shop")?.arrivals.setFactor(1),
};

function linkOf(host: string): string {
  return host.replace("web", "fc");
}

/** Strokes in the order of their times, each of which is drawn from `at`. */
export function schedules(at: fc.Arbitrary<Micros>, maxLength: number): fc.Arbitrary<readonly Stroke[]> {
  const stroke = fc.tuple(at, fc.constantFrom(...Object.keys(STROKES)), fc.constantFrom("web-1", "web-2"));
  return fc.array(stroke, { maxLength }).map((drawn) =>
    drawn
      .map(([time, kind, host]) => ({
        at: time,
        name: `${kind} ${host}`,
        strike: (world: World) => STROKES[kind]!(world, host),
        toString: () => `at ${time} ${kind} ${host}`,
      }))
      .sort((a, b) => a.at - b.at),
  );
}

export function plan(world: World, strokes: readonly Stroke[]): void {
  for (const { at, strike } of strokes) world.kernel.schedule(at, () => strike(world));
}
