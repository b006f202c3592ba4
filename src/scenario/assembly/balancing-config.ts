/** What a balancing controller is told of the world before it starts: names and capacities, nothing of what will happen. */
import type { BalancingConfig, Address, BalancingPolicy, SiteConfig } from "../../control/index.js";
import {
  cablingOf,
  grouped,
  type HostSpec,
  type LoadSpec,
  namedIn,
  type ServiceSpec,
  type VolumeSpec,
  type WorldSpec,
} from "../../model/index.js";
import type { Micros } from "../../units/index.js";
import { networksApart } from "./apart.js";
import type { BalancingSpec } from "../policy/balancing.js";

/** @param asks where another controller is that has the last word on hosts; @param duration of the run, over which an average is taken */
export function balancingConfig(
  world: WorldSpec,
  spec: BalancingSpec,
  { asks, duration }: { readonly asks: Address | null; readonly duration: Micros },
): BalancingConfig {
  const volumes = grouped(
    world.arrays.flatMap((array) => array.volumes),
    ({ host }) => host,
  );
  const sites = spec.services.map(({ service, priority }) =>
    siteConfig(world, service, priority, volumes, spec.policy.data),
  );
  const names = new Set([...sites.flatMap(({ primary, members = [primary] }) => members), ...spec.pool]);
  // Who asks another controller may be told by that of a takeover by any host, which is the primary from then on.
  const hosts = asks === null ? world.hosts.filter(({ name }) => names.has(name)) : world.hosts;
  const isGivenSystems = world.arrays.some((array) => array.volumes.some(({ holds }) => holds === "system"));
  const lacksSystem = (name: string): boolean => isGivenSystems && !volumes.has(name);
  return {
    policy: { ...spec.policy, scale: scaleOf(world, spec, duration) },
    hosts: hosts.map((host) => ({
      name: host.name,
      identity: host.identity,
      network: host.network,
      relay: host.relay ?? null,
      capacity: capacityOf(world, host),
      ...(host.platform && { platform: host.platform }),
      ...attachmentsOf(world, host.name),
      ...keptFrom(world, host.name),
      ...(host.relay === undefined && host.power === "off" && { startedByNobody: true as const }),
      ...(lacksSystem(host.name) && { lacksSystem: true as const }),
      on: host.power === "on",
    })),
    ...(world.transformations && { transformations: world.transformations }),
    volumes: world.arrays.flatMap((array) =>
      array.volumes.map(({ name, holds, mirrorOn, remoteMirror: remote }) => ({
        name,
        holds,
        array: array.name,
        device: name,
        mirror: mirrorOn === undefined ? null : `${name}-mirror`,
        ...(remote && { remoteMirror: { device: `${name}-remote`, array: remote.array } }),
      })),
    ),
    sites,
    pool: spec.pool,
    asks,
  };
}

/** The storage systems that it is cabled to, and those that array links join with them. */
function attachmentsOf(
  world: WorldSpec,
  host: string,
): { readonly arrays: readonly string[]; readonly broughtFrom: readonly string[] } {
  const arrays = [
    ...new Set(
      cablingOf(world)
        .pathsFrom(host)
        .map(({ array }) => array),
    ),
  ];
  const joined = (world.arrayLinks ?? []).filter(({ joins }) => joins.some((each) => arrays.includes(each)));
  return { arrays, broughtFrom: [...new Set([...arrays, ...joined.flatMap(({ joins }) => joins)])] };
}

/** What is exported to others only, where a copy of it cannot come to lie in another storage system that it is cabled to either. */
function keptFrom(world: WorldSpec, host: string): { readonly notShown?: readonly string[] } {
  const { arrays } = attachmentsOf(world, host);
  const isReached = (array: string): boolean =>
    (world.arrayLinks ?? []).some(
      ({ joins }) => joins.includes(array) && joins.some((each) => each !== array && arrays.includes(each)),
    );
  const notShown = (world.exports ?? [])
    .filter(({ array, to }) => to?.includes(host) === false && arrays.includes(array) && !isReached(array))
    .map(({ volume }) => volume);
  return notShown.length === 0 ? {} : { notShown };
}

function capacityOf(world: WorldSpec, { name, serves }: HostSpec): BalancingConfig["hosts"][number]["capacity"] {
  const { rate, concurrency, queue } = serves;
  return { rate, concurrency, pending: concurrency + queue, io: ioOf(world, name) };
}

/** What all links of a host to storage carry together while they work, in bytes per second; those over one network no more than that. */
function ioOf(world: WorldSpec, host: string): number {
  const own = new Set(
    cablingOf(world)
      .pathsFrom(host)
      .flatMap(({ links }) => links.slice(0, 1)),
  );
  const sums = new Map<string | undefined, number>();
  for (const { name, over, bandwidth } of world.links)
    if (own.has(name)) sums.set(over, (sums.get(over) ?? 0) + bandwidth);
  const widest = (over = ""): number => namedIn(world.networks, over)?.bandwidth ?? Infinity;
  return [...sums].reduce((sum, [over, bandwidth]) => sum + Math.min(bandwidth, widest(over)), 0);
}

/** @param volumesOf by their hosts; @param data what of it helpers get */
function siteConfig(
  world: WorldSpec,
  name: string,
  priority: number,
  volumesOf: ReadonlyMap<string, readonly VolumeSpec[]>,
  data: Pick<BalancingPolicy["data"], "volumes">,
): SiteConfig {
  const service = serviceNamed(world, name);
  const primary = hostNamed(world, service.runsOn);
  const classes = service.load?.classes ?? [];
  const volumes = volumesOf.get(service.runsOn) ?? [];
  // What is read of no volume in particular may be read of any.
  const isWhole = volumes.every(({ name: each, holds }) => holds !== "data" || data.volumes?.includes(each) !== false);
  const isShared = ({ shareable, of }: (typeof classes)[number]): boolean =>
    shareable && (of === undefined ? isWhole : data.volumes?.includes(of) !== false);
  return {
    service: name,
    priority,
    primary: primary.name,
    address: primary.identity.address,
    ...(service.pool !== undefined && { members: service.pool }),
    volumes: volumes.map((volume) => volume.name),
    changing: [...new Set(classes.flatMap((each) => (isShared(each) && each.of !== undefined ? [each.of] : [])))],
    shareable: classes.filter(isShared).map((each) => each.name),
    exclusive: classes.filter((each) => !isShared(each)).map((each) => each.name),
    ...apartFrom(world, service),
  };
}

/** Where nobody is reached from where its director stands, or its primary, if that passes requests on. */
function apartFrom(world: WorldSpec, { runsOn, director }: ServiceSpec): Pick<SiteConfig, "apart"> {
  const network = namedIn(world.directors, director ?? "")?.network ?? hostNamed(world, runsOn).network;
  const apart = networksApart(world)[network];
  return apart === undefined ? {} : { apart };
}

function scaleOf(world: WorldSpec, { scale, services }: BalancingSpec, duration: Micros): BalancingPolicy["scale"] {
  if (scale.by !== "fixed") return scale;
  const { hosts } = scale;
  const wanted = services.map(({ service }) => {
    const { load, runsOn, pool = [runsOn] } = serviceNamed(world, service);
    if (typeof hosts === "number") return [service, Math.max(hosts, pool.length)];
    const users = load === undefined ? 0 : hosts === "peak" ? load.rate.peak : meanRate(load, duration);
    const rate = users * (load?.session?.requests ?? 1);
    return [service, Math.max(pool.length, Math.ceil(rate / (FILL * hostNamed(world, runsOn).serves.rate)))];
  });
  return { by: "fixed", hosts: Object.fromEntries(wanted) as Readonly<Record<string, number>> };
}

/** How full a host may be before another is needed: the threshold at which balancing grows. */
const FILL = 0.8;

function meanRate({ rate }: LoadSpec, duration: Micros): number {
  let sum = 0;
  for (let at: Micros = 0; at < duration;) {
    const stretch = rate.stretch(at);
    const until = Math.min(stretch.until, duration);
    sum += stretch.rate * (until - at);
    at = until;
  }
  return sum / duration;
}

function serviceNamed(world: WorldSpec, name: string): ServiceSpec {
  const found = namedIn(world.services, name);
  if (found === undefined) throw new Error(`there is no service ${name}`);
  return found;
}

function hostNamed(world: WorldSpec, name: string): HostSpec {
  const found = namedIn(world.hosts, name);
  if (found === undefined) throw new Error(`there is no host ${name}`);
  return found;
}
