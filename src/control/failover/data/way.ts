/** The way that a copy of a volume takes to where a host can reach it: which adapters and links, and how wide they are. */
import type { Micros } from "../../../units/index.js";
import { arrayOf, inUse, isShown } from "../devices.js";
import { type Facts, host } from "../facts.js";
import type { AdapterFacts, ArrayLinkFacts } from "../surroundings.js";
import type { VolumeFacts } from "../volume-facts.js";
import type { Estimate } from "./strategy.js";

export interface Way {
  /** Where the copy comes to lie. */
  readonly array: string;
  /** `null` within one storage system. */
  readonly link: ArrayLinkFacts | null;
  /** Bytes per second of the narrowest part. */
  readonly bandwidth: number;
}

/** Why a host cannot be given what lies in the storage system of the device in use; `null` when it can. */
export function notWithin(volume: VolumeFacts, to: string, facts: Facts): string | null {
  const array = arrayOf(volume, inUse(volume));
  if (!host(facts, to).arrays.includes(array)) return `${to} is not attached to ${array}`;
  return isShown(volume, array, to) ? null : `${array} does not show ${volume.name} to ${to}`;
}

/** Within the storage system, when the host is attached to it and may see it there. */
export function wayWithin(volume: VolumeFacts, to: string, facts: Facts): Way | null {
  const array = arrayOf(volume, inUse(volume));
  if (notWithin(volume, to, facts) !== null) return null;
  const other = otherAdapter(array, volume.adapter, volume.holder, facts);
  // One adapter alone both reads and writes.
  const bandwidth = other === null ? adapterOf(volume, facts) / 2 : Math.min(adapterOf(volume, facts), other);
  return { array, link: null, bandwidth };
}

/** Over a link to another storage system that the host is attached to. */
export function wayAcross(volume: VolumeFacts, to: string, facts: Facts): Way | null {
  const from = arrayOf(volume, inUse(volume));
  for (const link of facts.surroundings.arrayLinks) {
    const array = link.joins.find((each) => each !== from);
    if (array === undefined || !link.joins.includes(from)) continue;
    if (!host(facts, to).arrays.includes(array)) continue;
    const bandwidth = Math.min(
      adapterOf(volume, facts),
      link.bandwidth,
      otherAdapter(array, null, volume.holder, facts) ?? 0,
    );
    return { array, link, bandwidth };
  }
  return null;
}

/** The nearest way, `null` when there is none. */
export function wayTo(volume: VolumeFacts, to: string, facts: Facts): Way | null {
  return wayWithin(volume, to, facts) ?? wayAcross(volume, to, facts);
}

/** From where a volume's backups are kept. */
export function wayOfBackup(volume: VolumeFacts, to: string, facts: Facts): Way | null {
  const place = volume.backup?.array;
  if (place === undefined) return wayTo(volume, to, facts);
  const { arrays } = host(facts, to);
  const [only] = facts.surroundings.arrays[place]?.adapters ?? [];
  if (arrays.includes(place) && isShown(volume, place, to))
    return { array: place, link: null, bandwidth: only?.bandwidth ?? 0 };
  for (const link of facts.surroundings.arrayLinks) {
    const array = link.joins.includes(place) ? link.joins.find((each) => each !== place) : undefined;
    if (array === undefined || !arrays.includes(array)) continue;
    const there = otherAdapter(array, null, volume.holder, facts) ?? 0;
    return { array, link, bandwidth: Math.min(link.bandwidth, there) };
  }
  return null;
}

/** Why no copy can come to a host, `null` when it can. */
export function lacksWay(volume: VolumeFacts, to: string, facts: Facts): string | null {
  return wayTo(volume, to, facts) === null ? `no way leads from ${arrayOf(volume, inUse(volume))} to ${to}` : null;
}

/** What some bytes of a volume are expected to take on a way. */
export function carried(bytes: number, way: Way | null): Estimate {
  return { fixed: 0, bytes, bandwidth: way?.bandwidth ?? 0, ...(way && { through: way.link?.name ?? way.array }) };
}

export function bandwidthTo(volume: VolumeFacts, to: string, facts: Facts): number {
  return wayTo(volume, to, facts)?.bandwidth ?? 0;
}

/** How long it takes to present what was copied for a host. */
export function presentingTo(volume: VolumeFacts, to: string, facts: Facts): Micros {
  return facts.surroundings.arrays[wayTo(volume, to, facts)?.array ?? volume.array]?.reassign ?? 0;
}

/** That of the device in use; in another storage system than at first it is not known, and one is like another. */
function adapterOf(volume: VolumeFacts, facts: Facts): number {
  const array = arrayOf(volume, inUse(volume));
  const adapters = facts.surroundings.arrays[array]?.adapters ?? [];
  const found = adapters.find(({ name }) => name === volume.adapter) ?? adapters[0];
  return found === undefined ? 0 : leftOf(found, volume.holder, facts);
}

/** A copy goes behind the first other adapter; `null` when there is none. */
function otherAdapter(array: string, not: string | null, failed: string, facts: Facts): number | null {
  const adapters = facts.surroundings.arrays[array]?.adapters ?? [];
  const found = adapters.find(({ name }) => name !== not);
  return found === undefined ? null : leftOf(found, failed, facts);
}

/** What others change of their data goes through an adapter too; a copy gets what they leave of it, and half at least. */
function leftOf({ bandwidth, writers }: AdapterFacts, failed: string, facts: Facts): number {
  // Whoever is not concerned by what is planned is not known here, and works.
  const isAtWork = (name: string): boolean => (facts.hosts[name]?.stage ?? "online") === "online";
  const others = writers.filter(({ host: name }) => name !== failed && isAtWork(name));
  const taken = others.reduce((sum, { rate }) => sum + rate, 0);
  return Math.max(bandwidth - taken, bandwidth / 2);
}

/** Bytes that changed since what was done ahead began, at most: one interval ago, and never more than all. */
export function changedBytes({ changeRate, size }: VolumeFacts, everyMicros: number): number {
  return Math.min(size, (changeRate * everyMicros) / 1_000_000);
}
