/** What the machine of a host's paths is told before it starts. */
import type { DeviceConfig, PathsConfig } from "../../../control/index.js";
import {
  type ExportSpec,
  cablingOf,
  type PathSpec,
  pathName,
  presenting,
  type WorldSpec,
} from "../../../model/index.js";
import type { PathsPart } from "./policy.js";

/** Paths of a host to an exported device that it may see, in the order in which it uses them. */
export function pathsTo({ array, via, to }: ExportSpec, host: string, world: WorldSpec): readonly PathSpec[] {
  if (to?.includes(host) === false) return [];
  const found = cablingOf(world)
    .pathsFrom(host)
    .filter((path) => path.array === array);
  return presenting(found, via, ({ port }) => port);
}

/** Hosts that have a path to anything that is exported. */
export function hostsUsing(world: WorldSpec): readonly string[] {
  const { exports = [] } = world;
  return world.hosts.flatMap(({ name }) => (exports.some((each) => pathsTo(each, name, world).length > 0) ? name : []));
}

export function pathsConfig(host: string, { weights, ...policy }: PathsPart, world: WorldSpec): PathsConfig {
  const devices = (world.exports ?? []).map((each): DeviceConfig => {
    const paths = pathsTo(each, host, world).map((path) => ({
      name: pathName(path),
      portGroup: portGroupOf(each, path.port),
      weight: [...path.links, ...path.switches, path.port].reduce((all, name) => all * (weights[name] ?? 1), 1),
    }));
    return { name: each.name, access: each.access, paths };
  });
  return { host, devices: devices.filter(({ paths }) => paths.length > 0), policy };
}

function portGroupOf({ portGroups }: ExportSpec, port: string): number {
  const found = portGroups.findIndex((ports) => ports.includes(port));
  return found < 0 ? portGroups.length : found;
}
