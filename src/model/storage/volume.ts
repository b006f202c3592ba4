/** A volume: the writes that were promised, and the devices that hold them or some of them. */
import type { Identity } from "../../control/index.js";
import type { Micros } from "../../units/index.js";
import type { Changes } from "../changes.js";
import type { Ground } from "../ground.js";
import type { ArraySpec, VolumeSpec } from "../spec.js";
import type { WriteRange } from "../true-state.js";
import type { Backups } from "./backups.js";
import type { Channel } from "./channel.js";
import { type Content, ByteMeter } from "./content.js";
import type { RemoteMirror, Stretch } from "./remote-mirror.js";
import type { TransactionLog } from "./transaction-log.js";
import { type WriteBatch, WriteLog } from "./write-log.js";
import { WriteRanges } from "./write-ranges.js";

/**
 * `alone`: nothing else holds the same as this device, since what it was a mirror of is not whole; `gone`: what was to be
 * read is on no disk any more.
 */
export type StorageResult =
  | { readonly device: string; readonly alone?: true }
  /** `refused`: it was never begun; `unmirrored`: it mirrors nothing. */
  | { readonly failed: string; readonly gone?: true; readonly refused?: true; readonly unmirrored?: true };

/** What holds one copy of a volume. */
export interface Device {
  readonly name: string;
  readonly volume: Volume;
  /** The storage system in which it lies; a copy may lie in another one than the volume. */
  readonly array: StorageSystem;
  readonly adapter: Channel;
  /** The host that it is presented to; a mirror or a copy in the making is presented to nobody. */
  host: string | null;
  /** Its host reads it beside the one that the volume belongs to, and may not write to it. */
  shared: boolean;
  holds: WriteRanges;
  /** A host has written to it since it was filled as a whole. */
  written: boolean;
  /** How many writes were acknowledged when a host last went online with it. */
  promised: number;
  /** What a host is known by that boots from this device (system volumes). */
  identity: Identity | null;
  /** Nothing was ever written onto it as a whole. */
  blank: boolean;
  /** False while something is written onto it as a whole, and when that broke off. */
  consistent: boolean;
  /** What it holds is of no use to anybody. */
  corrupt: boolean;
  /** Its disk does not work: nothing can be read from it, nor written to it. */
  broken: boolean;
  format: string | null;
  /** A host reaches it over the network of its storage system, being attached to none. */
  overNetwork: boolean;
  /** The storage system that copied it, and had it presented to its host by this one. */
  copiedBy: StorageSystem | null;
  /** Positions of the volume's meters when it was last like the volume; of a device in use those of now. */
  changed: number;
  logged: number;
}

/** What can be done with a device in the storage system in which it lies. */
export interface StorageSystem {
  readonly spec: ArraySpec;
  readonly powered: boolean;
  readonly ports: ReadonlyMap<string, Channel>;
  /** Probability with which a port adapter or a disk adapter loses what it carries. */
  lossAt(adapter: string): number;
  readonly processor: { readonly takesOrders: boolean };
  /** Whether hosts may start from its volumes. */
  readonly holdsSystems: boolean;
  createCopy(volume: Volume, name: string, not: Channel, on?: string): Device;
  readonly presentations: {
    to(host: string): readonly Device[];
    assign(device: Device, host: string | null): void;
    offer(device: Device, host: string, asHelper?: Identity): StorageResult;
    offerAnywhere(device: Device, host: string): StorageResult;
    present(device: Device, host: string): StorageResult;
    withdraw(device: Device): void;
  };
  readonly media: {
    store(device: Device, range: WriteRange, when?: Stretch): void;
    put(device: Device, range: WriteRange): void;
    take(device: Device): void;
    fill(device: Device, content: Content): void;
    erase(device: Device): void;
    identify(device: Device, identity: Identity): void;
    corrupt(device: Device): void;
  };
}

type VolumeWorld = Pick<Ground, "kernel"> & Pick<Changes, "beforeStorageChange">;

/** So many batches of writes are not worth looking whether some could be forgotten. */
const MEMORABLE = 1024;

export class Volume {
  readonly log: WriteLog;
  readonly devices: Device[] = [];
  /** `device` gets every write of `source` too, until it is split off. */
  mirror: { readonly device: Device; readonly source: Device } | null = null;
  remoteMirror: RemoteMirror<Device> | null = null;
  transactions: TransactionLog | null = null;
  backups: Backups | null = null;
  /** Bytes that changed, and bytes that were logged, since the run began. */
  readonly changed: ByteMeter;
  readonly logged: ByteMeter;
  /** The device that is in use, or was last. */
  current!: Device;
  private readonly inUse = new Map<Device, number>();
  /** Writes that were found missing and reported. */
  private readonly lost = new WriteRanges();
  /** With so many batches it is looked whether some can be forgotten. */
  private forgetAt = MEMORABLE;

  /** @param tell hears of each batch of acknowledged writes once */
  constructor(
    private readonly world: VolumeWorld,
    readonly array: StorageSystem,
    /** Place among the volumes of the storage system. */
    readonly index: number,
    readonly spec: VolumeSpec,
    tell: (host: string, batch: WriteBatch) => void,
    /** In which its owner writes it. */
    readonly format: string | null,
  ) {
    this.log = new WriteLog(tell);
    const now = (): Micros => world.kernel.now;
    this.changed = new ByteMeter(spec.changeRate, now);
    this.logged = new ByteMeter(spec.logRate, now);
  }

  device(name: string): Device {
    const found = this.devices.find((device) => device.name === name);
    if (found === undefined) throw new Error(`${this.spec.name} has no device ${name}`);
    return found;
  }

  isMirror(device: Device): boolean {
    return (
      device === this.mirror?.device || (this.remoteMirror?.active === true && device === this.remoteMirror.device)
    );
  }

  /** A device and, as long as it has one, its mirror. */
  mirrored(device: Device): readonly Device[] {
    return this.mirror?.source === device ? [device, this.mirror.device] : [device];
  }

  /** Those of a device and its mirror whose disks work, the whole ones if any is: what is read is read from the first. */
  disksOf(device: Device): readonly Device[] {
    const working = this.mirrored(device).filter(({ broken }) => !broken);
    const whole = working.filter(isWhole);
    return whole.length > 0 ? whole : working;
  }

  /** Why what a device holds cannot be moved elsewhere, `null` when it can: an incomplete copy is none. */
  whyUnreadable(device: Device): string | null {
    const [disk] = this.disksOf(device);
    if (disk === undefined) return `the disk of ${device.name} is broken`;
    if (disk.blank) return `${device.name} holds nothing`;
    return disk.consistent ? null : `${device.name} is not complete`;
  }

  /** The writes that can be read from a device. */
  holdsOf(device: Device): WriteRanges {
    return this.disksOf(device)[0]?.holds ?? new WriteRanges();
  }

  /** The first write that was promised, is not among these, and was not found lost. */
  firstMissing(holds: WriteRanges): number {
    for (const missing of holds.missingFrom({ from: 0, to: this.log.count })) {
      const [first] = this.lost.missingFrom(missing);
      if (first !== undefined) return first.from;
    }
    return this.log.count;
  }

  /** What every copy holds, or could be restored to, can never be found missing: it need not be remembered. */
  forgetSettled(): void {
    if (this.log.batches < this.forgetAt) return;
    const backups = this.backups?.contents.map(({ holds }) => new WriteRanges(holds)) ?? [];
    const copies = [...this.devices.map(({ holds }) => holds), ...backups];
    this.log.forgetBefore(Math.min(...copies.map((holds) => this.firstMissing(holds))));
    this.forgetAt = Math.max(MEMORABLE, 2 * this.log.batches);
  }

  /** What was written up to now is known: to be called before it is looked what anything holds. */
  catchUp(): void {
    this.world.beforeStorageChange();
  }

  /** What a device holds now; it can be read. */
  contentOf(device: Device): Content {
    this.catchUp();
    const { identity } = device;
    const { corrupt, format } = this.disksOf(device)[0] ?? device;
    const holds = this.holdsOf(device).snapshot();
    return { holds, ...this.positionOf(device), corrupt, format, identity };
  }

  /** How far a device has come with the volume: to the end while it is in use or mirrors what is. */
  private positionOf(device: Device): { readonly changed: number; readonly logged: number } {
    const { mirror, remoteMirror } = this;
    // A mirror elsewhere has come as far as what it follows, be that in use or not.
    if (remoteMirror?.device === device && remoteMirror.active) return this.positionOf(remoteMirror.source);
    const live = this.uses(device) || (mirror?.device === device && this.uses(mirror.source));
    return live
      ? { changed: this.changed.position, logged: this.logged.position }
      : { changed: device.changed, logged: device.logged };
  }

  /** A host is online with it. */
  uses(device: Device): boolean {
    return (this.inUse.get(device) ?? 0) > 0;
  }

  /** Position of the log from which on it is needed for the oldest complete copy. */
  oldestCopyLogged(): number {
    let oldest = this.logged.position;
    for (const device of this.devices) {
      if (device === this.current || device.blank || this.isMirror(device)) continue;
      oldest = Math.min(oldest, device.logged);
    }
    return oldest;
  }

  /** A host goes online with one of the devices. */
  mount(device: Device): void {
    this.catchUp();
    device.promised = this.log.mark();
    this.current = device;
    this.inUse.set(device, (this.inUse.get(device) ?? 0) + 1);
    this.changed.begin();
    this.logged.begin();
  }

  /** The host that uses it hangs, and changes nothing, or goes on where it hung. */
  stall(isStalled: boolean): void {
    for (const meter of [this.changed, this.logged]) {
      if (isStalled) meter.end();
      else meter.begin();
    }
  }

  /** The host does not use it any more. */
  unmount(device: Device): void {
    if (!this.uses(device)) return;
    this.keepPositions(device);
    this.inUse.set(device, (this.inUse.get(device) ?? 0) - 1);
    this.changed.end();
    this.logged.end();
  }

  /** Its mirror in another storage system is split off. @returns whether it followed anything */
  leaveRemoteMirror(): boolean {
    const remote = this.remoteMirror;
    if (remote?.active !== true) return false;
    const { source, device } = remote;
    this.keepPositions(source);
    device.changed = source.changed;
    device.logged = source.logged;
    remote.split();
    return true;
  }

  /** From now on a device, and its mirror, may fall behind. */
  keepPositions(device: Device): void {
    for (const each of this.mirrored(device)) {
      const { changed, logged } = this.positionOf(each);
      each.changed = changed;
      each.logged = logged;
    }
  }

  /** Which writes of those promised before it was mounted a device does not hold; each is found once. */
  findLoss(device: Device): { readonly writes: number; readonly bytes: number; readonly oldestAt: Micros } | null {
    let writes = 0;
    let bytes = 0;
    let oldestAt = Infinity;
    for (const missing of this.holdsOf(device).missingFrom({ from: 0, to: device.promised })) {
      for (const range of this.lost.missingFrom(missing)) {
        const measured = this.log.measure(range);
        writes += range.to - range.from;
        bytes += measured.bytes;
        oldestAt = Math.min(oldestAt, measured.oldestAt);
        this.lost.add(range);
        this.transactions?.giveUp(range);
      }
    }
    return writes === 0 ? null : { writes, bytes, oldestAt };
  }
}

/** Something was written onto it as a whole, nothing is, and its disk works. */
export function isWhole({ broken, blank, consistent }: Device): boolean {
  return !broken && !blank && consistent;
}

/** A device holds this from now on, complete. */
export function inscribe(device: Device, content: Content): void {
  device.holds = new WriteRanges(content.holds);
  device.identity = content.identity;
  device.corrupt = content.corrupt;
  device.format = content.format;
  device.changed = content.changed;
  device.logged = content.logged;
  device.blank = false;
  device.consistent = true;
}
