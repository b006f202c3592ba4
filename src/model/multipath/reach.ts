/** What is true of the paths of a host to an exported device, whatever the host has found out: over which an I/O gets through, and what it costs. */
import type { StorageCost } from "../fabric/multipath.js";
import type { Channel } from "../storage/channel.js";
import type { Device } from "../storage/volume.js";
import type { ExportedDevice } from "./exported-device.js";
import type { Lane } from "./lane.js";

/** The host whose I/Os they are. */
interface Owner {
  readonly name: string;
  readonly reach: { readonly storage: boolean };
  readonly storage: { mountedOf(volume: string): Device | undefined };
}

export class Reach {
  constructor(
    private readonly host: Owner,
    private readonly exported: ExportedDevice,
  ) {}

  /** `undefined`: the host has no such device any more. */
  get device(): Device | undefined {
    const device = this.host.storage.mountedOf(this.exported.spec.volume);
    return device?.host === this.host.name ? device : undefined;
  }

  /** A path carries I/Os: as far as the port, and from there to a disk. */
  carries({ isWhole, path: { array } }: Lane): boolean {
    if (!isWhole || !array.powered || !this.host.reach.storage) return false;
    const { device } = this;
    return device === undefined || device.volume.disksOf(device)[0]?.adapter.up === true;
  }

  isServed(lane: Lane): boolean {
    return this.carries(lane) && this.exported.servesAt(lane.path.port.name) && this.device !== undefined;
  }

  /** It carries I/Os to where the device does not serve now. */
  isPassive(lane: Lane): boolean {
    return this.carries(lane) && !this.exported.servesAt(lane.path.port.name);
  }

  /** What an I/O passes through: its links, the port, and the adapter of the disk. */
  through({ path: { channels } }: Lane): readonly Channel[] {
    const { device } = this;
    const [disk] = device === undefined ? [] : device.volume.disksOf(device);
    return disk === undefined ? channels : [...channels, disk.adapter];
  }

  /** As if nothing else were under way but copies. */
  costOf({ path }: Lane): StorageCost {
    const { device } = this;
    const [disk] = device === undefined ? [] : device.volume.disksOf(device);
    return { latency: path.latency, bandwidth: Math.min(path.left, disk?.adapter.left ?? 0) };
  }
}
