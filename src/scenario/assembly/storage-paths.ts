/** The paths of hosts to their storage systems, as far as the configuration tells: how many there are, and what all of them need. */
import { Cabling, type HostSpec, type PathSpec, presenting, type WorldSpec } from "../../model/index.js";
import type { Scenario } from "../scenario.js";

/** One sentence for each host and storage system that are cabled together; nothing where no host has several paths to one. */
export function pathsOf({ world }: Scenario): readonly string[] {
  const cabling = new Cabling(world);
  const all = world.hosts.flatMap(({ name }) => {
    const paths = cabling.pathsFrom(name);
    const arrays = [...new Set(paths.map(({ array }) => array))];
    return arrays.map((array) => ({ name, array, paths: paths.filter((path) => path.array === array) }));
  });
  if (all.every(({ paths }) => paths.length === 1)) return [];
  return all.map(({ name, array, paths }) => {
    const ways = paths.map(({ links, port }) => `${links.join(" and ")} to ${port}`);
    return `${name} has ${count(paths)} to ${array}: over ${ways.join(", over ")}`;
  });
}

function count({ length }: readonly unknown[]): string {
  return length === 1 ? "1 path" : `${length} paths`;
}

/** What a host cannot lose without losing a storage system that holds volumes of its own. */
export function waysOf({ name }: HostSpec, world: WorldSpec): readonly string[] {
  const cabling = new Cabling(world);
  return world.arrays.flatMap(({ name: array, volumes }) => {
    const own = volumes.filter(({ host }) => host === name);
    const ways = (works?: (line: string) => boolean): readonly (readonly PathSpec[])[] => {
      const paths = cabling.pathsFrom(name, works).filter((path) => path.array === array);
      return own.map(({ via }) => presenting(paths, via, ({ port }) => port));
    };
    const fewest = ways().reduce<readonly PathSpec[] | null>(
      (a, b) => (a !== null && a.length <= b.length ? a : b),
      null,
    );
    const first = fewest?.[0];
    if (fewest === null || first === undefined) return [];
    if (fewest.length === 1) return [oneWay(name, first, world, cabling)];
    const passed = fewest.flatMap(({ links, switches, zones, port }) => [...links, ...switches, ...zones, port]);
    const needed = [...new Set(passed)].filter(
      (each) =>
        fewest.every(({ port }) => port === each) || ways((line) => line !== each).some((paths) => paths.length === 0),
    );
    if (needed.length === 0) return [];
    const all = `${name} has ${count(fewest)} to ${array}, and all of them need ${needed.join(" and ")}`;
    return [`${all}: a failover is needed when that is cut`];
  });
}

function oneWay(name: string, { array, port, links, switches }: PathSpec, world: WorldSpec, cabling: Cabling): string {
  const over = [...links, ...switches, port];
  const shared = world.hosts.filter(
    (host) =>
      host.name !== name && cabling.pathsFrom(host.name).some((each) => each.array === array && each.port === port),
  );
  const told = over.length === 2 ? over.join(" and ") : `${over.slice(0, -1).join(", ")} and ${port}`;
  const alone = `${name} has one way to ${array}, over ${told}`;
  if (shared.length === 0) return `${alone}: a failover is needed when that is cut`;
  return `${alone}, and ${shared.map((host) => host.name).join(", ")} needs ${port} too`;
}
