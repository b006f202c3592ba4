/** What holds what: at most one device of a volume is its mirror, its former one, its twin, what its host puts aside. */
import type { Identity } from "../identity.js";
import { changing, dropBlanks, rowOf, rowsOf } from "./device-rows.js";
import { inUse, mirrorOf } from "./devices.js";
import type { DeviceFacts, Mirror, VolumeFacts } from "./volume-facts.js";

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

/** Nor was it made ahead for anybody then: what is restored there after that is. */
export function setUseless(known: VolumeFacts, device: string): void {
  Object.assign(rowOf(known, device), { useless: true, aheadFor: [] });
}

/** What was restored onto it for a host is there now, with all that is to be had: what was said of it before is over. */
export function learnRestored(known: VolumeFacts, device: string, host: string): void {
  const row = known.devices[device];
  if (row?.useless === true && row.aheadFor.includes(host)) rowOf(known, device).useless = false;
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
