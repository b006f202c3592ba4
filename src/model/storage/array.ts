/** A storage system: port adapters, a processor, disk adapters, and the devices that hold volumes, each presented to one host. */
import type { Identity } from "../../control/index.js";
import type { WriteRange } from "../true-state.js";
import type { Changes } from "../changes.js";
import type { Ground } from "../ground.js";
import { known, type Named } from "../named.js";
import type { ArraySpec, HostSpec, VolumeSpec } from "../spec.js";
import { AdapterQuality } from "./adapter-quality.js";
import type { ArrayLink } from "./array-link.js";
import { Backups } from "./backups.js";
import { type BandwidthPool, Channel } from "./bandwidth.js";
import type { Content } from "./content.js";
import { formatOn } from "./format.js";
import type { HostStorage } from "./host-storage.js";
import { instant, type Stretch } from "./remote-mirror.js";
import { StorageProcessor } from "./storage-processor.js";
import { TransactionLog } from "./transaction-log.js";
import { type Device, inscribe, type StorageResult, type StorageSystem, Volume } from "./volume.js";
import { WriteRanges } from "./write-ranges.js";

type ProcessorWorld = ConstructorParameters<typeof StorageProcessor>[0];

interface Surroundings extends Ground, Pick<Changes, "refresh" | "beforeStorageChange" | "beforeCablesChange"> {
  readonly bandwidth: BandwidthPool;
  readonly arrays: ReadonlyMap<string, StorageSystem>;
  readonly arrayLinks: ReadonlyMap<string, ArrayLink>;
  readonly replicator: ProcessorWorld["replicator"] & {
    readonly jobs: { interruptIn(array: StorageSystem, whenBack: (tell: () => void) => void): void };
    readonly fills: { interruptIn(array: StorageSystem): void; resume(): void };
  };
  host(name: string): Named & { readonly storage: Pick<HostStorage, "devices" | "access"> };
  /** Something between storage systems works again. */
  catchUpMirrors(): void;
}

export class StorageArray implements StorageSystem {
  powered = true;
  private readonly offBy = new Set<"supply" | "person">();
  readonly processor: StorageProcessor;
  readonly ports = new Map<string, Channel>();
  readonly adapters = new Map<string, Channel>();
  /** What is wrong with its adapters, by their names. */
  private readonly qualities = new Map<string, AdapterQuality>();
  /** Why adapters carry nothing: they broke, or the part of a storage server that they are does not work. */
  private readonly downBy = new Map<string, ReadonlySet<string>>();
  readonly volumes: readonly Volume[];
  /** The devices of each host, in the order of the volumes. */
  private readonly presented = new Map<string, readonly Device[]>();
  /** To be told when the power is back: whoever ordered what its loss interrupted. */
  private interrupted: (() => void)[] = [];

  constructor(
    private readonly world: Surroundings & ProcessorWorld,
    readonly spec: ArraySpec,
    owners: ReadonlyMap<string, HostSpec>,
  ) {
    for (const each of spec.portAdapters) this.ports.set(each.name, new Channel(each.name, each.bandwidth));
    for (const each of spec.diskAdapters) this.adapters.set(each.name, new Channel(each.name, each.bandwidth));
    this.volumes = spec.volumes.map((volume, index) =>
      this.createVolume(volume, index, known(owners, volume.host, "host")),
    );
    this.processor = new StorageProcessor(world, this);
  }

  /** Whether hosts may start from its volumes. */
  get holdsSystems(): boolean {
    return this.volumes.some((volume) => volume.spec.holds === "system");
  }

  private createVolume(spec: VolumeSpec, index: number, owner: HostSpec): Volume {
    const tell: ConstructorParameters<typeof Volume>[4] = (host, batch) => {
      this.world.record({ kind: "WritesAcknowledged", host, volume: spec.name, ...batch });
    };
    const volume = new Volume(this.world, this, index, spec, tell, formatOn(owner, spec));
    const source = this.createDevice(volume, spec.name, this.adapter(spec.on), spec.host);
    volume.current = source;
    if (spec.mirrorOn !== undefined) {
      const device = this.createDevice(volume, `${spec.name}-mirror`, this.adapter(spec.mirrorOn), null);
      volume.mirror = { device, source };
    }
    for (const each of volume.devices) {
      each.blank = false;
      each.identity = spec.holds === "system" ? owner.identity : null;
    }
    if (spec.log !== undefined) volume.transactions = new TransactionLog(spec.log, this.adapter(spec.log.on));
    if (spec.backup !== undefined) volume.backups = new Backups(this.world, spec.backup, volume);
    return volume;
  }

  adapter(name: string): Channel {
    return known(this.adapters, name, `disk adapter of ${this.spec.name}`);
  }

  /** A device for a copy of a volume of this storage system or another, behind another disk adapter if there is one. */
  createCopy(volume: Volume, name: string, not: Channel, on?: string): Device {
    const all = [...this.adapters.values()];
    const wanted = on === undefined ? undefined : this.adapters.get(on);
    if (wanted !== undefined) return this.createDevice(volume, name, wanted, null);
    // What is read from a mirror is kept away from the adapter that production uses, if there is a third one.
    const quiet = all.find((adapter) => adapter !== not && adapter !== volume.current.adapter);
    return this.createDevice(volume, name, quiet ?? all.find((adapter) => adapter !== not) ?? all[0]!, null);
  }

  createDevice(volume: Volume, name: string, adapter: Channel, host: string | null): Device {
    const device: Device = {
      name,
      volume,
      array: this,
      adapter,
      host: null,
      shared: false,
      holds: new WriteRanges(),
      written: false,
      promised: 0,
      identity: null,
      blank: true,
      consistent: true,
      corrupt: false,
      broken: false,
      format: volume.format,
      overNetwork: false,
      copiedBy: null,
      changed: 0,
      logged: 0,
    };
    volume.devices.push(device);
    this.assign(device, host);
    return device;
  }

  /** The device of each volume that is presented to a host, in the order of the volumes. */
  presentedTo(host: string): readonly Device[] {
    return this.presented.get(host) ?? [];
  }

  /** Changes whose device it is; a host has one of each volume. */
  assign(device: Device, host: string | null): void {
    if (device.host !== null) this.presented.set(device.host, without(device, this.presentedTo(device.host)));
    device.host = host;
    device.shared = false;
    device.overNetwork = false;
    device.copiedBy = null;
    if (host === null) return;
    for (const other of this.presentedTo(host)) if (other.volume === device.volume) this.assign(other, null);
    const devices = [...this.presentedTo(host), device];
    this.presented.set(
      host,
      devices.sort((a, b) => a.volume.index - b.volume.index),
    );
  }

  /** Puts writes on the media of a device, and of the mirror as long as it is one. @param when they came there */
  store(device: Device, range: WriteRange, when: Stretch = instant(this.world.kernel.now)): void {
    const { volume } = device;
    for (const each of volume.mirrored(device)) each.written = true;
    for (const each of volume.disksOf(device)) this.put(each, range);
    const { bytes } = volume.log.measure(range);
    volume.changed.add(bytes);
    volume.logged.add(bytes);
    volume.transactions?.holds.add(range);
    if (volume.remoteMirror?.source === device) volume.remoteMirror.take(range, bytes, when);
    volume.forgetSettled();
  }

  put(device: Device, range: WriteRange): void {
    device.holds.add(range);
    this.world.record({ kind: "WritesStored", volume: device.volume.spec.name, device: device.name, range });
  }

  /** As `present`, for a device that can be used; what is on it is checked first. A helper may only read it, and is known by this. */
  offer(device: Device, host: string, asHelper?: Identity): StorageResult {
    const { access } = this.world.host(host).storage;
    if (!access.isAttachedTo(this)) return { failed: `${host} is not attached to ${this.spec.name}` };
    const result = this.offerAnywhere(device, host);
    if ("failed" in result || asHelper === undefined) return result;
    device.shared = true;
    if (device.identity !== null) this.identify(device, asHelper);
    return result;
  }

  /** The same for a host that reaches it over the network. */
  offerAnywhere(device: Device, host: string): StorageResult {
    if (!this.world.host(host).storage.access.sees(device))
      return { failed: `${this.spec.name} does not show ${device.volume.spec.name} to ${host}` };
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
        if (other !== device && other.volume.spec.holds === "system") other.array.assign(other, null);
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

  /**
   * Something is to be written onto a device as a whole: until that is done it can be used for nothing. Its mirror in another
   * storage system does not get that, and keeps what it has.
   */
  take(device: Device): void {
    this.world.beforeStorageChange();
    this.assign(device, null);
    const { volume } = device;
    if (volume.remoteMirror?.source === device && volume.leaveRemoteMirror()) {
      const { name } = volume.remoteMirror.device;
      this.world.record({ kind: "MirrorSplit", volume: volume.spec.name, device: name, overwritten: true });
    }
    for (const each of device.volume.mirrored(device)) {
      each.holds = new WriteRanges();
      each.written = false;
      each.consistent = false;
    }
  }

  /** What was written onto a device as a whole is complete. */
  fill(device: Device, content: Content): void {
    for (const each of device.volume.mirrored(device)) inscribe(each, content);
  }

  /** Something else is laid over a device: what it held is gone. */
  erase(device: Device): void {
    this.take(device);
    for (const each of device.volume.mirrored(device)) each.blank = true;
  }

  /** Writes into a system volume what a host is known by that boots from it, and into what mirrors it. */
  identify(device: Device, identity: Identity): void {
    const { volume } = device;
    const { remoteMirror } = volume;
    const remote = remoteMirror?.active === true && remoteMirror.source === device ? [remoteMirror.device] : [];
    for (const each of [...volume.mirrored(device), ...remote]) each.identity = identity;
  }

  /** What a device holds becomes useless, and with it what mirrors it. */
  corrupt(device: Device): void {
    this.world.beforeStorageChange();
    for (const each of device.volume.mirrored(device)) each.corrupt = true;
    const { remoteMirror } = device.volume;
    if (remoteMirror?.source === device) remoteMirror.corrupt();
    this.world.record({ kind: "DeviceCorrupted", volume: device.volume.spec.name, device: device.name });
    this.world.refresh();
  }

  /** What may be wrong with a port adapter or a disk adapter that works. */
  quality(name: string): AdapterQuality {
    const known =
      this.qualities.get(name) ?? new AdapterQuality(this.world, this.ports.get(name) ?? this.adapter(name));
    this.qualities.set(name, known);
    return known;
  }

  lossAt(adapter: string): number {
    return this.qualities.get(adapter)?.lost ?? 0;
  }

  /** A port adapter or a disk adapter breaks, or works again. */
  setAdapterUp(name: string, works: boolean, cause: "itself" | "server" = "itself"): void {
    const channel = this.ports.get(name) ?? this.adapter(name);
    const causes = new Set(this.downBy.get(name));
    if (works) causes.delete(cause);
    else causes.add(cause);
    this.downBy.set(name, causes);
    const up = causes.size === 0;
    if (channel.up === up) return;
    this.world.beforeCablesChange();
    channel.up = up;
    this.world.record({ kind: "LinkChanged", link: name, up });
    this.world.bandwidth.channelChanged();
    this.world.refresh();
  }

  /** @param cause why it has none: the supply failed, or somebody has switched it off */
  setPower(on: boolean, cause: "supply" | "person" = "supply"): void {
    if (on) this.offBy.delete(cause);
    else this.offBy.add(cause);
    const powered = this.offBy.size === 0;
    if (this.powered === powered) return;
    this.world.beforeStorageChange();
    this.powered = powered;
    const byHand = !on && cause === "person" ? ({ byHand: true } as const) : {};
    this.world.record({ kind: "ArrayPowerChanged", array: this.spec.name, powered, ...byHand });
    this.processor.tellMachines();
    const { jobs, fills } = this.world.replicator;
    if (powered) {
      this.tellInterrupted();
      fills.resume();
    } else {
      jobs.interruptIn(this, (tell) => this.interrupted.push(tell));
      fills.interruptIn(this);
    }
    this.world.refresh();
    this.world.catchUpMirrors();
  }

  private tellInterrupted(): void {
    const tell = this.interrupted;
    this.interrupted = [];
    for (const each of tell) each();
  }
}

function without(device: Device, devices: readonly Device[]): readonly Device[] {
  return devices.filter((each) => each !== device);
}
