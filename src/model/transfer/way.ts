/** Over which way the data of a transfer goes: everything that it passes through, and what is in its way. */
import type { Way } from "../../control/index.js";
import type { Micros } from "../../units/index.js";
import type { Path } from "../fabric/path.js";
import type { Post } from "../post.js";
import type { Process } from "../process.js";
import { Channel } from "../storage/channel.js";
import { type StorageMap, linkBetween } from "../storage/placement.js";
import type { Device, StorageSystem } from "../storage/volume.js";
import type { AgentReach } from "./agent-reach.js";

/** A way that data can take now. */
export interface OpenWay {
  readonly channels: readonly Channel[];
  /** Of one exchange, until the first byte has come through. */
  readonly latency: Micros;
  /** Whether it still leads there, over the same channels. */
  readonly stands: () => boolean;
}

/** A part of a way, or why there is none. */
type Leg = OpenWay | { readonly obstacle: string };

/** Whoever serves an end. */
export interface Server {
  readonly process: Process;
  readonly reach: AgentReach;
  /** What it can move by itself; `null`: as much as its paths carry. */
  readonly channel: Channel | null;
}

export interface WayWorld extends Pick<StorageMap, "arrays" | "arrayLinks"> {
  readonly post: Post;
  readonly networks: ReadonlyMap<string, { readonly bandwidth: number }>;
  readonly fabric: { pathsOf(start: string): readonly Path[] };
}

export class Ways {
  /** What transfers take of networks, as far as any ever took any. */
  private readonly ofNetworks = new Map<string, Channel>();

  constructor(
    private readonly world: WayWorld,
    private readonly serverOf: (agent: string) => Server,
  ) {}

  /** From one device to another, as an agent was told to go. */
  find(agent: string, way: Way, source: Device, target: Device): Leg {
    const own = this.serverOf(agent);
    if (way.by === "both")
      return joined(read(source), this.end(own, source), through(own), this.end(own, target), write(target));
    const [near, far] = way.by === "push" ? [source, target] : [target, source];
    if (way.helper === null) {
      const between = this.betweenArrays(source, target);
      return joined(read(source), ordering(this.end(own, near)), between, write(target));
    }
    const helper = this.serverOf(way.helper);
    const [here, there] = [this.end(own, near), this.end(helper, far)];
    return joined(
      ...[read(source), here, through(own)],
      ...[this.overNetwork(own, helper), through(helper), there, write(target)],
    );
  }

  /** From an agent to one end alone: for what is asked and ordered there. */
  toEnd(agent: string, way: Way, end: "source" | "target", device: Device): Leg {
    const own = this.serverOf(agent);
    const pathTo = (reach: AgentReach): Path | null => reach.firstPathTo(device);
    const isNear = way.by === "both" || (way.by === "push") === (end === "source");
    if (isNear) return this.end(own, device, pathTo);
    if (way.helper === null) return alive(device.array);
    const helper = this.serverOf(way.helper);
    return joined(this.overNetwork(own, helper), this.end(helper, device, pathTo));
  }

  private end(
    { process, reach }: Server,
    device: Device,
    pathTo = (by: AgentReach): Path | null => by.nextPathTo(device),
  ): Leg {
    const { array } = device;
    if (!process.running) return { obstacle: `${process.name} does not work` };
    const home = alive(array);
    if ("obstacle" in home) return home;
    const works = (): boolean => process.running && array.powered;
    if (reach.isOn(array)) return nothing(works);
    const path = pathTo(reach);
    if (path === null) return { obstacle: `${process.name} has no path to ${array.spec.name}` };
    const over = overPath(path);
    const stands = (): boolean => works() && reach.hasAdapter && over.stands();
    return { ...over, stands };
  }

  private overNetwork(from: Server, to: Server): Leg {
    const route = { from: from.process.place, to: to.process.place };
    const way = this.world.post.way(route);
    if (way === null) return { obstacle: `${from.process.name} cannot talk to ${to.process.name}` };
    const { over, latency } = way;
    const stands = (): boolean => {
      const now = this.world.post.way(route);
      return now !== null && isSame(now.over, over);
    };
    return { channels: over.map((name) => this.networkChannel(name)), latency, stands };
  }

  /** Over a link between them, or from a port of one to a port of the other. */
  private betweenArrays(source: Device, target: Device): Leg {
    const [from, to] = [source.array, target.array];
    if (from === to) return nothing(() => true);
    const link = linkBetween(this.world, from, to);
    if (link?.up === true) return { channels: [link.channel], latency: link.latency, stands: () => link.up };
    for (const port of [...from.ports.values()].filter(({ up }) => up)) {
      const path = this.world.fabric.pathsOf(port.name).find((each) => each.array === to && each.isWhole);
      if (path === undefined) continue;
      const over = overPath(path);
      return { ...over, channels: [port, ...over.channels], stands: () => port.up && over.stands() };
    }
    return { obstacle: `no link leads from ${from.spec.name} to ${to.spec.name}` };
  }

  private networkChannel(name: string): Channel {
    const known = this.ofNetworks.get(name) ?? new Channel(name, this.world.networks.get(name)?.bandwidth ?? Infinity);
    this.ofNetworks.set(name, known);
    return known;
  }

  /** Networks may have become wider or narrower. */
  refresh(resize: (channel: Channel, bandwidth: number) => void): void {
    for (const [name, channel] of this.ofNetworks)
      resize(channel, this.world.networks.get(name)?.bandwidth ?? channel.bandwidth);
  }
}

/** Over all of them, one after the other; the first obstacle counts. */
function joined(...legs: readonly Leg[]): Leg {
  const open: OpenWay[] = [];
  for (const leg of legs) {
    if ("obstacle" in leg) return leg;
    open.push(leg);
  }
  return {
    channels: open.flatMap(({ channels }) => channels),
    latency: open.reduce((sum, { latency }) => sum + latency, 0),
    stands: () => open.every((each) => each.stands()),
  };
}

function overPath(path: Path): OpenWay {
  const { channels, latency } = path;
  return { channels, latency, stands: () => path.isWhole && isSame(path.channels, channels) };
}

/** What a server can move by itself. */
function through({ channel }: Server): OpenWay {
  return { ...nothing(() => true), channels: channel === null ? [] : [channel] };
}

/** An order takes its way, and none of the data. */
function ordering(leg: Leg): Leg {
  return "obstacle" in leg ? leg : { ...leg, channels: [] };
}

function nothing(stands: () => boolean): OpenWay {
  return { channels: [], latency: 0, stands };
}

function isSame<T>(one: readonly T[], other: readonly T[]): boolean {
  return one.length === other.length && one.every((each, index) => each === other[index]);
}

function alive(array: StorageSystem): Leg {
  return array.powered ? nothing(() => array.powered) : { obstacle: `${array.spec.name} has no power` };
}

/** What is read is read from the first disk that works. */
function read(device: Device): Leg {
  return behind(device, () => device.volume.disksOf(device).slice(0, 1));
}

/** What is written is written to the mirror too. */
function write(device: Device): Leg {
  return behind(device, () => device.volume.mirrored(device).filter(({ broken }) => !broken));
}

function behind(device: Device, disksOf: () => readonly Device[]): Leg {
  const { array } = device;
  const disks = disksOf();
  if (!array.powered) return alive(array);
  if (disks.length === 0) return { obstacle: `the disk of ${device.name} is broken` };
  const stands = (): boolean => array.powered && isSame(disksOf(), disks);
  return { channels: disks.map(({ adapter }) => adapter), latency: 0, stands };
}
