/** Where a copy for a host is put, and over which way it gets there. */
import type { ArrayLink } from "./array-link.js";
import type { Channel } from "./channel.js";
import type { HostStorage } from "./host-storage.js";
import type { Device, StorageSystem, Volume } from "./volume.js";

/** The storage systems, what links them, and the hosts that are attached to them. */
export interface StorageMap {
  readonly arrays: ReadonlyMap<string, StorageSystem>;
  readonly arrayLinks: ReadonlyMap<string, ArrayLink>;
  host(name: string): { readonly storage: Pick<HostStorage, "access"> };
}

/** `link`: between storage systems, where the copy lies in another one than its source. */
export interface Place {
  readonly target: Device;
  readonly link: ArrayLink | null;
}

/** The disk adapter of a new device, and devices that are not to be overwritten. */
interface Wanted {
  readonly on?: string | undefined;
  readonly spares?: readonly string[] | undefined;
}

/**
 * A device that this host had before is overwritten; otherwise a new one, behind another disk adapter if there is one.
 * `null` when no way leads to the host.
 */
export function placeFor(
  world: StorageMap,
  source: Device,
  host: string,
  { on, spares = [] }: Wanted = {},
): Place | null {
  const array = arrayFor(world, source, host);
  if (array === null) return null;
  const { volume } = source;
  const name = `${volume.spec.name}@${host}`;
  const free = volume.devices.filter(
    (device) =>
      device.array === array && device !== source && !spares.includes(device.name) && !volume.isMirror(device),
  );
  // The original, which nobody uses now, serves the owner again: only what changed since need be moved.
  const original = (device: Device): boolean =>
    volume.spec.host === host && device.name === volume.spec.name && device.host === null;
  const own =
    free.find((device) => device.host === host) ??
    free.find(original) ??
    free.find((device) => device.name === name || device.name.startsWith(`${name}-`));
  return {
    target: own ?? array.createCopy(volume, unused(name, volume), source.adapter, on),
    link: linkBetween(world, source.array, array),
  };
}

/** A name of its own: what was made for this host before may mirror something now, or lie in another storage system. */
function unused(name: string, { devices }: Volume): string {
  const isTaken = (each: string): boolean => devices.some((device) => device.name === each);
  let number = 1;
  while (isTaken(numbered(name, number))) number += 1;
  return numbered(name, number);
}

function numbered(name: string, number: number): string {
  return number === 1 ? name : `${name}-${number}`;
}

/** The storage system of the source when the host is attached to it and shown what lies there, else one that a link leads to. */
function arrayFor(world: StorageMap, source: Device, name: string): StorageSystem | null {
  const { array: from } = source;
  const { access } = world.host(name).storage;
  if (access.isAttachedTo(from) && access.sees(source)) return from;
  const attached = [...world.arrays.values()].filter((array) => access.isAttachedTo(array));
  return attached.find((array) => linkBetween(world, from, array) !== null) ?? null;
}

export function linkBetween(
  world: Pick<StorageMap, "arrayLinks">,
  from: StorageSystem,
  to: StorageSystem,
): ArrayLink | null {
  if (from === to) return null;
  return [...world.arrayLinks.values()].find((link) => link.leads(from.spec.name, to.spec.name)) ?? null;
}

/** What everything that is written onto a device passes through. */
export function channelsTo({ target, link }: Place): readonly Channel[] {
  return [...(link === null ? [] : [link.channel]), ...target.volume.mirrored(target).map(({ adapter }) => adapter)];
}

/** Why nothing can be written onto a device now, `null` when it can. */
export function obstacleTo({ name, array, broken }: Device, link: ArrayLink | null): string | null {
  if (link !== null && !link.up) return `${link.spec.name} is cut`;
  if (broken) return `the disk of ${name} is broken`;
  return array.powered ? null : `${array.spec.name} has no power`;
}
