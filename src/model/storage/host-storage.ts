/** How a host reaches its data: the devices presented to it, and what they are good for. */
import { type Platform, readsAsItIs } from "../../control/index.js";
import type { Micros } from "../../units/index.js";
import type { Ground } from "../ground.js";
import type { VolumeSpec, WorldSpec } from "../spec.js";
import { type AccessOwner, type AccessWorld, DeviceAccess } from "./device-access.js";
import { formatOn } from "./format.js";
import type { Device, StorageSystem } from "./volume.js";

/** `isToAll`: to nobody; otherwise it may be of use to a host of another make. */
export interface UselessData {
  readonly volume: string;
  readonly why: string;
  readonly isToAll: boolean;
}

/** The volumes that a service needs. */
interface ServiceData {
  readonly volumes: readonly string[];
}

export interface StorageWorld extends Ground, AccessWorld {
  readonly arrays: ReadonlyMap<string, StorageSystem>;
  readonly spec: Pick<WorldSpec, "transformations">;
  volume(name: string): { readonly spec: VolumeSpec };
  volumesOf(host: string): readonly string[];
}

/** The host whose storage it is. */
interface Owner extends AccessOwner {
  readonly world: StorageWorld;
  readonly platform: Platform | null;
  readonly identity: { update(isOnNetwork: boolean): void };
}

export class HostStorage {
  /** Devices that the host uses while it is online. */
  mounted: readonly Device[] = [];
  /** Those of them that it could not reach yet: with what cannot be read nobody goes on. */
  private unread: readonly Device[] = [];
  readonly access: DeviceAccess;
  /** The host hangs: what it would change by itself it does not. */
  stalled = false;
  /** It went online with a system on a disk of its own: no volume holds it. */
  private startedByItself = false;

  constructor(private readonly host: Owner) {
    this.access = new DeviceAccess(host);
  }

  /** The devices that are presented to the host, one for each volume. */
  get devices(): readonly Device[] {
    return [...this.host.world.arrays.values()].flatMap((array) =>
      array.presentations
        .to(this.host.name)
        .filter(({ overNetwork }) => overNetwork || this.access.isAttachedTo(array)),
    );
  }

  /** The device that it starts from, if it does not start from a disk of its own. */
  get system(): Device | undefined {
    return this.devices.find((device) => device.volume.spec.holds === "system");
  }

  /** The device of a volume that it uses now. */
  mountedOf(volume: string): Device | undefined {
    return this.mounted.find((device) => device.volume.spec.name === volume);
  }

  /** The host goes online with whatever is presented to it. */
  mount(): void {
    const { world, name: host } = this.host;
    this.mounted = this.devices;
    this.startedByItself = this.system === undefined;
    for (const device of this.mounted) {
      const { name, volume, shared } = device;
      if (shared) world.record({ kind: "CopyMounted", host, volume: volume.spec.name, device: name });
      else {
        volume.mount(device);
        if (this.access.isConnectedTo(device)) this.tellMounted(device);
        else this.unread = [...this.unread, device];
      }
    }
  }

  /** Something has changed about what can be reached: the host goes on with what it could not read before. */
  readLate(): void {
    if (this.unread.length === 0) return;
    const come = this.unread.filter((device) => device.consistent && this.access.isConnectedTo(device));
    this.unread = this.unread.filter((device) => !come.includes(device));
    for (const device of come) this.tellMounted(device);
  }

  private tellMounted(device: Device): void {
    const { world, name: host } = this.host;
    const { name, volume } = device;
    const holds = volume.holdsOf(device);
    volume.backups?.keepOnlyOf(holds);
    world.record({ kind: "DataMounted", host, volume: volume.spec.name, device: name, holds: holds.snapshot() });
  }

  /** Copies come and go while the host is online; all else stays as it is. */
  remount(): void {
    const { world, name: host } = this.host;
    const { devices } = this;
    const gone = this.mounted.filter((device) => !devices.includes(device));
    const come = devices.filter((device) => device.shared && !this.mounted.includes(device));
    for (const device of gone) this.release(device);
    this.unread = this.unread.filter((device) => !gone.includes(device));
    this.mounted = [...this.mounted.filter((device) => !gone.includes(device)), ...come];
    for (const { name, volume } of come)
      world.record({ kind: "CopyMounted", host, volume: volume.spec.name, device: name });
    this.host.identity.update(true);
  }

  /** Of the copies that it reads it goes on with those of these volumes, while it is online: what it does not use it does not miss. */
  keepReading(volumes: readonly string[]): void {
    const gone = this.mounted.filter(({ shared, volume }) => shared && !volumes.includes(volume.spec.name));
    for (const device of gone) this.release(device);
    this.unread = this.unread.filter((device) => !gone.includes(device));
    this.mounted = this.mounted.filter((device) => !gone.includes(device));
  }

  unmount(): void {
    for (const device of this.mounted) this.release(device);
    this.mounted = [];
    this.unread = [];
    this.stalled = false;
    this.access.forgetPaths();
  }

  /** The host hangs, or goes on where it hung. */
  stall(isStalled: boolean): void {
    if (this.stalled === isStalled) return;
    this.stalled = isStalled;
    for (const { volume, shared } of this.mounted) if (!shared) volume.stall(isStalled);
  }

  private release(device: Device): void {
    const { volume, shared } = device;
    // What has ended need not be ended again.
    if (this.stalled && !shared) volume.stall(false);
    volume.unmount(device);
  }

  /**
   * The device of a volume that requests read and write; of those that name none, or one that the host does not use, the
   * first one with data. `undefined`: the host has none at all.
   */
  deviceFor(volume: string | null): Device | undefined {
    const own = volume === null ? undefined : this.mountedOf(volume);
    return own ?? this.mounted.find((device) => device.volume.spec.holds === "data") ?? this.mounted[0];
  }

  /** Why the host cannot go online now, `null` when it can. */
  get bootObstacle(): string | null {
    const { host, system } = this;
    if (!host.reach.storage) return `${host.name} cannot reach its storage`;
    for (const [array, all] of this.access.paths) {
      // It needs nothing of a storage system that presents nothing to it while another one does, but a system to start from.
      const isNeeded = this.devices.length === 0 || array.presentations.to(host.name).length > 0;
      if (!isNeeded && (system !== undefined || this.startsByItself || !array.holdsSystems)) continue;
      const paths = system?.array === array ? this.access.pathsTo(system) : all;
      if (!array.powered) return `${array.spec.name} has no power`;
      if (!paths.some(({ isWhole }) => isWhole)) {
        return [...new Set(paths.map(({ obstacle }) => obstacle))].join(", ");
      }
      if (array.holdsSystems && !this.startsByItself && system === undefined)
        return `no system volume is presented to ${host.name}`;
    }
    if (system === undefined) return null;
    return (
      this.uselessness(system) ??
      (this.access.isConnectedTo(system) ? null : `${host.name} cannot reach ${system.name}`)
    );
  }

  /** It has volumes, and none of them is a system: then that is on a disk of its own. Without any it starts from what it is given. */
  private get startsByItself(): boolean {
    const { world, name } = this.host;
    const own = world.volumesOf(name).map((each) => this.holdsOf(each));
    return own.length > 0 && !own.includes("system");
  }

  /** Why the host cannot serve a service with its data, `null` when it can. */
  serviceObstacle(service: ServiceData): string | null {
    const { name } = this.host;
    for (const volume of service.volumes) {
      const device = this.mountedOf(volume);
      if (device === undefined && this.hasOwnFor(volume)) continue;
      if (device === undefined) return `${name} has no ${volume}`;
      const useless = this.uselessness(device);
      if (useless !== null) return useless;
      if (device.shared) return `${name} may only read ${volume}`;
      if (!this.access.reaches(device)) return `${name} cannot reach ${volume}`;
    }
    return null;
  }

  /** Whether what a service asks for would wait for a path: nobody is told that it cannot be had. */
  waitsFor(service: ServiceData): boolean {
    return service.volumes.some((volume) => {
      const device = this.mountedOf(volume);
      return device !== undefined && this.access.stallsAt(device);
    });
  }

  /**
   * Whether the host can answer what may be shared of a service: it reads, and can use, all that is not the operating
   * system's; of the data only what is asked for where that is one volume.
   */
  canShare({ volumes }: ServiceData, of: string | null): boolean {
    const asked = of !== null && volumes.includes(of) ? of : null;
    return volumes.every((name) => {
      const holds = this.holdsOf(name);
      if (holds === "system" || (holds === "data" && asked !== null && name !== asked)) return true;
      const device = this.mountedOf(name);
      if (device === undefined || this.uselessness(device) !== null) return false;
      // Where what is asked waits for a path nobody is told that it cannot be had.
      return this.access.reaches(device) || this.access.stallsAt(device);
    });
  }

  /** How long the copy that the host reads has lacked an acknowledged write that is not lost; 0 when it lacks none, `null` without a copy. */
  lagOf(volume: string): Micros | null {
    const device = this.mountedOf(volume);
    if (device === undefined || !device.shared) return null;
    const { log } = device.volume;
    const first = device.volume.firstMissing(device.volume.holdsOf(device));
    return first === log.count ? 0 : this.host.world.kernel.now - log.acknowledgedAt(first);
  }

  /** Whether the host uses a system or programs of its own instead of a volume's. */
  private hasOwnFor(volume: string): boolean {
    const holds = this.holdsOf(volume);
    if (holds === "system" && this.startedByItself) return true;
    return holds !== "data" && this.mounted.some((device) => device.volume.spec.holds === holds);
  }

  private holdsOf(volume: string): VolumeSpec["holds"] {
    return this.host.world.volume(volume).spec.holds;
  }

  /** What it works with of its own is written anew in its format, wherever that is mirrored. */
  adaptOwn(): void {
    for (const device of this.devices) {
      const { volume } = device;
      if (volume.spec.host !== this.host.name || device.shared) continue;
      const copies =
        volume.current === device && volume.remoteMirror?.active === true ? [volume.remoteMirror.device] : [];
      for (const each of [...volume.mirrored(device), ...copies]) each.format = this.formatOf(volume.spec);
    }
  }

  /** The format in which the host writes a volume, as it is now; `null` when nothing is known of its platform. */
  formatOf(volume: Pick<VolumeSpec, "holds">): string | null {
    return formatOn(this.host, volume);
  }

  /** What is wrong with its storage, as far as the host sees it: it does not reach it, or what is there is of no use. */
  get trouble(): { readonly component: string; readonly message: string; readonly volume?: string } | null {
    if (this.mounted.some((device) => this.access.isRefused(device))) {
      return { component: "adapter", message: "storage cannot be reached" };
    }
    const useless = this.uselessData;
    if (useless === null) return null;
    // What is in another format than this host needs may be of use to another.
    return { component: "data", message: useless.why, ...(useless.isToAll && { volume: useless.volume }) };
  }

  /** Something that it works with could be reached, and is refused as it was before. */
  get mayBeBack(): boolean {
    return this.mounted.some((device) => this.access.isRefused(device) && this.access.isConnectedTo(device));
  }

  /** The first volume that the host works with and whose data is of no use to it, and why; `null` when there is none. */
  get uselessData(): UselessData | null {
    for (const device of this.mounted) {
      const why = this.uselessness(device);
      const { volume } = device;
      const disk = volume.disksOf(device)[0] ?? device;
      if (why !== null) return { volume: volume.spec.name, why, isToAll: disk.corrupt || !disk.consistent };
    }
    return null;
  }

  /** Why what a device holds is of no use to the host, `null` when it is. */
  private uselessness(device: Device): string | null {
    const { name, volume } = device;
    const [disk] = volume.disksOf(device);
    if (disk === undefined) return `the disk of ${name} is broken`;
    const { consistent, corrupt, format } = disk;
    if (!consistent) return `${name} is not complete`;
    if (corrupt) return `${name} is corrupt`;
    const own = this.formatOf(volume.spec);
    if (format === null || own === null || format === own) return null;
    const { transformations = [] } = this.host.world.spec;
    if (volume.spec.holds === "data" && readsAsItIs(transformations, format, own)) return null;
    return `${name} is in the format of ${format}, and ${this.host.name} needs that of ${own}`;
  }
}
