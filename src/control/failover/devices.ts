/** What whoever plans asks of the table of a volume's devices; `device-changes` and the files beside it change that. */
import type { DeviceFacts, VolumeFacts, VolumeTraits } from "./volume-facts.js";

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
