/** What a volume goes on with: its device in use gives way to another, and it goes from host to host. */
import type { Micros } from "../../units/index.js";
import { beginWork, endWork, forgetLate, forgetReady, stray } from "./device-presented.js";
import { forgetAside, forgetTwin, setFormer, setMirror, setTwin } from "./device-roles.js";
import { changing, dropBlanks, rowOf, rowsOf } from "./device-rows.js";
import { inUse, readyAt, whyVain } from "./devices.js";
import type { Mirror, VolumeFacts, VolumeTraits } from "./volume-facts.js";

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
  beginWork(known, device, known.holder);
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
    beginWork(known, device, host);
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
  const made = inUse(known);
  const wasSame = rowOf(known, untouched.device).same !== "no";
  turnTo(known, untouched.device);
  endWork(known);
  // Whoever was told to start has not written: where the two were the same they are so still.
  if (wasSame && whyVain(known, made) === null) setTwin(known, made, "yes");
  else forgetTwin(known);
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
