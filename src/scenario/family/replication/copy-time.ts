/** How long a copy should take over the way that an agent has: the narrowest of what it passes through decides. */
import type { Choice, TransferConfig } from "../../../control/index.js";
import { cablingOf, type WorldSpec } from "../../../model/index.js";
import { SECOND, type Micros } from "../../../units/index.js";
import type { ReplicationMeaning } from "./meaning.js";

/** By nobody else disturbed; `null` where data goes through another agent, or by the storage systems themselves. */
export function copyTime(
  { agent, way }: NonNullable<Choice["chosen"]>,
  { source, target }: TransferConfig,
  { agents, processes }: ReplicationMeaning,
  world: WorldSpec,
  size: number,
): Micros | null {
  const on = agents.find(({ name }) => name === agent)?.on;
  if (way.by !== "both" || on === undefined) return null;
  const own = processes.find(({ name }) => name === agent)?.bandwidth;
  const ends = [source.array, target.array].map((array) => channelsTo(on, array, world));
  const disks = [diskOf(source, world), diskOf(target, world)];
  if (ends.includes(null)) return null;
  // What is passed twice has to carry everything twice; what an agent can move it reads and writes.
  const passed = [...ends.flatMap((each) => each ?? []), ...disks.flatMap((each) => each ?? [])];
  const widths = new Map<string, number>();
  for (const { name, bandwidth } of passed) {
    const times = passed.filter((each) => each.name === name).length;
    widths.set(name, bandwidth / times);
  }
  const narrowest = Math.min(...widths.values(), own ?? Infinity);
  return Number.isFinite(narrowest) ? Math.ceil((size / narrowest) * SECOND) : null;
}

interface Passed {
  readonly name: string;
  readonly bandwidth: number;
}

function channelsTo(on: string, array: string, world: WorldSpec): readonly Passed[] | null {
  const home = world.arrays.find(({ name }) => name === on);
  if (home?.name === array) return [];
  const starts = home === undefined ? [on] : home.portAdapters.map(({ name }) => name);
  const cabling = cablingOf(world);
  const path = starts.flatMap((start) => cabling.pathsFrom(start)).find((each) => each.array === array);
  if (path === undefined) return null;
  const ports = world.arrays.flatMap(({ portAdapters }) => portAdapters).filter(({ name }) => name === path.port);
  return [...world.links.filter(({ name }) => path.links.includes(name)), ...ports];
}

function diskOf({ array, on, volume }: TransferConfig["source"], { arrays }: WorldSpec): readonly Passed[] {
  const home = arrays.find(({ name }) => name === array);
  const behind = on ?? home?.volumes.find(({ name }) => name === volume)?.on ?? home?.diskAdapters[0]?.name;
  return (home?.diskAdapters ?? []).filter(({ name }) => name === behind);
}
