/** A storage system: port adapters, disk adapters, and the devices that hold volumes; it copies, splits and presents them. */
import { drawMicros, type Stream } from "../../sim/index.js";
import type { WriteRange } from "../record.js";
import type { ArraySpec, VolumeSpec } from "../spec.js";
import type { World } from "../world.js";
import { Channel, type Transfer } from "./bandwidth.js";
import { type Device, Volume } from "./volume.js";
import { WriteRanges } from "./write-ranges.js";

export type StorageResult = { readonly device: string } | { readonly failed: string };

/** How whoever ordered something hears of its end; `lost`: never. */
export interface Answer {
  readonly ended: (result: StorageResult) => void;
  readonly lost: () => void;
}

interface Copy {
  readonly target: Device;
  readonly ended: Answer["ended"];
}

export class StorageArray {
  powered = true;
  readonly ports = new Map<string, Channel>();
  readonly adapters = new Map<string, Channel>();
  readonly volumes: readonly Volume[];
  /** The devices of each host, in the order of the volumes. */
  private readonly presented = new Map<string, readonly Device[]>();
  private readonly copies = new Map<Transfer, Copy>();
  /** To be told when the power is back: whoever ordered what its loss interrupted. */
  private interrupted: (() => void)[] = [];
  private readonly splitting: Stream;
  private readonly reassigning: Stream;

  constructor(
    private readonly world: World,
    readonly spec: ArraySpec,
  ) {
    for (const each of spec.portAdapters) this.ports.set(each.name, new Channel(each.name, each.bandwidth));
    for (const each of spec.diskAdapters) this.adapters.set(each.name, new Channel(each.name, each.bandwidth));
    this.volumes = spec.volumes.map((volume, index) => this.createVolume(volume, index));
    this.splitting = world.streams.stream(`array/${spec.name}/split`);
    this.reassigning = world.streams.stream(`array/${spec.name}/reassign`);
  }

  /** Whether hosts may start from its volumes. */
  get holdsSystems(): boolean {
    return this.volumes.some((volume) => volume.spec.holds === "system");
  }

  private createVolume(spec: VolumeSpec, index: number): Volume {
    const volume = new Volume(this, index, spec, (host, batch) => {
      this.world.record({ kind: "WritesAcknowledged", host, volume: spec.name, ...batch });
    });
    const identity = spec.holds === "system" ? this.world.host(spec.host).spec.address : null;
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
    const holds = new WriteRanges();
    const device: Device = { name, volume, adapter, host: null, shared: false, holds, promised: 0, identity: null };
    volume.devices.push(device);
    this.assign(device, host);
    return device;
  }

  /** The device of each volume that is presented to a host, in the order of the volumes. */
  presentedTo(host: string): readonly Device[] {
    return this.presented.get(host) ?? [];
  }

  /** Changes whose device it is; a host has one of each volume. */
  private assign(device: Device, host: string | null): void {
    if (device.host !== null) this.presented.set(device.host, without(device, this.presentedTo(device.host)));
    device.host = host;
    device.shared = false;
    if (host === null) return;
    for (const other of this.presentedTo(host)) if (other.volume === device.volume) this.assign(other, null);
    const devices = [...this.presentedTo(host), device];
    this.presented.set(
      host,
      devices.sort((a, b) => a.volume.index - b.volume.index),
    );
  }

  /** Puts writes on the media of a device, and of the mirror as long as it is one. */
  store(device: Device, range: WriteRange): void {
    for (const each of this.mirrored(device)) this.put(each, range);
  }

  private put(device: Device, range: WriteRange): void {
    device.holds.add(range);
    this.world.record({ kind: "WritesStored", volume: device.volume.spec.name, device: device.name, range });
  }

  /** Splits a mirror off and presents it to a host. */
  splitMirror(volumeName: string, deviceName: string, host: string, answer: Answer): void {
    const volume = this.volume(volumeName);
    this.later(drawMicros(this.spec.split, this.splitting), answer, () => {
      const mirror = volume.mirror?.device;
      if (mirror?.name !== deviceName) return { failed: `${deviceName} is no mirror any more` };
      volume.mirror = null;
      this.world.record({ kind: "MirrorSplit", volume: volumeName, device: mirror.name });
      return this.present(mirror, host);
    });
  }

  /** Presents a device to another host than before. */
  reassign(volumeName: string, deviceName: string, host: string, answer: Answer): void {
    this.later(drawMicros(this.spec.reassign, this.reassigning), answer, () =>
      this.present(this.device(volumeName, deviceName), host),
    );
  }

  /** At once, as when somebody moves a cable. */
  present(device: Device, host: string): StorageResult {
    this.assign(device, host);
    this.world.record({ kind: "DevicePresented", volume: device.volume.spec.name, device: device.name, host });
    this.world.refresh();
    return { device: device.name };
  }

  /** A host gives back what it only read. */
  withdraw(device: Device): void {
    this.assign(device, null);
    this.world.refresh();
  }

  /** An order takes effect after a while; a storage system without power neither hears nor answers. */
  private later(delay: number, { ended, lost }: Answer, act: () => StorageResult): void {
    if (!this.powered) return lost();
    this.world.kernel.after(delay, () => (this.powered ? ended(act()) : lost()));
  }

  /** Copies a device onto one for a host; what is copied is what the device holds when the copy starts. */
  copy(volumeName: string, sourceName: string, host: string, { ended, lost }: Answer): void {
    if (!this.powered) return lost();
    const source = this.device(volumeName, sourceName);
    const target = this.targetFor(source, host);
    const bytes = source.volume.spec.size;
    const held = source.holds.snapshot();
    this.assign(target, null);
    for (const each of this.mirrored(target)) each.holds = new WriteRanges();
    this.world.record({ kind: "CopyStarted", source: source.name, ...copyOnto(target) });
    this.world.refresh();
    const channels = [source.adapter, ...this.mirrored(target).map((device) => device.adapter)];
    const transfer = this.world.bandwidth.begin(channels, bytes, () => {
      this.copies.delete(transfer);
      for (const each of this.mirrored(target)) {
        each.holds = new WriteRanges(held);
        each.identity = source.identity;
      }
      this.world.record({ kind: "CopyEnded", ...copyOnto(target), result: "done", why: null });
      ended(this.present(target, host));
    });
    this.copies.set(transfer, { target, ended });
  }

  /** A device and, as long as it has one, its mirror. */
  private mirrored(device: Device): readonly Device[] {
    const { mirror } = device.volume;
    return mirror?.source === device ? [device, mirror.device] : [device];
  }

  /** A device that this host had before is overwritten; otherwise a new one, behind another disk adapter if there is one. */
  private targetFor(source: Device, host: string): Device {
    const { volume } = source;
    const name = `${volume.spec.name}@${host}`;
    const free = volume.devices.filter((device) => device !== source && device !== volume.mirror?.device);
    const own = free.find((device) => device.name === name) ?? free.find((device) => device.host === host);
    if (own !== undefined) return own;
    const other = [...this.adapters.values()].find((adapter) => adapter !== source.adapter);
    return this.createDevice(volume, name, (other ?? source.adapter).name, null);
  }

  setPower(powered: boolean): void {
    if (this.powered === powered) return;
    this.powered = powered;
    this.world.record({ kind: "ArrayPowerChanged", array: this.spec.name, powered });
    if (powered) this.tellInterrupted();
    else this.interruptCopies();
    this.world.refresh();
  }

  private interruptCopies(): void {
    for (const [transfer, { target, ended }] of this.copies) {
      this.world.bandwidth.abort(transfer);
      const why = `${this.spec.name} lost its power`;
      this.world.record({ kind: "CopyEnded", ...copyOnto(target), result: "failed", why });
      this.interrupted.push(() => ended({ failed: why }));
    }
    this.copies.clear();
  }

  private tellInterrupted(): void {
    const tell = this.interrupted;
    this.interrupted = [];
    for (const each of tell) each();
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

function copyOnto({ volume, name }: Device) {
  return { volume: volume.spec.name, target: name, bytes: volume.spec.size };
}

function without(device: Device, devices: readonly Device[]): readonly Device[] {
  return devices.filter((each) => each !== device);
}
