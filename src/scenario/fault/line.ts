/** What carries data between hosts and storage: links, links between storage systems, and networks; and what they end at. */
import type { World } from "../../model/index.js";

export function lineNamed(world: World, name: string) {
  return world.links.get(name) ?? world.arrayLinks.get(name) ?? world.network(name);
}

/** What may be slow or lossy. */
interface Carrier {
  setSlowness(slowness: number): void;
  setLoss(loss: number): void;
}

/** The line of that name, or the adapter; of a switch all links that end there, for each crossing takes two of them. */
export function carriersOf(world: World, name: string): readonly Carrier[] {
  if (world.switches.has(name)) return [...world.links.values()].filter(({ spec }) => spec.joins?.includes(name));
  const array = arrayWith(world, name);
  return [array?.quality(name) ?? lineNamed(world, name)];
}

/** The storage system that an adapter belongs to. */
export function arrayWith(world: World, adapter: string) {
  return [...world.arrays.values()].find(({ ports, adapters }) => ports.has(adapter) || adapters.has(adapter));
}

/** The hosts that are attached to any of these storage systems. */
export function hostsAt(world: World, ...arrays: readonly string[]): readonly string[] {
  const { cabling } = world.fabric;
  return world.spec.hosts
    .filter(({ name }) => cabling.pathsFrom(name).some(({ array }) => arrays.includes(array)))
    .map(({ name }) => name);
}

/**
 * The hosts that are on it, a switch of the storage network too, and those in a zone; of what joins storage systems, or networks, all
 * that are on either side.
 */
export function hostsOn(world: World, line: string): readonly string[] {
  const { cabling } = world.fabric;
  const arrayLink = world.arrayLinks.get(line);
  if (arrayLink !== undefined) return hostsAt(world, ...arrayLink.spec.joins);
  const networks = world.connectors.get(line)?.spec.joins ?? [line];
  const members = world.zones.get(line)?.spec.members ?? [];
  return world.spec.hosts
    .filter(({ name, network }) => {
      const around = cabling.connectedTo(name);
      return networks.includes(network) || around.has(line) || [name, ...around].some((each) => members.includes(each));
    })
    .map(({ name }) => name);
}
