/** The paths of hosts to their storage systems, as far as the configuration tells: how many there are, and what all of them need. */
import {
  type Cabling,
  cablingOf,
  grouped,
  type HostSpec,
  namedIn,
  type PathSpec,
  presenting,
  type VolumeSpec,
  type WorldSpec,
} from "../../model/index.js";
import type { Scenario } from "../scenario.js";
import { saidOnce, type Sentence, tell } from "./sentence.js";

/** One sentence for each host and storage system that are cabled together, or for many alike; nothing where no host has several paths to one. */
export function pathsOf({ world }: Scenario): readonly string[] {
  const cabling = cablingOf(world);
  const all = world.hosts.flatMap(({ name }) =>
    [...grouped(cabling.pathsFrom(name), ({ array }) => array)].map(([array, paths]) => ({ name, array, paths })),
  );
  if (all.every(({ paths }) => paths.length === 1)) return [];
  return saidOnce(
    all.map(({ name, array, paths }) => {
      const ways = paths.map(({ links, port }) => tell`${links.join(" and ")} to ${port}`.text);
      const sentence = tell`${name} has ${{ clause: count(paths) }} to ${array}: over ${{ clause: ways.join(", over ") }}`;
      // Of paths of as many links each the names alone differ.
      return { ...sentence, shape: JSON.stringify(paths.map(({ links }) => links.length)) };
    }),
  );
}

function count({ length }: readonly unknown[]): string {
  return length === 1 ? "1 path" : `${length} paths`;
}

/** What hosts cannot lose without losing a storage system that holds volumes of their own. */
export function waysOf(hosts: readonly HostSpec[], world: WorldSpec): readonly Sentence[] {
  const cabling = cablingOf(world);
  const owned = new Map(world.arrays.map(({ name, volumes }) => [name, grouped(volumes, ({ host }) => host)] as const));
  const atPort = grouped(
    world.hosts.flatMap(({ name }) => {
      const ports = new Set(cabling.pathsFrom(name).map(({ port }) => port));
      return [...ports].map((port) => ({ name, port }));
    }),
    ({ port }) => port,
  );
  return hosts.flatMap(({ name }) => {
    const reached = new Set(cabling.pathsFrom(name).map(({ array }) => array));
    return [...owned].flatMap(([array, volumes]) => {
      const own = reached.has(array) ? (volumes.get(name) ?? []) : [];
      return own.length === 0 ? [] : wayTo(array, name, own, cabling, atPort, world);
    });
  });
}

type AtPort = ReadonlyMap<string, readonly { readonly name: string }[]>;

/** @param own volumes of the host that are in the storage system */
function wayTo(
  array: string,
  name: string,
  own: readonly VolumeSpec[],
  cabling: Cabling,
  atPort: AtPort,
  world: WorldSpec,
): readonly Sentence[] {
  const ways = (works?: (line: string) => boolean): readonly (readonly PathSpec[])[] => {
    const paths = cabling.pathsFrom(name, works).filter((path) => path.array === array);
    return own.map(({ via }) => presenting(paths, via, ({ port }) => port));
  };
  const fewest = ways().reduce((a, b) => (a.length <= b.length ? a : b));
  const [first] = fewest;
  if (first === undefined) return [];
  if (fewest.length === 1) return [oneWay(name, first, atPort, world)];
  const passed = fewest.flatMap(({ links, switches, zones, port }) => [...links, ...switches, ...zones, port]);
  const needed = [...new Set(passed)].filter(
    (each) =>
      fewest.every(({ port }) => port === each) || ways((line) => line !== each).some((paths) => paths.length === 0),
  );
  if (needed.length === 0) return [];
  const paths = { clause: count(fewest) };
  // As a sequence of names, which would be joined by commas.
  const clause = needed.join(" and ");
  const told = tell`${name} has ${paths} to ${array}, and all of them need ${{ clause }}: a failover is needed when that is cut`;
  return [{ ...told, shape: told.shape.replace(clause, String(needed.length)) }];
}

function oneWay(name: string, { array, port, links, switches }: PathSpec, atPort: AtPort, world: WorldSpec): Sentence {
  const networks = links.flatMap((link) => namedIn(world.links, link)?.over ?? []);
  const over = [...links, ...networks, ...switches, port];
  const told = over.length === 2 ? over.join(" and ") : `${over.slice(0, -1).join(", ")} and ${port}`;
  const others = (atPort.get(port) ?? []).flatMap((host) => (host.name === name ? [] : host.name));
  if (others.length === 0)
    return tell`${name} has one way to ${array}, over ${told}: a failover is needed when that is cut`;
  return tell`${name} has one way to ${array}, over ${told}, and ${others} needs ${port} too`;
}
