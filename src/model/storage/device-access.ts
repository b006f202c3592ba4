/** How a host reaches devices: over which paths of the storage network, or over a local one, and what that costs. */
import { presenting } from "../fabric/cabling.js";
import { type StorageCost, Multipath } from "../fabric/multipath.js";
import type { NetworkConnections } from "../fabric/network-connections.js";
import type { Path } from "../fabric/path.js";
import type { Ground } from "../ground.js";
import type { PathMap } from "../multipath/path-map.js";
import { grouped, known } from "../named.js";
import type { Network } from "../network.js";
import type { Routing } from "../routing.js";
import type { Channel } from "./channel.js";
import type { Device, StorageSystem } from "./volume.js";

export interface AccessWorld extends Ground {
  readonly fabric: { pathsOf(host: string): readonly Path[] };
  /** Counts changes of what storage costs. */
  readonly ioVersion: number;
  readonly routing: Routing;
  readonly connections: NetworkConnections;
  readonly links: ReadonlyMap<string, { readonly channel: Pick<Channel, "carriedUntil"> }>;
  readonly exports: {
    mapFor(host: string, device: Device): PathMap | null;
    mapsOf(host: string): readonly PathMap[];
    shows(host: string, device: Device): boolean;
  };
  network(name: string): Network;
}

/** The host that reaches them. */
export interface AccessOwner {
  readonly name: string;
  readonly world: AccessWorld;
  readonly network: Network;
  readonly reach: { readonly storage: boolean };
}

export class DeviceAccess {
  /** To each storage system that it is attached to. */
  readonly paths: ReadonlyMap<StorageSystem, readonly Path[]>;
  /** To the devices that it ever used. */
  readonly multipaths = new Map<Device, Multipath<PathMap>>();

  constructor(private readonly host: AccessOwner) {
    this.paths = grouped(host.world.fabric.pathsOf(host.name), ({ array }) => array);
  }

  /** Cables lead there, whether they work or not; a host that is attached to none keeps its data on disks of its own. */
  isAttachedTo(array: StorageSystem): boolean {
    return this.paths.has(array);
  }

  /** The storage system does not keep a device from it. */
  sees(device: Device): boolean {
    return this.host.world.exports.shows(this.host.name, device);
  }

  /** The host goes down: over which paths it does its I/Os is programmed anew when it is up again. */
  forgetPaths(): void {
    for (const map of this.host.world.exports.mapsOf(this.host.name)) map.clear();
  }

  /** How it does I/O to a device. */
  multipathTo(device: Device): Multipath<PathMap> {
    let multipath = this.multipaths.get(device);
    if (multipath === undefined) {
      const { world, name } = this.host;
      multipath = new Multipath(world, () => this.costsOf(device), world.exports.mapFor(name, device));
      this.multipaths.set(device, multipath);
    }
    return multipath;
  }

  /** Whether it can use a device now: one path to it is whole, and in use where a policy says which are. */
  reaches(device: Device): boolean {
    return this.policed(device)?.serves ?? this.isConnectedTo(device);
  }

  /** Some path to a device is whole, whether it is in use or not: a host that starts looks for its paths then. */
  isConnectedTo(device: Device): boolean {
    return this.costsOf(device).length > 0;
  }

  /** Whether its I/Os to a device fail; where a policy has them wait nobody on the host sees that. */
  isRefused(device: Device): boolean {
    return this.policed(device)?.refuses ?? !this.reaches(device);
  }

  /** Whether I/Os wait there for a path. */
  stallsAt(device: Device): boolean {
    return this.policed(device)?.stalls ?? false;
  }

  /** Bytes that its requests have read and written up to now, and that copies have moved through its own links. */
  get carried(): number {
    const { links, kernel } = this.host.world;
    const own = new Set([...this.paths.values()].flat().map((path) => path.own));
    let bytes = 0;
    for (const multipath of this.multipaths.values()) bytes += multipath.carried;
    for (const name of own) bytes += known(links, name, "link").channel.carriedUntil(kernel.now);
    return bytes;
  }

  private policed(device: Device): PathMap | null {
    return this.multipathTo(device).policed;
  }

  /**
   * What it costs to use a device over each path that is whole, in their order; nothing when it cannot be reached, or when it
   * is presented to somebody else by now.
   */
  private costsOf(device: Device): readonly StorageCost[] {
    if (!device.array.powered || device.host !== this.host.name) return [];
    if (device.overNetwork) return this.costsOverNetwork(device);
    const [disk] = device.volume.disksOf(device);
    if (!this.host.reach.storage || disk?.adapter.up !== true) return [];
    return this.wholePathsTo(device).map((path) => ({
      latency: path.latency,
      bandwidth: Math.min(path.left, disk.adapter.left),
    }));
  }

  wholePathsTo(device: Device): readonly Path[] {
    return this.pathsTo(device).filter(({ isWhole }) => isWhole);
  }

  pathsTo({ array, volume }: Device): readonly Path[] {
    return presenting(this.paths.get(array) ?? [], volume.spec.via, ({ port }) => port.name);
  }

  /** Where no cable leads to a device: the connections of both ends to their networks. */
  connectionsTo({ array }: Device): readonly Channel[] {
    const { world, name, network } = this.host;
    const there = world.network(array.spec.network ?? "");
    return [world.connections.of(name, network), world.connections.of(array.spec.name, there)];
  }

  /** There and back over the networks between them; the narrowest of the connections at both ends limits it. */
  private costsOverNetwork(device: Device): readonly StorageCost[] {
    const { world, network: home } = this.host;
    const { array } = device;
    const [disk] = device.volume.disksOf(device);
    if (disk === undefined) return [];
    const network = world.network(array.spec.network ?? "");
    const way = world.routing.way(home, network);
    if (way === null) return [];
    const narrowest = [...this.connectionsTo(device), disk.adapter];
    const bandwidth = narrowest.reduce((least, { left }) => Math.min(least, left), Infinity);
    return [{ latency: 2 * way.latency, bandwidth }];
  }
}
