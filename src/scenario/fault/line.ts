/** What carries data between hosts and storage: links, links between storage systems, and networks. */
import type { World } from "../../model/index.js";

export function lineNamed(world: World, name: string) {
  return world.links.get(name) ?? world.arrayLinks.get(name) ?? world.network(name);
}

/** The hosts that are on it, a switch of the storage network too. */
export function hostsOn(world: World, line: string): readonly string[] {
  const { cabling } = world.fabric;
  return world.spec.hosts
    .filter(({ name, network }) => network === line || cabling.connectedTo(name).has(line))
    .map(({ name }) => name);
}
