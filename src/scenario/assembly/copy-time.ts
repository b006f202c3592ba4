/** How long storage systems should take for copies of whole volumes that begin together, before any request takes of their bandwidth. */
import type { Action } from "../../control/index.js";
import { type ArraySpec, cablingOf, type VolumeSpec, type WorldSpec } from "../../model/index.js";
import { type Micros, SECOND } from "../../units/index.js";

export type Copy = Extract<Action, { kind: "copy" }>;

/** What each copy passes through: an adapter of a storage system, or a link between two. */
interface Passage {
  readonly name: string;
  /** Bytes per second. */
  readonly bandwidth: number;
}

/**
 * Until the last of them is through: what passes the narrowest adapter or link, each copy as often as it passes it. Where all
 * pass the same one that is exact, since it is shared fairly. `null` when the way of one is not known: only where volumes lie
 * at the beginning is.
 */
export function timeOfCopies(copies: readonly Copy[], world: WorldSpec): Micros | null {
  const bytes = new Map<string, { readonly bandwidth: number; bytes: number }>();
  for (const copy of copies) {
    const way = wayOf(copy, world);
    if (way === null) return null;
    for (const { name, bandwidth } of way.passages) {
      const known = bytes.get(name) ?? { bandwidth, bytes: 0 };
      known.bytes += way.volume.size;
      bytes.set(name, known);
    }
  }
  const times = [...bytes.values()].map((each) => (each.bytes / each.bandwidth) * SECOND);
  return Math.round(Math.max(0, ...times));
}

function wayOf({ volume: name, device, to, on }: Copy, world: WorldSpec) {
  const from = world.arrays.find(({ volumes }) => volumes.some((each) => each.name === name));
  const volume = from?.volumes.find((each) => each.name === name);
  // Where else it may lie is found in the course of a run.
  if (from === undefined || volume === undefined || device !== name) return null;
  const attached = new Set(
    cablingOf(world)
      .pathsFrom(to)
      .map(({ array }) => array),
  );
  if (attached.has(from.name)) return { volume, passages: [at(from, volume.on), at(from, placeIn(from, volume, on))] };
  for (const array of world.arrays.filter((each) => attached.has(each.name))) {
    const link = world.arrayLinks?.find(({ joins }) => joins.includes(from.name) && joins.includes(array.name));
    if (link === undefined) continue;
    return { volume, passages: [at(from, volume.on), link, at(array, placeIn(array, volume, on))] };
  }
  return null;
}

/** A new copy goes behind another adapter than that of its source, if there is one. */
function placeIn({ diskAdapters }: ArraySpec, volume: VolumeSpec, on: string | undefined): string {
  const wanted = diskAdapters.find(({ name }) => name === on);
  const other = diskAdapters.find(({ name }) => name !== volume.on);
  return (wanted ?? other ?? diskAdapters[0])?.name ?? volume.on;
}

/** What hosts that are at work change of their data goes through an adapter too; copies get the rest of it, and half at least. */
function at({ diskAdapters, volumes }: ArraySpec, name: string): Passage {
  const bandwidth = diskAdapters.find((each) => each.name === name)?.bandwidth ?? Infinity;
  const taken = volumes.reduce((sum, { on, changeRate, logRate }) => sum + (on === name ? changeRate + logRate : 0), 0);
  return { name, bandwidth: Math.max(bandwidth - taken, bandwidth / 2) };
}
