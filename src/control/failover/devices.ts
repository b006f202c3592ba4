/**
 * A volume with one table of its devices: to whom each is presented and what it holds, as far as the controller knows.
 *
 * Exactly one row holds the newest data: its device is the one in use, by the volume's holder if it is presented there to
 * work with. All else is said against that: what was in use before, what holds the same, what gets every write of another.
 * A host works with at most one device of a volume, has at most one made ready for it, and at most one that it should not
 * have: that it may have this one still is known from the order to withdraw it until somebody says that it was done, and is
 * said beside what the device is there for. Whoever plans asks the table here; what is ordered, learnt and handed over changes it,
 * see `device-changes`. So what an order leaves open stands at the device that it is about; and what is not whole is
 * neither gone on with nor copied.
 */
import type { Micros } from "../../units/index.js";
import type { Identity } from "../identity.js";
import type { Platform, VolumeContent } from "../platform.js";
import type { EffectId } from "../words.js";

/** What does not change. */
export interface VolumeTraits {
  readonly name: string;
  readonly holds: VolumeContent;
  readonly size: number;
  /** The host whose volume it is when all is well. */
  readonly owner: string;
  readonly array: string;
  /** The hosts that see there what lies of it; all that are attached unless given. */
  readonly shownTo?: readonly string[];
  /** Its first device. */
  readonly original: string;
  /** The disk adapter of that. */
  readonly adapter: string;
  /** Bytes that change per second. */
  readonly changeRate: number;
  /** Its mirror in another storage system; `lags`: what was written last may not be there. */
  readonly remoteMirror: (Mirror & { readonly array: string; readonly lags?: true }) | null;
  /** Its transaction log; bytes per second that it grows by and that can be applied. */
  readonly log: { readonly rate: number; readonly replay: number } | null;
  /** How its backups are kept: how often one is taken, bytes per second that can be restored, and the storage system if they have a place of their own. */
  readonly backup: { readonly every: Micros; readonly bandwidth: number; readonly array?: string } | null;
}

/** A device that gets every write of another, until it is split off. */
export interface Mirror {
  readonly device: string;
  readonly of: string;
}

/** What is known of it; whoever changes that does so by way of `changing` in `device-changes`. */
export interface VolumeFacts extends VolumeTraits, Readonly<Omit<KeptOfVolume, "devices">> {
  readonly devices: Readonly<Record<string, Readonly<DeviceFacts>>>;
  /** Something of it was changed once, so that it need not be as it was at the beginning. There are many, and few of them change. */
  readonly touched: boolean;
}

/** What the controller stores of it. */
export interface KeptOfVolume {
  /** By their names. */
  readonly devices: Record<string, DeviceFacts>;
  /** Hosts that were not said in time to be rid of it: they may have started with it meanwhile, until they are known to be down. */
  lateAt: readonly string[];
  /** The host that works with it, or is to. */
  holder: string;
  /** How often another host, or the same one anew, went on with it: what was ordered before is of no use after. */
  handovers: number;
  /** A backup was taken of it before its host stood in for another. */
  backedUp: boolean;
  /** Where its data is left, since all devices may have been laid over by somebody else's. */
  left: "devices" | "backup" | "nothing";
  /** What its holder was when it got this of another host, if it is something else since: what is not its own stays as it was. */
  madeFor: Platform | null;
  /** What the host that it is being brought to was when that began, if it is something else since. */
  meantFor: Platform | null;
  /** The device that its mirror in another storage system follows; `null` since that was split off. */
  remoteOf: string | null;
  /**
   * What was in use before its holder got what is, and with whom, as long as that one is not known to have started: nobody has
   * written anything since. In doubt while it was told to start, and has not said how that went; for good when it was told again
   * before it had: what it says then is said of the last time only.
   */
  untouched: { readonly device: string; readonly holder: string; readonly doubt: "none" | "once" | "for good" } | null;
  /** Another's data may be laid over what its host has: by which orders of which nobody has said more yet. */
  laidOver: LaidOver | null;
}

/** What was known of a volume before somebody else's data was laid over it: as it is if all of that was refused. */
export interface LaidOver {
  readonly by: readonly EffectId[];
  readonly device: string;
  /** Its host was to work with that. */
  readonly works: boolean;
  readonly aside: string | null;
  readonly backedUp: boolean;
  readonly left: VolumeFacts["left"];
}

export interface DeviceFacts {
  /** The storage system in which it lies. */
  array: string;
  /** By host: whoever it is presented to, or may be. */
  readonly presented: Record<string, Presentation>;
  /** `newest`: it is in use; `former`: it was before; `own`: what its host puts aside while it stands in for another. */
  holds: "newest" | "former" | "own" | "copy";
  /** It was in use once, and something else is since: the higher the later; `null` when it never was, or is again. */
  leftAs: number | null;
  /** Whether it holds the same as the device in use; in doubt while a host that was told to boot has not said how that went. */
  same: "yes" | "in doubt" | "no";
  /** The device of which it gets every write. */
  mirrors: string | null;
  /**
   * It was ordered to be split off, and nobody has said what came of it. `ahead`: from what its host goes on to work with, so that it
   * may be behind already.
   */
  splitting: "no" | "now" | "ahead";
  /** False when it is known that not all of it was written. */
  whole: boolean;
  /** The host that worked with it said that what it holds is of no use. */
  useless: boolean;
  /** The host that was to start with it last could not. */
  triedInVain: boolean;
  /** What was written into the system that it holds, by name; absent where nobody has, or something else may be there. */
  identity?: Identity;
  /** Hosts for which it was made before they need it. */
  aheadFor: readonly string[];
}

export interface Presentation {
  /** What the host is to do with it: work, go on with it when it takes over, or nothing. */
  readonly to: "work" | "take over" | "nothing";
  /** Since when it is to be withdrawn, and nobody has said that it was. */
  readonly straySince: Micros | null;
}

function find({ devices }: VolumeFacts, is: (row: Readonly<DeviceFacts>) => boolean): string | null {
  for (const device of Object.keys(devices)) if (is(devices[device]!)) return device;
  return null;
}

/** The device with the newest data. */
export function inUse(known: VolumeFacts): string {
  const device = find(known, ({ holds }) => holds === "newest");
  if (device === null) throw new Error(`no device of ${known.name} is in use`);
  return device;
}

/** The storage system in which a device lies: its first one as long as nothing else is known. */
export function arrayOf({ devices, array, remoteMirror }: VolumeFacts, device: string): string {
  return devices[device]?.array ?? (remoteMirror?.device === device ? remoteMirror.array : array);
}

/** Whether a host may be given what lies of it in a storage system. */
export function isShown({ array, shownTo }: VolumeFacts, there: string, to: string): boolean {
  return shownTo === undefined || there !== array || shownTo.includes(to);
}

/** The mirror in another storage system of the device in use, as long as it follows that. */
export function remoteMirrorOf(known: VolumeFacts): VolumeTraits["remoteMirror"] {
  return known.remoteOf === inUse(known) ? known.remoteMirror : null;
}

/**
 * The mirror in another storage system that follows something else than the device in use, or nothing any more, and can be made
 * to follow it: that lies where the mirror gets its writes from.
 */
export function strayingRemoteMirror(known: VolumeFacts): string | null {
  const { remoteMirror, remoteOf, array } = known;
  const device = inUse(known);
  if (remoteMirror === null || remoteOf === device || remoteMirror.device === device) return null;
  return arrayOf(known, device) === array ? remoteMirror.device : null;
}

/** The device in use is the one with which its owner began, and need not be brought back to it. */
export function isOriginal(known: VolumeFacts): boolean {
  return inUse(known) === known.original;
}

/** The device in use was withdrawn from its holder, or may have been. */
export function isWithdrawn(known: VolumeFacts): boolean {
  return known.devices[inUse(known)]?.presented[known.holder]?.to !== "work";
}

export function isUseless({ devices }: VolumeFacts, device: string): boolean {
  return devices[device]?.useless === true;
}

export function isTriedInVain({ devices }: VolumeFacts, device: string): boolean {
  return devices[device]?.triedInVain === true;
}

export function isWhole({ devices }: VolumeFacts, device: string): boolean {
  return devices[device]?.whole !== false;
}

/** Why nothing is to be brought from a device, `null` when it is good as far as anybody knows. */
export function whyVain(known: VolumeFacts, device: string): string | null {
  if (isUseless(known, device)) return `what ${device} holds is of no use`;
  return isWhole(known, device) ? null : `${device} is not complete`;
}

/** The device of a volume that a host can use as it is, `null` when its data must be brought there first. */
export function deviceFor(known: VolumeFacts, host: string): string | null {
  const device = inUse(known);
  const works = known.holder === host && !isWithdrawn(known) && whyVain(known, device) === null;
  return works ? device : readyAt(known, host);
}

/** A host has what it needs of a volume, and nobody was told to take that away. */
export function isThere(known: VolumeFacts, host: string): boolean {
  return (deviceFor(known, host) !== null && strayAt(known, host) === null) || readyAt(known, host) !== null;
}

/** Its holder has the device in use for sure: nobody has withdrawn it, or was told to and may have. */
export function hasStill(known: VolumeFacts, host: string): boolean {
  return known.holder === host && !isWithdrawn(known) && strayAt(known, host) === null;
}

/** The device that was made ready for a stand-in. */
export function readyAt(known: VolumeFacts, host: string): string | null {
  return find(known, ({ presented }) => presented[host]?.to === "take over");
}

/** The device that was to be withdrawn from a host, and may still be presented to it. */
export function strayAt(known: VolumeFacts, host: string): string | null {
  return find(known, ({ presented }) => (presented[host]?.straySince ?? null) !== null);
}

/** Whether a host that is not to have it may start with it when it gets power, or may have done so. */
export function mayStartWith(known: VolumeFacts, host: string): boolean {
  return strayAt(known, host) !== null || known.lateAt.includes(host);
}

/** The hosts of which that is so. */
export function whoMayStartWith(known: VolumeFacts): readonly string[] {
  return [...straysOf(known).map(({ host }) => host), ...known.lateAt];
}

/** All such devices, with their hosts, in the order in which they were to be withdrawn. */
export function straysOf({ devices }: VolumeFacts): readonly { readonly device: string; readonly host: string }[] {
  return Object.entries(devices)
    .flatMap(([device, { presented }]) =>
      Object.entries(presented).flatMap(([host, { straySince }]) =>
        straySince === null ? [] : [{ device, host, straySince }],
      ),
    )
    .sort((one, other) => one.straySince - other.straySince);
}

/** The device that mirrors the one in use, `null` when none does: after a takeover by a copy, say, which has none. */
export function mirrorOf(known: VolumeFacts): string | null {
  const of = inUse(known);
  return find(known, ({ mirrors, splitting }) => mirrors === of && splitting !== "ahead");
}

/** What mirrored it, and may have been split off ahead. */
export function splittingAhead(known: VolumeFacts): string | null {
  const of = inUse(known);
  return find(known, ({ mirrors, splitting }) => mirrors === of && splitting === "ahead");
}

/** The mirror that can be split off so that all survives that the device in use holds: in its storage system, else in another one. */
export function mirrorAnywhere(known: VolumeFacts): string | null {
  const remote = remoteMirrorOf(known);
  return mirrorOf(known) ?? (remote === null || remote.lags === true ? null : remote.device);
}

/** All that mirror something, be it in use or not. */
export function mirrorsOf({ devices }: VolumeFacts): readonly string[] {
  return Object.entries(devices).flatMap(([device, { mirrors }]) => (mirrors === null ? [] : [device]));
}

/** The device that was in use before the last takeover. */
export function formerOf(known: VolumeFacts): string | null {
  return find(known, ({ holds }) => holds === "former");
}

/** All that were in use before, the one that was so last first. */
export function earlierOf({ devices }: VolumeFacts): readonly string[] {
  const left = Object.entries(devices).flatMap(([device, { leftAs }]) => (leftAs === null ? [] : [{ device, leftAs }]));
  return left.sort((one, other) => other.leftAs - one.leftAs).map(({ device }) => device);
}

/** Where its host finds its data again after it stood in for another. */
export function asideOf(known: VolumeFacts): string | null {
  return find(known, ({ holds }) => holds === "own");
}

/** The data of a stand-in's own can be laid over: it is on a device that was put aside, or in a backup. */
export function isPutAside(known: VolumeFacts): boolean {
  return known.backedUp || asideOf(known) !== null;
}

/** A second device with the same data as the one in use: what an attempt that comes to nothing leaves to the next one. */
export function twinOf(known: VolumeFacts): { readonly device: string; readonly same: "yes" | "in doubt" } | null {
  const device = find(known, ({ same }) => same !== "no");
  return device === null ? null : { device, same: known.devices[device]?.same === "yes" ? "yes" : "in doubt" };
}

/**
 * What the holder works with if it is at work: the device in use, or one as good that was to be withdrawn from it and may
 * not have been, such as the twin from which an attempt that came to nothing has turned away. `null` when it has neither.
 */
export function deviceAtWork(known: VolumeFacts): string | null {
  const device = inUse(known);
  if (!isWithdrawn(known)) return device;
  const left = strayAt(known, known.holder);
  const twin = twinOf(known);
  const isAsGood = left === device || (twin?.same === "yes" && left === twin.device);
  return isAsGood ? left : null;
}

/** The copy that was made for a host before it needs one. */
export function aheadFor(known: VolumeFacts, host: string): string | null {
  return find(known, (row) => row.aheadFor.includes(host));
}
