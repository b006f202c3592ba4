/** A storage system: port adapters, a processor, disk adapters, and the devices that hold volumes, each presented to one host. */
import type { Changes } from "../changes.js";
import { known } from "../named.js";
import type { ArraySpec, HostSpec, VolumeSpec } from "../spec.js";
import { AdapterQuality } from "./adapter-quality.js";
import type { ArrayLink } from "./array-link.js";
import { Backups } from "./backups.js";
import type { BandwidthPool } from "./bandwidth.js";
import { Channel } from "./channel.js";
import { formatOn } from "./format.js";
import { type MediaWorld, Media } from "./media.js";
import { type PresentationsWorld, Presentations } from "./presentations.js";
import { StorageProcessor } from "./storage-processor.js";
import { TransactionLog } from "./transaction-log.js";
import { type Device, type StorageSystem, Volume } from "./volume.js";
import { WriteRanges } from "./write-ranges.js";

type ProcessorWorld = ConstructorParameters<typeof StorageProcessor>[0];

interface Surroundings extends PresentationsWorld, MediaWorld, Pick<Changes, "beforeCablesChange"> {
  readonly bandwidth: BandwidthPool;
  readonly arrays: ReadonlyMap<string, StorageSystem>;
  readonly arrayLinks: ReadonlyMap<string, ArrayLink>;
  readonly replicator: ProcessorWorld["replicator"] & {
    readonly jobs: { interruptIn(array: StorageSystem, whenBack: (tell: () => void) => void): void };
    readonly fills: { interruptIn(array: StorageSystem): void; resume(): void };
  };
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
  readonly presentations: Presentations;
  readonly media: Media;
  /** To be told when the power is back: whoever ordered what its loss interrupted. */
  private interrupted: (() => void)[] = [];

  constructor(
    private readonly world: Surroundings & ProcessorWorld,
    readonly spec: ArraySpec,
    owners: ReadonlyMap<string, HostSpec>,
  ) {
    for (const each of spec.portAdapters) this.ports.set(each.name, new Channel(each.name, each.bandwidth));
    for (const each of spec.diskAdapters) this.adapters.set(each.name, new Channel(each.name, each.bandwidth));
    this.presentations = new Presentations(world, this);
    this.media = new Media(world);
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
    this.presentations.assign(device, host);
    return device;
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
