/** How many requests of a service the storage of a host lets through in a second at most, before anything is broken or moved. */
import { cablingOf, type HostSpec, namedIn, presenting, type ServiceSpec, type WorldSpec } from "../../model/index.js";

/** Bytes that a request moves on average, of one volume. */
interface Need {
  readonly volume: string;
  readonly bytes: number;
}

/**
 * Of each volume that its requests read or write: what the ways there carry, over what they move of it. Where nobody waits for
 * others (it is not exported) so many are under way at once as the host works on. `Infinity` where no cable leads there, or where memory
 * holds what is read over and over.
 */
export function storageLimit(spec: WorldSpec, { serves, name, memory }: HostSpec, service: ServiceSpec): number {
  // How much of it is read from memory a run tells.
  if (memory?.reused !== undefined) return Infinity;
  return needsOf(spec, service).reduce((least, { volume, bytes }) => {
    const way = wayTo(spec, name, volume);
    if (way === null || bytes === 0) return least;
    const isExported = (spec.exports ?? []).some((each) => each.volume === volume);
    const carried = isExported ? way.together : way.one * serves.concurrency;
    return Math.min(least, carried / bytes);
  }, Infinity);
}

/** Requests that name no volume read another one that the service has, or the first with data of its host. */
function needsOf({ arrays }: WorldSpec, { load, runsOn }: ServiceSpec): readonly Need[] {
  const classes = load?.classes ?? [];
  const own = arrays.flatMap(({ volumes }) => volumes.filter(({ host }) => host === runsOn));
  const first =
    classes.map(({ writes, of }) => writes ?? of).find((each) => each !== undefined) ??
    (own.find(({ holds }) => holds === "data") ?? own[0])?.name;
  const sums = new Map<string, number>();
  for (const { writes, of, share, size } of classes) {
    const volume = writes ?? of ?? first;
    if (volume !== undefined) sums.set(volume, (sums.get(volume) ?? 0) + share * size);
  }
  return [...sums].map(([volume, bytes]) => ({ volume, bytes }));
}

/** Bytes per second, to one request and to all together: over the widest of the ways there, and over all ports; `null`: there is none. */
function wayTo(
  spec: WorldSpec,
  host: string,
  name: string,
): { readonly one: number; readonly together: number } | null {
  const array = spec.arrays.find(({ volumes }) => volumes.some((each) => each.name === name));
  const volume = array?.volumes.find((each) => each.name === name);
  if (array === undefined || volume === undefined) return null;
  const there = cablingOf(spec)
    .pathsFrom(host)
    .filter((each) => each.array === array.name);
  const paths = presenting(there, volume.via, ({ port }) => port);
  if (paths.length === 0) return null;
  const disk = namedIn(array.diskAdapters, volume.on)?.bandwidth ?? Infinity;
  const widest = new Map<string, number>();
  for (const { links, port } of paths) {
    const ways = links.map((link) => namedIn(spec.links, link)?.bandwidth ?? Infinity);
    const way = Math.min(...ways, namedIn(array.portAdapters, port)?.bandwidth ?? Infinity);
    widest.set(port, Math.max(way, widest.get(port) ?? 0));
  }
  const ports = [...widest.values()];
  return {
    one: Math.min(disk, Math.max(...ports)),
    together: Math.min(
      disk,
      ports.reduce((sum, each) => sum + each, 0),
    ),
  };
}
