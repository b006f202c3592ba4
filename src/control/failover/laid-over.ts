/**
 * What a stand-in has of its own is lost to it where another's is written: from the moment that this is ordered, for an outcome
 * may never come; and is there as before when all that was ordered was refused.
 */
import type { Action, EffectId, Outcome } from "../words.js";
import type { DataAction } from "./data-orders.js";
import { goOnWith, turnTo } from "./device-changes.js";
import { endWork } from "./device-presented.js";
import { forgetAside, forgetLeft, forgetTwin, putAside } from "./device-roles.js";
import { changing } from "./device-rows.js";
import { asideOf, inUse, isPutAside, isWithdrawn } from "./devices.js";
import { type Facts, ownVolumes, volume } from "./facts.js";
import type { LaidOver, VolumeFacts } from "./volume-facts.js";

const WRITES: ReadonlySet<Action["kind"]> = new Set(["copy", "update", "transform", "import", "apply-log"]);

/** Data of the same kind is laid over; and it starts from one system only. */
export function layOverOwn(facts: Facts, action: DataAction, id: EffectId): void {
  const { holds, owner } = volume(facts, action.volume);
  const isAhead = "ahead" in action && action.ahead;
  if (owner === action.to || isAhead) return;
  for (const own of ownVolumes(facts, action.to)) {
    if (own.holds !== holds) continue;
    if (WRITES.has(action.kind)) layOver(own, id);
    else if (holds === "system") endWork(own);
  }
}

/** Of what its host had nothing is left where it was: its data is where it was put aside before. */
export function layOver(known: VolumeFacts, id: EffectId): void {
  const { laidOver } = known;
  forgetTwin(known);
  if (laidOver !== null) changing(known).laidOver = { ...laidOver, by: [...laidOver.by, id] };
  if (isWithdrawn(known) && !isPutAside(known)) return;
  const aside = asideOf(known);
  changing(known).laidOver = beforeIt(known, aside, id);
  if (aside !== null) {
    const device = inUse(known);
    turnTo(known, aside);
    forgetLeft(known, device);
  } else {
    endWork(known);
    changing(known).left = known.backup === null ? "nothing" : "backup";
  }
  forgetAside(known);
}

function beforeIt(known: VolumeFacts, aside: string | null, id: EffectId): LaidOver {
  const { backedUp, left } = known;
  return { by: [id], device: inUse(known), works: !isWithdrawn(known), aside, backedUp, left };
}

/** Whatever was ordered and not refused may have been begun. */
export function learnLaidOver(facts: Facts, action: DataAction, id: EffectId, outcome: Outcome): void {
  const isRefused = outcome.status === "failed" && outcome.refused === true;
  for (const own of ownVolumes(facts, action.to)) {
    const { laidOver } = own;
    if (laidOver === null || !laidOver.by.includes(id)) continue;
    const by = laidOver.by.filter((each) => each !== id);
    changing(own).laidOver = isRefused && by.length > 0 ? { ...laidOver, by } : null;
    if (isRefused && by.length === 0) uncover(own, laidOver);
  }
}

function uncover(known: VolumeFacts, { device, works, aside, backedUp, left }: LaidOver): void {
  if (works) goOnWith(known, device);
  else turnTo(known, device);
  forgetTwin(known);
  changing(known).left = left;
  changing(known).backedUp = backedUp;
  if (aside === null) return;
  forgetLeft(known, aside);
  putAside(known, { device: aside });
  changing(known).backedUp = backedUp;
}
