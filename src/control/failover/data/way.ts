/** The way that a copy of a volume takes to where a host can reach it: which adapters and links, and how wide they are. */
import type { VolumeFacts } from "../devices.js";
import { type Facts, host } from "../facts.js";
import type { ArrayLinkFacts } from "../surroundings.js";

export interface Way {
  /** Where the copy comes to lie. */
  readonly array: string;
  /** `null` within one storage system. */
  readonly link: ArrayLinkFacts | null;
  /** Bytes per second of the narrowest part. */
  readonly bandwidth: number;
}

/** Within the storage system, when the host is attached to it. */
export function wayWithin(volume: VolumeFacts, to: string, facts: Facts): Way | null {
  if (!host(facts, to).arrays.includes(volume.array)) return null;
  const other = otherAdapter(volume.array, volume.adapter, facts);
  // One adapter alone both reads and writes.
  const bandwidth = other === null ? adapterOf(volume, facts) / 2 : Math.min(adapterOf(volume, facts), other);
  return { array: volume.array, link: null, bandwidth };
}

/** Over a link to another storage system that the host is attached to. */
export function wayAcross(volume: VolumeFacts, to: string, facts: Facts): Way | null {
  for (const link of facts.surroundings.arrayLinks) {
    const array = link.joins.find((each) => each !== volume.array);
    if (array === undefined || !link.joins.includes(volume.array)) continue;
    if (!host(facts, to).arrays.includes(array)) continue;
    const bandwidth = Math.min(adapterOf(volume, facts), link.bandwidth, otherAdapter(array, null, facts) ?? 0);
    return { array, link, bandwidth };
  }
  return null;
}

/** The nearest way, `null` when there is none. */
export function wayTo(volume: VolumeFacts, to: string, facts: Facts): Way | null {
  return wayWithin(volume, to, facts) ?? wayAcross(volume, to, facts);
}

/** Why no copy can come to a host, `null` when it can. */
export function lacksWay(volume: VolumeFacts, to: string, facts: Facts): string | null {
  return wayTo(volume, to, facts) === null ? `no way leads from ${volume.array} to ${to}` : null;
}

export function bandwidthTo(volume: VolumeFacts, to: string, facts: Facts): number {
  return wayTo(volume, to, facts)?.bandwidth ?? 0;
}

function adapterOf({ array, adapter }: VolumeFacts, facts: Facts): number {
  return facts.surroundings.arrays[array]?.adapters.find(({ name }) => name === adapter)?.bandwidth ?? 0;
}

/** A copy goes behind the first other adapter; `null` when there is none. */
function otherAdapter(array: string, not: string | null, facts: Facts): number | null {
  const adapters = facts.surroundings.arrays[array]?.adapters ?? [];
  return adapters.find(({ name }) => name !== not)?.bandwidth ?? null;
}

/** Bytes that changed since what was done ahead began, at most: one interval ago, and never more than all. */
export function changedBytes({ changeRate, size }: VolumeFacts, everyMicros: number): number {
  return Math.min(size, (changeRate * everyMicros) / 1_000_000);
}
