/** Over what the controller talks to hosts: how long that takes, and what must not break. */
import { cablingOf, grouped, type HostSpec, namedIn, type PathSpec, type WorldSpec } from "../../model/index.js";
import type { Micros } from "../../units/index.js";
import { type Sentence, tell } from "./sentence.js";

/** How long at most a sign of a host is on its way to the controller. */
export function latencyTo(name: string, world: WorldSpec): Micros {
  const { hosts, networks, controller } = world;
  const paths = talkPathsOf(name, world) ?? [];
  if (paths.length > 0) return Math.min(...paths.map(({ links }) => latencyOf(links, world)));
  const own = networksOf(namedIn(hosts, name));
  const shared = networks.filter((each) => own.includes(each.name) && controller.networks.includes(each.name));
  const latencies = (shared.length > 0 ? shared : networks).map(({ latency }) => latency);
  return shared.length > 0 ? Math.max(...latencies) : latencies.reduce((sum, each) => sum + each, 0);
}

/** How long an order of the controller is on its way over networks where nothing is cut; 0 where none leads there. */
export function latencyBetween(name: string, world: WorldSpec): Micros {
  const { hosts, directors, nameServers = [], controller } = world;
  const host = namedIn(hosts, name);
  const paths = host === undefined ? [] : (talkPathsOf(name, world) ?? []);
  if (paths.length > 0) return Math.min(...paths.map(({ links }) => latencyOf(links, world)));
  if (controller.on === name) return 0;
  const part = namedIn(directors, name) ?? namedIn(nameServers, name);
  const on = host === undefined ? (part === undefined ? [] : [part.network]) : networksOf(host);
  const ways = latenciesFrom(controller.networks, world);
  const least = Math.min(...on.map((each) => ways.get(each) ?? Infinity));
  return least === Infinity ? 0 : least;
}

/** How long an order is on its way to what is reached over a network, be it by a line of the controller's own. */
export function latencyOver(network: string, world: WorldSpec): Micros {
  return latenciesFrom(world.controller.networks, world).get(network) ?? namedIn(world.networks, network)?.latency ?? 0;
}

/** How long a message from one host to another is on its way over networks where nothing is cut; 0 where none leads there. */
export function leastLatency(from: string, to: string, world: WorldSpec): Micros {
  if (from === to) return 0;
  const [here, there] = [from, to].map((name) => networksOf(namedIn(world.hosts, name)));
  const ways = latenciesFrom(here!, world);
  const least = Math.min(...there!.map((each) => ways.get(each) ?? Infinity));
  return least === Infinity ? 0 : least;
}

function networksOf(host: HostSpec | undefined): readonly string[] {
  return host === undefined ? [] : [host.network, ...(host.alsoOn ?? [])];
}

/** To each network, that itself crossed (Bellman, Ford). */
function latenciesFrom(attached: readonly string[], { networks, connectors }: WorldSpec): ReadonlyMap<string, Micros> {
  const crossing = new Map(networks.map(({ name, latency }) => [name, latency]));
  const found = new Map(attached.flatMap((name) => (crossing.has(name) ? [[name, crossing.get(name)!] as const] : [])));
  for (let shorter = true; shorter;) {
    shorter = false;
    for (const { joins } of connectors) {
      const here = Math.min(...joins.map((name) => found.get(name) ?? Infinity));
      for (const name of joins) {
        const there = here + crossing.get(name)!;
        if (there >= (found.get(name) ?? Infinity)) continue;
        found.set(name, there);
        shorter = true;
      }
    }
  }
  return found;
}

/** The paths over which it talks to a host, none where that is not cabled to its storage system; `null`: it talks over networks. */
function talkPathsOf(name: string, world: WorldSpec): readonly PathSpec[] | null {
  const { on, over } = world.controller;
  return over === "links"
    ? cablingOf(world)
        .pathsFrom(name)
        .filter(({ array }) => array === on)
    : null;
}

function latencyOf(links: readonly string[], world: WorldSpec): Micros {
  return links.reduce((sum, name) => {
    const link = namedIn(world.links, name);
    const network = link?.over === undefined ? undefined : namedIn(world.networks, link.over);
    return sum + (link?.latency ?? 0) + 2 * (network?.latency ?? 0);
  }, 0);
}

/** What would make hosts seem dead that are not. @param names the hosts that it has to watch */
export function waysOfController(names: readonly string[], world: WorldSpec): readonly Sentence[] {
  const { controller, networks } = world;
  if (controller.over === "links") return names.flatMap((name) => wayOverLinks(name, world));
  const [only, ...others] = controller.networks;
  if (only === undefined || networks.length === 0) return [];
  if (others.length > 0) return names.flatMap((name) => lineTo(name, world));
  return [tell`the controller is attached to ${only} alone: when that is cut, every host seems dead to it`];
}

/** What would leave nobody who could be fenced, or given anything: orders that have one way. */
export function waysOfOrders({ controller, relays, arrays, networks }: WorldSpec): readonly Sentence[] {
  const { management } = controller;
  const far = relays.flatMap(({ name, over }) => (over === undefined ? [] : [{ name, over }]));
  const lines = [...grouped(far, ({ over }) => over)].map(
    ([over, those]) =>
      tell`${those.map(({ name }) => name)} can be reached over ${over} alone: while that is cut nobody switches what it feeds`,
  );
  if (management === undefined || namedIn(networks, management) === undefined) return lines;
  const near = relays.length > far.length ? "the power of hosts" : null;
  const what = [near, arrays.length > 0 ? "storage systems" : null, "people"].filter((each) => each !== null);
  const clause = what.join(", ");
  return [
    tell`orders that concern ${{ clause }} go over ${management} alone: while that is cut nobody is fenced, and nobody stands in`,
    ...lines,
  ];
}

/** A network on which a host is alone with the controller, where nothing else leads from one to the other. */
function lineTo(name: string, { controller, hosts, connectors }: WorldSpec): readonly Sentence[] {
  const on = (network: string) => hosts.filter((host) => networksOf(host).includes(network));
  const all = networksOf(namedIn(hosts, name));
  const [line, ...more] = all.filter((network) => controller.networks.includes(network));
  const isJoined = connectors.some(({ joins }) => joins.some((each) => all.includes(each)));
  if (line === undefined || more.length > 0 || isJoined || on(line).length > 1) return [];
  return [tell`the controller hears ${name} over ${line} alone: when that is cut, ${name} seems dead to it`];
}

function wayOverLinks(name: string, world: WorldSpec): readonly Sentence[] {
  const on = world.controller.on ?? "";
  const cabling = cablingOf(world);
  const paths = talkPathsOf(name, world) ?? [];
  if (paths.length === 0) return [tell`the controller talks to ${name} over networks: it is not cabled to ${on}`];
  const passed = paths.flatMap(({ links, switches, port }) => [...links, ...switches, port]);
  const needed = [...new Set(passed)].filter((each) => {
    const left = cabling.pathsFrom(name, (line) => line !== each);
    return !left.some(({ array, port }) => array === on && port !== each);
  });
  if (needed.length === 0) return [];
  const clause = needed.join(" and ");
  const told = tell`the controller hears ${name} over ${{ clause }} alone: when that is cut, ${name} seems dead to it`;
  return [{ ...told, shape: told.shape.replace(clause, String(needed.length)) }];
}
