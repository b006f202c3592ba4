/** What carries data between hosts and storage: links, links between storage systems, and networks. */
import type { World } from "../../model/index.js";

export function lineNamed(world: World, name: string) {
  return world.links.get(name) ?? world.arrayLinks.get(name) ?? world.network(name);
}

/** The hosts that are on it. */
export function hostsOn(world: World, line: string): readonly string[] {
  return world.spec.hosts
    .filter(({ network, attachments }) => network === line || attachments.some(({ link }) => link === line))
    .map(({ name }) => name);
}
