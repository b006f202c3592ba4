/** Which copies of each volume are left that somebody could go on with, as the records tell. */
import type { VolumeSpec } from "../../model/index.js";
import type { Hearing, RecordOf } from "../hearing.js";
import type { ObservationContext } from "./context.js";
import { difference, sizeOf, type WriteSet } from "./write-set.js";

interface Copy {
  /** All of it is there, on a disk that works. */
  readonly complete: boolean;
  readonly corrupt: boolean;
  /** It holds what was in use last, or is to: whoever goes on with another one goes back. */
  readonly newest: boolean;
}

/** `fills`: a new disk is filled from this, which mirrors its device and stays what it is. */
interface UnderWay {
  readonly made: Copy;
  readonly fills: string | null;
}

const USELESS: Copy = { complete: false, corrupt: false, newest: false };

interface VolumeLedger {
  readonly spec: VolumeSpec;
  readonly copies: Map<string, Copy>;
  /** What gets every write of a device too, by its name. */
  readonly mirrors: Map<string, string>;
  /** The mirror in another storage system, if it has one. */
  readonly remote: string | null;
  /** That kept what it had when what it mirrored was written over: nobody has split it off, so as to go on with it. */
  isRemoteLeft: boolean;
  /** What devices will be that are being written as a whole, if that comes to its end. */
  readonly underWay: Map<string, UnderWay>;
  /** The device with which a host went online last. */
  inUse: string;
  /** The host that works with it, until it is down. */
  user: string | null;
  /** Newest first. */
  backups: readonly Backup[];
  /** Whether the one that is being taken can be restored. */
  backupUnderWay: boolean;
}

interface Backup {
  /** It can be restored. */
  readonly good: boolean;
  readonly holds: WriteSet;
}

/** What a policy takes beside the devices that hosts work with. */
type WaysOfPolicy = Pick<ObservationContext, "restores" | "takesRemoteMirrors" | "moves">;

/** A backup that is taken replaces the one before the last. */
const BACKUPS_KEPT = 2;

export class CopyAccount {
  private readonly ledgers = new Map<string, VolumeLedger>();

  constructor({ spec }: ObservationContext) {
    for (const volume of spec.arrays.flatMap(({ volumes }) => volumes)) this.ledgers.set(volume.name, open(volume));
  }

  readonly hears: Hearing = {
    DataMounted: ({ host, volume, device, holds }) => {
      const ledger = this.of(volume);
      this.mount(ledger, host, device);
      // What holds more was taken of data that was given up.
      ledger.backups = ledger.backups.filter((backup) => sizeOf(difference(backup.holds, holds)) === 0);
    },
    HostStageChanged: ({ host, to }) => {
      if (to !== "off" && to !== "standalone") return;
      for (const ledger of this.ledgers.values()) if (ledger.user === host) ledger.user = null;
    },
    MirrorSplit: ({ volume, device, overwritten }) => {
      const ledger = this.of(volume);
      if (device === ledger.remote) ledger.isRemoteLeft = overwritten === true;
      const source = ledger.mirrors.get(device);
      ledger.mirrors.delete(device);
      // Whoever works with the other half leaves it behind.
      if (ledger.user === null || ledger.inUse !== source) return;
      ledger.copies.set(device, { ...(ledger.copies.get(device) ?? USELESS), newest: false });
    },
    MirrorEstablished: ({ volume, device, source }) => {
      const ledger = this.of(volume);
      // One in the same storage system takes the place of another, and one elsewhere that of none.
      for (const [mirror, of] of ledger.mirrors) {
        if (of === source && mirror !== ledger.remote && device !== ledger.remote) ledger.mirrors.delete(mirror);
      }
      if (device === ledger.remote) ledger.isRemoteLeft = false;
      ledger.mirrors.set(device, source);
      // What was corrupt of it and was not written anew is so still, as the copy before this has said.
      const held = ledger.copies.get(source) ?? USELESS;
      const corrupt = held.corrupt || (ledger.copies.get(device) ?? USELESS).corrupt;
      ledger.copies.set(device, { ...held, corrupt });
    },
    DiskChanged: ({ volume, device, works }) => {
      if (!works) this.of(volume).copies.set(device, USELESS);
    },
    DeviceCorrupted: ({ volume, device }) => this.change(this.of(volume), device, { corrupt: true }),
    DeviceOverwritten: ({ volume, device }) => this.change(this.of(volume), device, USELESS),
    CopyStarted: (record) => this.startCopy(record),
    CopyEnded: ({ volume, target, result }) => {
      const ledger = this.of(volume);
      const ended = ledger.underWay.get(target);
      if (result === "done" && ended !== undefined)
        this.write(ledger, target, madeBy(ledger, ended), ended.fills !== null);
    },
    BackupStarted: ({ volume }) => {
      const ledger = this.of(volume);
      ledger.backupUnderWay = isReadable(ledger, ledger.inUse);
    },
    BackupTaken: ({ volume, holds }) => {
      const ledger = this.of(volume);
      ledger.backups = [{ good: ledger.backupUnderWay, holds }, ...ledger.backups].slice(0, BACKUPS_KEPT);
    },
    BackupsLost: ({ volume }) => void (this.of(volume).backups = []),
  };

  /** Whether somebody could go on with a volume: from a device, or by what else the policy takes. */
  isLeft(volume: string, { restores = false, takesRemoteMirrors = [], moves }: WaysOfPolicy): boolean {
    const { spec, copies, backups, mirrors, remote, isRemoteLeft } = this.of(volume);
    const isMoved = moves?.includes(spec.holds) ?? true;
    // One that somebody has split off was taken already.
    const isTaken = (device: string): boolean =>
      (takesRemoteMirrors.includes(volume) && isMoved) || device !== remote || !(mirrors.has(device) || isRemoteLeft);
    const isSome = [...copies].some(([device, copy]) => copy.newest && isSound(copy) && isTaken(device));
    return isSome || (restores && isMoved && backups.some(({ good }) => good));
  }

  /** Whether all of what a device should hold can be read, from the device or from what mirrors it. */
  isComplete(volume: string, device: string): boolean {
    const ledger = this.of(volume);
    return [device, ...mirrorsOf(ledger, device)].some((each) => ledger.copies.get(each)?.complete ?? true);
  }

  /** What gets every write of a device too. */
  mirrorsOf(volume: string, device: string): readonly string[] {
    return mirrorsOf(this.of(volume), device);
  }

  private of(volume: string): VolumeLedger {
    const found = this.ledgers.get(volume);
    if (found === undefined) throw new Error(`a record names volume ${volume}, which the world does not have`);
    return found;
  }

  /** From here on all others fall behind, but for what mirrors it. */
  private mount(ledger: VolumeLedger, host: string, device: string): void {
    ledger.inUse = device;
    ledger.user = host;
    if (device === ledger.remote) ledger.isRemoteLeft = false;
    if (!ledger.copies.has(device)) ledger.copies.set(device, { complete: true, corrupt: false, newest: true });
    for (const [name, copy] of ledger.copies) {
      ledger.copies.set(name, { ...copy, newest: name === device || ledger.mirrors.get(name) === device });
    }
  }

  /** Of a device, and of what mirrors it. */
  private change(ledger: VolumeLedger, device: string, change: Partial<Copy>): void {
    for (const name of [device, ...mirrorsOf(ledger, device)]) {
      ledger.copies.set(name, { ...(ledger.copies.get(name) ?? USELESS), ...change });
    }
  }

  /**
   * Where no more than what changed is moved, what is corrupt of the target stays so. A copy of what a host works with
   * is behind it at its end.
   */
  private startCopy({ volume, source, target, bytes }: RecordOf<"CopyStarted">): void {
    const ledger = this.of(volume);
    const before = ledger.copies.get(target) ?? USELESS;
    const isBehind = ledger.user !== null && ledger.inUse === source;
    const found = contentOf(ledger, source, before);
    const made = { ...found, newest: found.newest && !isBehind };
    const corrupt = made.corrupt || (before.corrupt && bytes < ledger.spec.size);
    const fills = mirrorsOf(ledger, target).includes(source);
    ledger.underWay.set(target, { made: { ...made, corrupt }, fills: fills ? source : null });
    this.write(ledger, target, { complete: false, newest: false }, fills);
  }

  private write(ledger: VolumeLedger, target: string, change: Partial<Copy>, fills: boolean): void {
    if (fills) ledger.copies.set(target, { ...(ledger.copies.get(target) ?? USELESS), ...change });
    else this.change(ledger, target, change);
  }
}

/** What a copy from there makes of its target: a device, the backup, or the log that is applied to what the target held. */
function contentOf(ledger: VolumeLedger, source: string, before: Copy): Copy {
  if (source === ledger.spec.backup?.name) return { complete: true, corrupt: false, newest: false };
  const copy = ledger.copies.get(source);
  if (copy === undefined) return { ...before, newest: true };
  return { complete: true, corrupt: !isReadable(ledger, source), newest: copy.newest };
}

/** A new disk holds what its mirror does in the end, corrupt since or not. */
function madeBy(ledger: VolumeLedger, { made, fills }: UnderWay): Copy {
  return fills === null ? made : { ...made, corrupt: ledger.copies.get(fills)?.corrupt ?? made.corrupt };
}

function isSound({ complete, corrupt }: Copy): boolean {
  return complete && !corrupt;
}

/** A device whose disk broke is read from its mirror. */
function isReadable(ledger: VolumeLedger, device: string): boolean {
  return [device, ...mirrorsOf(ledger, device)].some((name) => isSound(ledger.copies.get(name) ?? USELESS));
}

function mirrorsOf({ mirrors }: VolumeLedger, device: string): readonly string[] {
  return [...mirrors].flatMap(([mirror, of]) => (of === device ? [mirror] : []));
}

/** As all is when the run begins. */
function open(spec: VolumeSpec): VolumeLedger {
  const { name, mirrorOn, remoteMirror, backup } = spec;
  const mirrors = new Map<string, string>();
  const remote = remoteMirror === undefined ? null : `${name}-remote`;
  if (mirrorOn !== undefined) mirrors.set(`${name}-mirror`, name);
  if (remote !== null) mirrors.set(remote, name);
  const copies = new Map(
    [name, ...mirrors.keys()].map((each) => [each, { complete: true, corrupt: false, newest: true }]),
  );
  const backups = backup === undefined ? [] : [{ good: true, holds: [] }];
  return {
    spec,
    copies,
    mirrors,
    remote,
    isRemoteLeft: false,
    underWay: new Map(),
    inUse: name,
    user: null,
    backups,
    backupUnderWay: false,
  };
}
