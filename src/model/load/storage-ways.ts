/** How a host reaches what its requests read or write: found once for each kind of request, until something changes. */
import { SECOND } from "../../units/index.js";
import { Multipath, type StorageCost } from "../fabric/multipath.js";
import type { PathMap } from "../multipath/path-map.js";
import type { HostStorage } from "../storage/host-storage.js";
import type { StorageNeed } from "./storage-need.js";

/** The host that serves them. */
interface Owner {
  readonly storage: Pick<HostStorage, "deviceFor" | "access">;
  /** Those of a service whose application is quiesced wait. */
  readonly applications: { holds(service: string): boolean };
}

/** How a host reaches what a kind of request reads or writes. */
export interface StorageWay {
  readonly multipath: Multipath<PathMap>;
  /** What it takes each time, where there is no choice of paths; `null` where there is. */
  readonly time: number | null;
}

export class StorageWays {
  private ioVersion = -1;
  /** By kind of request; `null`: on disks of its own. */
  private ways: (StorageWay | null)[] = [];
  /** What is asked of an application that is quiesced reaches no storage. */
  private readonly unreachable: Multipath<PathMap>;

  /** @param world counts changes of what storage costs */
  constructor(
    private readonly world: { readonly ioVersion: number },
    private readonly host: Owner,
  ) {
    this.unreachable = new Multipath(world, () => []);
  }

  /** @param kind its index */
  of(kind: number, need: StorageNeed): StorageWay | null {
    const { ioVersion } = this.world;
    if (this.ioVersion !== ioVersion) {
      this.ioVersion = ioVersion;
      this.ways = [];
    }
    return this.ways[kind] ?? this.find(kind, need);
  }

  private find(kind: number, need: StorageNeed): StorageWay | null {
    const known = this.ways[kind];
    if (known !== undefined) return known;
    const multipath = this.findMultipath(need);
    return (this.ways[kind] = multipath === null ? null : wayOver(multipath, need.size));
  }

  private findMultipath({ service, volume }: StorageNeed): Multipath<PathMap> | null {
    if (this.host.applications.holds(service)) return this.unreachable;
    const device = this.host.storage.deviceFor(volume);
    return device === undefined ? null : this.host.storage.access.multipathTo(device);
  }
}

function wayOver(multipath: Multipath<PathMap>, size: number): StorageWay {
  const hasChoice = multipath.policed !== null || multipath.whole.length !== 1;
  return { multipath, time: hasChoice ? null : timeAt(multipath.whole[0]!, size) };
}

/** How long the storage takes for one request, beside whatever else the adapters do; `Infinity`: it cannot be reached. */
export function storageTime({ multipath, time }: StorageWay, size: number): number {
  if (time === null) {
    const cost = multipath.next();
    if (cost === null) return Infinity;
    multipath.count(size);
    return timeAt(cost, size);
  }
  multipath.count(size);
  return time;
}

function timeAt({ latency, bandwidth }: StorageCost, size: number): number {
  return latency + size * (SECOND / bandwidth);
}
