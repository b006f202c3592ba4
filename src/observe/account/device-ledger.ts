/** Which writes each device of a volume holds, as the records tell, and what a copy has to make of its target. */
import type { VolumeSpec } from "../../model/index.js";
import type { RecordOf } from "../hearing.js";
import { difference, union, withWrites, type WriteSet } from "./write-set.js";

/** A device holds what it may when it has all of `least` and nothing but `most`. */
interface Bounds {
  readonly least: WriteSet;
  readonly most: WriteSet;
}

/** What a copy may make of its target, looked at when it ends; empty where nothing is known of its source. */
type Promised = () => readonly Bounds[];

/** So many backups can be restored. */
const BACKUPS_KEPT = 2;

/** Knows all writes since the run began, and learns what one device holds from others, not from what it is told of it. */
export class DeviceLedger {
  private readonly holds = new Map<string, WriteSet>();
  /** Copies that somebody reads: they are brought up to date without a word. */
  private readonly unknown = new Set<string>();
  private readonly broken = new Set<string>();
  /** What gets every write of another device of its storage system too, and whatever is written onto that as a whole. */
  private mirror: { readonly device: string; readonly source: string } | null;
  private inUse: string;
  /** Where there is a log. */
  private acknowledged: WriteSet = [];
  private readonly promises = new Map<string, Promised>();
  private backups: readonly (WriteSet | null)[] = [[]];
  private backupUnderWay: WriteSet | null = [];

  constructor(private readonly spec: VolumeSpec) {
    const { name, mirrorOn } = spec;
    this.inUse = name;
    this.mirror = mirrorOn === undefined ? null : { device: `${name}-mirror`, source: name };
  }

  acknowledge({ range }: RecordOf<"WritesAcknowledged">): void {
    if (this.spec.log !== undefined) this.acknowledged = withWrites(this.acknowledged, range);
  }

  store({ device, range }: RecordOf<"WritesStored">): void {
    this.holds.set(device, withWrites(this.of(device), range));
  }

  /**
   * From here on a host writes to it: what it holds is told, and its mirror holds the same. A backup of what was given up for it
   * is restored no more, and the one before that still is.
   */
  mount({ device, holds }: RecordOf<"DataMounted">): void {
    this.inUse = device;
    this.backups = this.backups.filter((each) => each === null || difference(each, holds).length === 0);
    if (!this.unknown.has(device)) return;
    for (const each of this.disksOf(device)) this.set(each, holds);
  }

  share({ device }: RecordOf<"CopyMounted">): void {
    this.unknown.add(device);
  }

  break(device: string, works: boolean): void {
    if (works) return void this.broken.delete(device);
    this.broken.add(device);
    this.set(device, []);
  }

  overwrite(device: string): void {
    for (const each of this.mirrored(device)) this.set(each, []);
  }

  split(device: string): void {
    if (this.mirror?.device === device) this.mirror = null;
  }

  /** The mirror catches up with what was written while the copy was made. */
  join({ device, source }: RecordOf<"MirrorEstablished">): void {
    const held = this.read(source);
    // One in another storage system is told each write that comes there.
    if (this.spec.remoteMirror === undefined || device !== `${this.spec.name}-remote`) this.mirror = { device, source };
    if (held === null) this.unknown.add(device);
    else this.set(device, held);
  }

  /** A device gets what the source holds now; another disk, being filled, what its mirror holds in the end. */
  beginCopy({ source, target }: RecordOf<"CopyStarted">): void {
    if (this.broken.has(target)) return void this.promises.set(target, () => exactly(this.read(source)));
    const promised = this.promisedBy(source, target);
    this.promises.set(target, () => promised);
    this.overwrite(target);
  }

  /** Whether the target of a copy holds what it has to; `null` where nothing could be missing, or nothing is known. */
  endCopy({ target, result, holds }: RecordOf<"CopyEnded">): boolean | null {
    const promised = this.promises.get(target)?.() ?? [];
    const wanted = result === "done" ? promised : exactly([]);
    const isAtStake = [...promised, { most: holds }].some(({ most }) => most.length > 0);
    // The disk of a mirror is filled alone.
    const written = this.broken.has(target) ? [target] : this.mirrored(target);
    for (const each of written) this.set(each, holds);
    return isAtStake && wanted.length > 0 ? wanted.some((bounds) => fits(holds, bounds)) : null;
  }

  beginBackup(): void {
    this.backupUnderWay = this.read(this.inUse);
  }

  /** As `endCopy`. */
  endBackup({ holds }: RecordOf<"BackupTaken">): boolean | null {
    const wanted = this.backupUnderWay;
    this.backups = [holds, ...this.backups].slice(0, BACKUPS_KEPT);
    return wanted === null || (wanted.length === 0 && holds.length === 0) ? null : fits(holds, exactly(wanted)[0]!);
  }

  private promisedBy(source: string, target: string): readonly Bounds[] {
    const { name, backup, log } = this.spec;
    // The last good one: either, where the last is corrupt.
    if (source === backup?.name) return this.backups.flatMap(exactly);
    if (log === undefined || source !== `${name}-log`) return exactly(this.read(source));
    // Not told is what was in a log when it was converted.
    const before = this.read(target);
    return before === null ? [] : [{ least: before, most: union(before, this.acknowledged) }];
  }

  private of(device: string): WriteSet {
    return this.holds.get(device) ?? [];
  }

  private set(device: string, held: WriteSet): void {
    this.holds.set(device, held);
    this.unknown.delete(device);
  }

  private mirrored(device: string): readonly string[] {
    return this.mirror?.source === device ? [device, this.mirror.device] : [device];
  }

  private disksOf(device: string): readonly string[] {
    return this.mirrored(device).filter((each) => !this.broken.has(each));
  }

  /** What can be read of a device: from its mirror when its disk is broken; `null` when it is not known. */
  private read(device: string): WriteSet | null {
    const [disk] = this.disksOf(device);
    if (disk === undefined) return [];
    return this.unknown.has(disk) ? null : this.of(disk);
  }
}

function exactly(held: WriteSet | null): readonly Bounds[] {
  return held === null ? [] : [{ least: held, most: held }];
}

function fits(held: WriteSet, { least, most }: Bounds): boolean {
  return difference(least, held).length === 0 && difference(held, most).length === 0;
}
