/** A storage system: port adapters, disk adapters, and the devices that hold volumes; it copies, splits and presents them. */
import { drawMicros, type Stream } from "../../sim/index.js";
import type { WriteRange } from "../record.js";
import type { ArraySpec, VolumeSpec } from "../spec.js";
import type { World } from "../world.js";
import { Channel, type Transfer } from "./bandwidth.js";
import { type Device, Volume } from "./volume.js";
import { WriteRanges } from "./write-ranges.js";

export type StorageResult = { readonly device: string } | { readonly failed: string };

export class StorageArray {
  powered = true;
  readonly ports = new Map<string, Channel>();
  readonly adapters = new Map<string, Channel>();
  readonly volumes: readonly Volume[];
  private readonly copies = new Map<Transfer, (why: string) => void>();
  private readonly splitting: Stream;
  private readonly reassigning: Stream;

  constructor(
    private readonly world: World,
    readonly spec: ArraySpec,
  ) {
    for (const each of spec.portAdapters) this.ports.set(each.name, new Channel(each.name, each.bandwidth));
    for (const each of spec.diskAdapters) this.adapters.set(each.name, new Channel(each.name, each.bandwidth));
    this.volumes = spec.volumes.map((volume) => this.createVolume(volume));
    this.splitting = world.streams.stream(`array/${spec.name}/split`);
    this.reassigning = world.streams.stream(`array/${spec.name}/reassign`);
  }

  private createVolume(spec: VolumeSpec): Volume {
    const volume = new Volume(spec, (host, batch) => {
      this.world.record({ kind: "WritesAcknowledged", host, volume: spec.name, ...batch });
    });
    const identity = spec.holds === "system" ? this.world.hostSpec(spec.host).address : null;
    const source = this.createDevice(volume, spec.name, spec.on, spec.host);
    source.identity = identity;
    if (spec.mirrorOn !== undefined) {
      const device = this.createDevice(volume, `${spec.name}-mirror`, spec.mirrorOn, null);
      device.identity = identity;
      volume.mirror = { device, source };
    }
    return volume;
  }

  private createDevice(volume: Volume, name: string, adapterName: string, host: string | null): Device {
    const adapter = this.adapters.get(adapterName);
    if (adapter === undefined) throw new Error(`${this.spec.name} has no disk adapter ${adapterName}`);
    const device: Device = { name, volume, adapter, host, holds: new WriteRanges(), identity: null };
    volume.devices.push(device);
    return device;
  }

  /** The device of each volume that is presented to a host. */
  presentedTo(host: string): readonly Device[] {
    return this.volumes.flatMap((volume) => volume.devices.filter((device) => device.host === host).slice(-1));
  }

  /** Puts writes on the media of a device, and of the mirror as long as it is one. */
  store(device: Device, range: WriteRange): void {
    const { volume } = device;
    this.put(device, range);
    if (volume.mirror?.source === device) this.put(volume.mirror.device, range);
  }

  private put(device: Device, range: WriteRange): void {
    device.holds.add(range);
    this.world.record({ kind: "WritesStored", volume: device.volume.spec.name, device: device.name, range });
  }

  /** Splits a mirror off and presents it to a host. */
  splitMirror(volumeName: string, deviceName: string, host: string, ended: (result: StorageResult) => void): void {
    const volume = this.volume(volumeName);
    this.later(drawMicros(this.spec.split, this.splitting), ended, () => {
      const mirror = volume.mirror?.device;
      if (mirror?.name !== deviceName) return { failed: `${deviceName} is no mirror any more` };
      volume.mirror = null;
      this.world.record({ kind: "MirrorSplit", volume: volumeName, device: mirror.name });
      return this.present(mirror, host);
    });
  }

  /** Presents a device to another host than before. */
  reassign(volumeName: string, deviceName: string, host: string, ended: (result: StorageResult) => void): void {
    this.later(drawMicros(this.spec.reassign, this.reassigning), ended, () =>
      this.present(this.device(volumeName, deviceName), host),
    );
  }

  /** At once, as when somebody moves a cable. */
  present(device: Device, host: string): StorageResult {
    for (const other of device.volume.devices) if (other.host === host && other !== device) other.host = null;
    device.host = host;
    this.world.record({ kind: "DevicePresented", volume: device.volume.spec.name, device: device.name, host });
    return { device: device.name };
  }

  private later(delay: number, ended: (result: StorageResult) => void, act: () => StorageResult): void {
    this.world.kernel.after(delay, () => ended(this.powered ? act() : { failed: `${this.spec.name} has no power` }));
  }

  /** Copies a device onto one for a host; what is copied is what the device holds when the copy starts. */
  copy(volumeName: string, sourceName: string, host: string, ended: (result: StorageResult) => void): void {
    if (!this.powered) return ended({ failed: `${this.spec.name} has no power` });
    const source = this.device(volumeName, sourceName);
    const target = this.targetFor(source, host);
    const bytes = source.volume.spec.size;
    const held = source.holds.snapshot();
    target.host = null;
    target.holds = new WriteRanges();
    const names = { volume: volumeName, target: target.name, bytes };
    this.world.record({ kind: "CopyStarted", source: source.name, ...names });
    const transfer = this.world.bandwidth.begin([source.adapter, target.adapter], bytes, () => {
      this.copies.delete(transfer);
      target.holds = new WriteRanges(held);
      target.identity = source.identity;
      this.world.record({ kind: "CopyEnded", ...names, result: "done", why: null });
      ended(this.present(target, host));
    });
    this.copies.set(transfer, (why) => {
      this.world.record({ kind: "CopyEnded", ...names, result: "failed", why });
      ended({ failed: why });
    });
  }

  /** A device that this host had before is overwritten; otherwise a new one, behind another disk adapter if there is one. */
  private targetFor(source: Device, host: string): Device {
    const { volume } = source;
    const name = `${volume.spec.name}@${host}`;
    const old = volume.devices.find(
      (device) => device !== source && device !== volume.mirror?.device && device.name === name,
    );
    if (old !== undefined) return old;
    const own = volume.devices.find(
      (device) => device !== source && device !== volume.mirror?.device && device.host === host,
    );
    if (own !== undefined) return own;
    const other = [...this.adapters.values()].find((adapter) => adapter !== source.adapter);
    return this.createDevice(volume, name, (other ?? source.adapter).name, null);
  }

  setPower(powered: boolean): void {
    if (this.powered === powered) return;
    this.powered = powered;
    this.world.record({ kind: "ArrayPowerChanged", array: this.spec.name, powered });
    if (!powered) {
      for (const [transfer, fail] of [...this.copies]) {
        this.copies.delete(transfer);
        this.world.bandwidth.abort(transfer);
        fail(`${this.spec.name} lost its power`);
      }
    }
    this.world.refresh();
  }

  device(volumeName: string, deviceName: string): Device {
    const found = this.volume(volumeName).devices.find((device) => device.name === deviceName);
    if (found === undefined) throw new Error(`${volumeName} has no device ${deviceName}`);
    return found;
  }

  private volume(name: string): Volume {
    const found = this.volumes.find((volume) => volume.spec.name === name);
    if (found === undefined) throw new Error(`${this.spec.name} has no volume ${name}`);
    return found;
  }
}
