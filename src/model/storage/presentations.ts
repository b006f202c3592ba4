/** To which hosts a storage system presents its devices: each to one host, or to nobody. */
import type { Identity } from "../../control/index.js";
import type { Changes } from "../changes.js";
import type { Ground } from "../ground.js";
import type { Named } from "../named.js";
import type { HostStorage } from "./host-storage.js";
import type { Device, StorageResult, StorageSystem } from "./volume.js";

export interface PresentationsWorld extends Ground, Pick<Changes, "refresh" | "beforeStorageChange"> {
  host(name: string): Named & { readonly storage: Pick<HostStorage, "devices" | "access"> };
}

export class Presentations {
  /** The devices of each host, in the order of the volumes. */
  private readonly presented = new Map<string, readonly Device[]>();

  constructor(
    private readonly world: PresentationsWorld,
    private readonly array: StorageSystem,
  ) {}

  /** The device of each volume that is presented to a host, in the order of the volumes. */
  to(host: string): readonly Device[] {
    return this.presented.get(host) ?? [];
  }

  /** Changes whose device it is; a host has one of each volume. */
  assign(device: Device, host: string | null): void {
    if (device.host !== null) this.presented.set(device.host, without(device, this.to(device.host)));
    device.host = host;
    device.shared = false;
    device.overNetwork = false;
    device.copiedBy = null;
    if (host === null) return;
    for (const other of this.to(host)) if (other.volume === device.volume) this.assign(other, null);
    const devices = [...this.to(host), device];
    this.presented.set(
      host,
      devices.sort((a, b) => a.volume.index - b.volume.index),
    );
  }

  /** As `present`, for a device that can be used; what is on it is checked first. A helper may only read it, and is known by this. */
  offer(device: Device, host: string, asHelper?: Identity): StorageResult {
    const { access } = this.world.host(host).storage;
    if (!access.isAttachedTo(this.array)) return { failed: `${host} is not attached to ${this.array.spec.name}` };
    const result = this.offerAnywhere(device, host);
    if ("failed" in result || asHelper === undefined) return result;
    device.shared = true;
    if (device.identity !== null) this.array.media.identify(device, asHelper);
    return result;
  }

  /** The same for a host that reaches it over the network. */
  offerAnywhere(device: Device, host: string): StorageResult {
    if (!this.world.host(host).storage.access.sees(device))
      return { failed: `${this.array.spec.name} does not show ${device.volume.spec.name} to ${host}` };
    const [disk] = device.volume.disksOf(device);
    if (disk === undefined) return { failed: `the disk of ${device.name} is broken` };
    if (!disk.consistent || disk.blank) return { failed: `${device.name} is not complete` };
    if (disk.corrupt) return { failed: `${device.name} is corrupt` };
    // While a host works, what it works with is not exchanged under it.
    const { spec } = device.volume;
    const rivals = this.world
      .host(host)
      .storage.devices.filter(
        (other) => other.volume === device.volume || (spec.holds === "system" && other.volume.spec.holds === "system"),
      );
    const used = rivals.find((other) => other !== device && other.volume.uses(other));
    if (used !== undefined) return { failed: `${host} works with ${used.name}` };
    return this.present(device, host);
  }

  /** At once, as when somebody moves a cable. */
  present(device: Device, host: string): StorageResult {
    this.world.beforeStorageChange();
    const concerned = this.hostsOf(device.host, host);
    this.assign(device, host);
    // A host starts from one system volume.
    if (device.volume.spec.holds === "system") {
      for (const other of this.world.host(host).storage.devices) {
        if (other !== device && other.volume.spec.holds === "system") other.array.presentations.assign(other, null);
      }
    }
    this.world.record({ kind: "DevicePresented", volume: device.volume.spec.name, device: device.name, host });
    this.world.refresh(concerned);
    return { device: device.name };
  }

  /** A host gives back what it only read. */
  withdraw(device: Device): void {
    this.world.beforeStorageChange();
    const concerned = this.hostsOf(device.host);
    this.assign(device, null);
    this.world.refresh(concerned);
  }

  private hostsOf(...names: readonly (string | null)[]): readonly Named[] {
    return names.flatMap((name) => (name === null ? [] : this.world.host(name)));
  }
}

function without(device: Device, devices: readonly Device[]): readonly Device[] {
  return devices.filter((each) => each !== device);
}
