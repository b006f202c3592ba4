/** What a failover controller is told of the world before it starts: names and sizes, nothing of what will happen. */
import type { FailoverConfig, Address, FailoverPolicy } from "../../control/index.js";
import {
  type AgentSpec,
  cablingOf,
  grouped,
  type HostSpec,
  namedIn,
  watchersIn,
  type ArraySpec,
  type VolumeSpec,
  type WorldSpec,
} from "../../model/index.js";
import { networksApart } from "./apart.js";

/** @param peers where other controllers over the same hosts are */
export function failoverConfig(
  world: WorldSpec,
  policy: FailoverPolicy,
  peers: readonly Address[] = [],
): FailoverConfig {
  const watchers = watchersIn(world.agents);
  const cabling = cablingOf(world);
  const isReached = reachOf(world);
  const isHeard = (host: HostSpec): boolean => {
    const from = watchers.get(host.name)?.host ?? host.name;
    return isReached(host) || (from !== host.name && isReached(namedIn(world.hosts, from) ?? host));
  };
  const pools = new Map(world.services.flatMap(({ name, pool = [] }) => pool.map((host) => [host, name] as const)));
  return {
    policy,
    hosts: world.hosts.map((host) => ({
      name: host.name,
      identity: host.identity,
      network: host.network,
      relay: host.relay ?? null,
      ...(host.relay === undefined && host.power === "off" && { needsHands: true as const }),
      ...(host.power === "on" && { startsOnline: true as const }),
      ...(!host.boot.auto && { stopsInStandalone: true as const }),
      startsIn: Math.round(host.boot.diagnostics.mean + host.boot.standalone.mean + host.boot.online.mean),
      ...(!isHeard(host) && { unheard: true as const }),
      ...(pools.has(host.name) && { poolOf: pools.get(host.name)! }),
      arrays: [...new Set(cabling.pathsFrom(host.name).map(({ array }) => array))],
      platform: host.platform ?? null,
      ...reporting(host.name, watchers.get(host.name)),
    })),
    volumes: world.arrays.flatMap((array) => array.volumes.map((volume) => volumeFacts(volume, array, world.exports))),
    surroundings: surroundings(world),
    groups: serviceGroups(world),
    peers,
  };
}

/** How often an agent reports of a host, and from where when it runs on another one. */
function reporting(name: string, agent: AgentSpec | undefined) {
  if (agent === undefined) return { reportEvery: null };
  return { reportEvery: agent.report, ...(agent.host !== name && { watchedFrom: agent.host }) };
}

function volumeFacts(
  volume: VolumeSpec,
  array: ArraySpec,
  exports: WorldSpec["exports"] = [],
): FailoverConfig["volumes"][number] {
  const { name, remoteMirror: remote, log, backup } = volume;
  const shownTo = exports.find((each) => each.volume === name)?.to;
  return {
    name,
    holds: volume.holds,
    size: volume.size,
    owner: volume.host,
    array: array.name,
    ...(shownTo !== undefined && { shownTo }),
    original: name,
    adapter: volume.on,
    changeRate: volume.changeRate,
    current: { device: name, host: volume.host },
    mirror: volume.mirrorOn === undefined ? null : { device: `${name}-mirror`, of: name },
    remoteMirror:
      remote === undefined
        ? null
        : {
            device: `${name}-remote`,
            of: name,
            array: remote.array,
            ...(remote.mode === "asynchronous" && { lags: true as const }),
          },
    log: log === undefined ? null : { rate: volume.logRate, replay: log.replay },
    backup: backup === undefined ? null : backupFacts(backup),
  };
}

function backupFacts({ every, bandwidth, array }: NonNullable<VolumeSpec["backup"]>) {
  return { every, bandwidth, ...(array !== undefined && { array }) };
}

function surroundings(world: WorldSpec): FailoverConfig["surroundings"] {
  return {
    arrays: Object.fromEntries(
      world.arrays.map(({ name, diskAdapters, volumes, network, split, reassign }) => [
        name,
        {
          adapters: diskAdapters.map((each) => ({ ...each, writers: writersBehind(each.name, volumes) })),
          network: network ?? null,
          split: Math.round(split.mean),
          reassign: Math.round(reassign.mean),
        },
      ]),
    ),
    arrayLinks: world.arrayLinks ?? [],
    directors: Object.fromEntries(
      world.services.flatMap(({ name, director, runsOn }) =>
        director === undefined || diesWith(runsOn, director, world) ? [] : [[name, director]],
      ),
    ),
    nameServers: nameServers(world),
    ...apartIn(world),
    ...(world.engine && { conversionCapacity: world.engine.capacity }),
    transformations: world.transformations ?? [],
  };
}

function apartIn(world: WorldSpec): Pick<FailoverConfig["surroundings"], "apart" | "untold"> {
  const apart = networksApart(world);
  if (Object.keys(apart).length === 0) return {};
  const isReached = reachOf(world);
  const own = world.directors.filter(({ byPrimary }) => byPrimary !== true);
  const untold = [...own, ...(world.nameServers ?? [])].filter((each) => !isReached(each)).map(({ name }) => name);
  return { apart, ...(untold.length > 0 && { untold }) };
}

/** Whether the controller reaches what stands on some networks, or a host over the links of its storage system. */
function reachOf(world: WorldSpec) {
  const { networks, over, on } = world.controller;
  const apart = networksApart(world);
  const isJoined = (network: string): boolean =>
    networks.length === 0 || networks.some((each) => apart[each]?.includes(network) !== true);
  return ({ name, network, alsoOn = [] }: { name: string; network: string; alsoOn?: readonly string[] }): boolean =>
    [network, ...alsoOn].some(isJoined) ||
    (over === "links" &&
      cablingOf(world)
        .pathsFrom(name)
        .some(({ array }) => array === on));
}

/** A director on the host that fails cannot redirect what was for it. */
function diesWith(host: string, director: string, { directors }: WorldSpec): boolean {
  return directors.some(({ name, on, byPrimary }) => name === director && (byPrimary === true || on === host));
}

function nameServers({
  services,
  nameServers: servers = [],
}: WorldSpec): FailoverConfig["surroundings"]["nameServers"] {
  const ttls = new Map(servers.map(({ name, ttl }) => [name, ttl]));
  return Object.fromEntries(
    services.flatMap(({ name, foundBy: server }) =>
      server === undefined ? [] : [[name, { server, ttl: ttls.get(server)! }]],
    ),
  );
}

/** Those whose volumes are declared to change all the while. */
function writersBehind(adapter: string, volumes: WorldSpec["arrays"][number]["volumes"]) {
  return volumes.flatMap(({ host, on, changeRate, logRate }) =>
    on === adapter && changeRate + logRate > 0 ? [{ host, rate: changeRate + logRate }] : [],
  );
}

/**
 * Services that start on one host share its identity and its volumes: they move together. Those of a pool have nobody from
 * whom they would have to be taken over.
 */
function serviceGroups(world: WorldSpec): FailoverConfig["groups"] {
  const services = grouped(world.services, ({ runsOn, pool }) => (pool === undefined ? runsOn : undefined));
  const volumes = grouped(
    world.arrays.flatMap((array) => array.volumes),
    ({ host }) => host,
  );
  return [...services].map(([holder, held]) => ({
    services: held.map(({ name }) => name),
    holder,
    volumes: (volumes.get(holder) ?? []).map(({ name }) => name),
  }));
}
