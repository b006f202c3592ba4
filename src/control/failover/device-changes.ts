/** How the table of a volume's devices changes: what is presented to whom, what goes on with what, what holds what. */
import type { Micros } from "../../units/index.js";
import type { Identity } from "../identity.js";
import {
  type DeviceFacts,
  type KeptOfVolume,
  type Mirror,
  type Presentation,
  type VolumeFacts,
  type VolumeTraits,
  arrayOf,
  inUse,
  mirrorOf,
  readyAt,
  strayAt,
  whyVain,
} from "./devices.js";

/** As it is known before anything has happened. */
export function newVolume(
  traits: VolumeTraits,
  current: { readonly device: string; readonly host: string },
  mirror: Mirror | null,
): VolumeFacts {
  // What is copied comes last, as in that of a host.
  const known = {
    devices: {},
    lateAt: [],
    holder: current.host,
    handovers: 0,
    backedUp: false,
    left: "devices",
    madeFor: null,
    meantFor: null,
    remoteOf: traits.remoteMirror?.of ?? null,
    untouched: null,
    laidOver: null,
    touched: false,
    ...traits,
  } satisfies VolumeFacts;
  const row = rowOf(known, current.device);
  row.holds = "newest";
  row.presented[current.host] = { to: "work", straySince: null };
  if (mirror !== null) setMirror(known, mirror);
  known.touched = false;
  return known;
}

/** For whoever changes something of it. */
export function changing(known: VolumeFacts): KeptOfVolume {
  (known as { touched: boolean }).touched = true;
  return known;
}

/** The row of a device, which is blank when nothing was known of it. */
function rowOf(known: VolumeFacts, device: string): DeviceFacts {
  return (changing(known).devices[device] ??= {
    array: arrayOf(known, device),
    presented: {},
    holds: "copy",
    leftAs: null,
    same: "no",
    mirrors: null,
    splitting: "no",
    whole: true,
    useless: false,
    triedInVain: false,
    aheadFor: [],
  });
}

function rowsOf(known: VolumeFacts): readonly DeviceFacts[] {
  return Object.values(changing(known).devices);
}

// ---- To whom they are presented.

/** A device was made ready for a host; it has no other one that it should not have. */
export function present(known: VolumeFacts, device: string, host: string): void {
  forgetStray(known, host);
  makeReady(known, device, host);
}

/** The same, whatever else the host may have. */
export function makeReady(known: VolumeFacts, device: string, host: string): void {
  forgetReady(known, host);
  const { presented } = rowOf(known, device);
  const before = presented[host] ?? NOT_PRESENTED;
  presented[host] = before.to === "work" ? before : { ...before, to: "take over" };
}

/** A host is not to have a device from now on, and may have it. */
export function stray(known: VolumeFacts, device: string, host: string, now: Micros): void {
  const before = strayAt(known, host);
  const straySince = before === null ? now : (known.devices[before]?.presented[host]?.straySince ?? now);
  forgetStray(known, host);
  const { presented } = rowOf(known, device);
  presented[host] = { ...(presented[host] ?? NOT_PRESENTED), straySince };
}

/** A withdrawal was done, or is not needed any more. */
export function forgetStray(known: VolumeFacts, host: string): void {
  represent(known, (before, at) =>
    at === host && before.straySince !== null ? { ...before, straySince: null } : before,
  );
}

/** What was made ready for a host is called off; for all hosts, unless one is given. */
export function forgetReady(known: VolumeFacts, host?: string): void {
  represent(known, (before, at) => {
    const isMeant = before.to === "take over" && (host === undefined || host === at);
    return isMeant ? { ...before, to: "nothing" } : before;
  });
}

/** It was to be withdrawn from a host before, and is to be once more: that one may have started with it meanwhile. */
export function setLate(known: VolumeFacts, host: string): void {
  if (!known.lateAt.includes(host)) changing(known).lateAt = [...known.lateAt, host];
}

/** It is known what the host works with. */
export function forgetLate(known: VolumeFacts, host: string): void {
  if (known.lateAt.includes(host)) changing(known).lateAt = known.lateAt.filter((each) => each !== host);
}

/** Its holder does not work with it any more. */
export function endWork(known: VolumeFacts): void {
  represent(known, (before) => (before.to === "work" ? { ...before, to: "nothing" } : before));
}

const NOT_PRESENTED: Presentation = { to: "nothing", straySince: null };

function represent(known: VolumeFacts, change: (before: Presentation, host: string) => Presentation): void {
  for (const { presented } of Object.values(known.devices)) {
    for (const [host, before] of Object.entries(presented)) {
      const after = change(before, host);
      if (after === before) continue;
      changing(known);
      if (after.to === "nothing" && after.straySince === null) delete presented[host];
      else presented[host] = after;
    }
  }
}

// ---- What goes on with what.

/** Another device is the one in use; nobody works with it yet. The former one is its twin if that was, and is of use. */
export function turnTo(known: VolumeFacts, device: string): void {
  const before = inUse(known);
  if (device === before) return;
  // Whoever was told to start may have written to that one.
  if (known.untouched !== null && known.untouched.doubt !== "none") changing(known).untouched = null;
  endWork(known);
  setTwin(known, before, whyVain(known, before) === null ? rowOf(known, device).same : "no");
  setFormer(known, before);
  rowOf(known, before).leftAs = 1 + Math.max(0, ...rowsOf(known).map(({ leftAs }) => leftAs ?? 0));
  Object.assign(rowOf(known, device), { holds: "newest", leftAs: null });
}

/** Its holder has been at work with a device all along, be it in use or the twin of that. @param device `null` changes nothing */
export function goOnWith(known: VolumeFacts, device: string | null): void {
  if (device === null) return;
  turnTo(known, device);
  const { presented } = rowOf(known, device);
  presented[known.holder] = { ...(presented[known.holder] ?? NOT_PRESENTED), to: "work" };
}

/** From here on a host may work with what was made ready for it; whatever else was begun falls behind, finished or not. */
export function handOver(known: VolumeFacts, host: string, now: Micros): void {
  const device = readyAt(known, host);
  const kept = changing(known);
  if (device !== null) {
    const before = { device: inUse(known), holder: known.holder, doubt: "none" } as const;
    const isSame = known.untouched?.doubt === "none" && known.untouched.holder !== host;
    if (host === known.holder || device === before.device) kept.untouched = null;
    else if (!isSame) kept.untouched = before;
    turnTo(known, device);
    endWork(known);
    const { presented } = rowOf(known, device);
    presented[host] = { ...(presented[host] ?? NOT_PRESENTED), to: "work" };
    if (host !== known.holder) kept.madeFor = known.meantFor;
    kept.meantFor = null;
    kept.holder = host;
    kept.left = "devices";
  }
  forgetLate(known, host);
  leaveReady(known, now);
  kept.handovers += 1;
  kept.laidOver = null;
  forgetAside(known);
  for (const row of rowsOf(known)) row.useless = false;
  dropBlanks(known);
}

/** What was made ready for others is not to be there any more. */
function leaveReady(known: VolumeFacts, now: Micros): void {
  for (const [device, { presented }] of Object.entries(known.devices)) {
    const ready = Object.keys(presented).filter((host) => presented[host]?.to === "take over");
    for (const host of ready) stray(known, device, host, now);
  }
  forgetReady(known);
}

/** Its holder is told to start with it, for the first time or again. */
export function doubtUntouched(known: VolumeFacts): void {
  const { untouched } = known;
  if (untouched !== null)
    changing(known).untouched = { ...untouched, doubt: untouched.doubt === "none" ? "once" : "for good" };
}

/** It has, or it could not. */
export function learnUntouched(known: VolumeFacts, isStarted: boolean): void {
  const { untouched } = known;
  if (isStarted && untouched !== null) changing(known).untouched = null;
  else if (untouched?.doubt === "once") changing(known).untouched = { ...untouched, doubt: "none" };
}

/** What was in use before is in use again, with whoever held it: nothing was written to what was made of it. */
export function turnBack(known: VolumeFacts): void {
  const { untouched } = known;
  if (untouched === null) return;
  turnTo(known, untouched.device);
  endWork(known);
  forgetTwin(known);
  changing(known).holder = untouched.holder;
  changing(known).untouched = null;
}

/** Nobody works with it, and whoever takes it over gets it from this host; what was begun for others falls behind. */
export function leaveTo(known: VolumeFacts, host: string): void {
  const kept = changing(known);
  endWork(known);
  kept.holder = host;
  forgetReady(known);
  kept.handovers += 1;
  kept.laidOver = null;
}

// ---- What holds what: at most one device of a volume is its mirror, its former one, its twin, what it puts aside.

export function setMirror(known: VolumeFacts, { device, of }: Mirror): void {
  forgetMirror(known);
  rowOf(known, device).mirrors = of;
}

/** It is split off, or breaks. @param device only if it is this one */
export function forgetMirror(known: VolumeFacts, device?: string): void {
  for (const [each, row] of Object.entries(changing(known).devices)) {
    if (each !== (device ?? each)) continue;
    row.mirrors = null;
    row.splitting = "no";
  }
}

/** A mirror was ordered to be split off; what may have been split off ahead is not known to be one. */
export function setSplitting(known: VolumeFacts, device: string, splitting: "now" | "ahead"): void {
  const row = known.devices[device];
  if (row?.mirrors != null && row.splitting !== "ahead") rowOf(known, device).splitting = splitting;
}

/** It is known not to have been. */
export function forgetSplitting(known: VolumeFacts, device: string, splitting: "now" | "ahead"): void {
  if (known.devices[device]?.splitting === splitting) rowOf(known, device).splitting = "no";
}

/**
 * Somebody may write from here on: what may have been split off from the device in use is no mirror that could be gone on
 * with or put aside, until it is made one again. @returns whether there was such a one
 */
export function doubtMirror(known: VolumeFacts): boolean {
  const device = mirrorOf(known);
  if (device === null || known.devices[device]?.splitting !== "now") return false;
  forgetMirror(known);
  setFormer(known, device);
  return true;
}

export function setFormer(known: VolumeFacts, device: string | null): void {
  for (const row of rowsOf(known)) if (row.holds === "former") row.holds = "copy";
  if (device !== null) rowOf(known, device).holds = "former";
}

export function setTwin(known: VolumeFacts, device: string, same: DeviceFacts["same"]): void {
  forgetTwin(known);
  rowOf(known, device).same = same;
}

export function forgetTwin(known: VolumeFacts): void {
  for (const row of rowsOf(known)) row.same = "no";
}

/** Its own host finds its data again on a device, or in a backup. */
export function putAside(known: VolumeFacts, where: { readonly device: string } | "backup"): void {
  forgetAside(known);
  if (where === "backup") changing(known).backedUp = true;
  else if (where.device !== inUse(known)) rowOf(known, where.device).holds = "own";
}

export function forgetAside(known: VolumeFacts): void {
  changing(known).backedUp = false;
  for (const row of rowsOf(known)) if (row.holds === "own") row.holds = "copy";
}

/** It is no device any more that was in use before. */
export function forgetLeft(known: VolumeFacts, device: string): void {
  rowOf(known, device).leftAs = null;
}

export function setWhole(known: VolumeFacts, device: string, whole: boolean): void {
  rowOf(known, device).whole = whole;
}

/** @param identity absent: what it carries is not known any more, or is what it was when all was well */
export function setCarried(known: VolumeFacts, device: string, identity: Identity | undefined): void {
  const { [device]: row } = changing(known).devices;
  if (identity !== undefined) rowOf(known, device).identity = identity;
  else if (row !== undefined) delete row.identity;
}

export function setUseless(known: VolumeFacts, device: string): void {
  rowOf(known, device).useless = true;
}

/** A host was to start with the device in use, and has, or could not. */
export function setTried(known: VolumeFacts, inVain: boolean): void {
  rowOf(known, inUse(known)).triedInVain = inVain;
}

/** It was found where a copy for a host comes to lie. */
export function setArray(known: VolumeFacts, device: string, array: string): void {
  rowOf(known, device).array = array;
}

/** A copy was made for a host before it needs it. */
export function setAhead(known: VolumeFacts, device: string, host: string): void {
  for (const row of rowsOf(known)) row.aheadFor = row.aheadFor.filter((each) => each !== host);
  const row = rowOf(known, device);
  row.aheadFor = [...row.aheadFor, host];
}

export function forgetAhead(known: VolumeFacts): void {
  for (const row of rowsOf(known)) row.aheadFor = [];
  dropBlanks(known);
}

/** Nothing is known of them any more. */
function dropBlanks(known: VolumeFacts): void {
  const { devices } = changing(known);
  for (const [device, row] of Object.entries(devices)) {
    const { presented, holds, leftAs, same, mirrors, whole, useless, aheadFor } = row;
    const isKnown = holds !== "copy" || leftAs !== null || same !== "no" || mirrors !== null || useless || !whole;
    if (!isKnown && aheadFor.length === 0 && Object.keys(presented).length === 0) delete devices[device];
  }
}
