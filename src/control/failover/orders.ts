/** What the controller orders, and what it makes of the outcomes: late and outdated ones teach less, or nothing. */
import type { Micros } from "../../units/index.js";
import { type Out, act, forgetOldest } from "../kit/desk.js";
import type { Action, ActionOf, EffectId, Outcome, Reason } from "../words.js";
import { deviceFound, isData } from "./data-orders.js";
import { stray } from "./device-presented.js";
import { inUse, readyAt, strayAt } from "./devices.js";
import { doubt } from "./doubts.js";
import { bringNear, host, volume } from "./facts.js";
import { learnLaidOver } from "./laid-over.js";
import { learn } from "./learn.js";
import type { FailoverState, OpenAction, Owner } from "./state.js";

/** Of what is ordered for no takeover and brings no data. */
export const NOBODYS: Owner = { group: null, handovers: 0 };

/** @param group the one for whose takeover it is ordered */
export function order(
  state: FailoverState,
  action: Action,
  because: Reason,
  group: number | null,
  now: Micros,
  out: Out,
): EffectId {
  doubt(state.facts, action, now, state.desk.nextId);
  outdateReadings(state, action);
  forgetOldest(state.desk, action);
  const handovers = isData(action) ? volume(state.facts, action.volume).handovers : 0;
  return act(state.desk, action, because, { group, handovers }, out);
}

/** @returns whether it is to be acted upon: what comes too late for that teaches no more than where data may be */
export function learnOutcome(
  state: FailoverState,
  id: EffectId,
  open: OpenAction,
  outcome: Outcome,
  now: Micros,
): boolean {
  const { action } = open;
  if (isData(action)) learnLaidOver(state.facts, action, id, outcome);
  if (isLate(state, open)) {
    becomeStray(state, action, outcome, now);
    return false;
  }
  const isKnowledge = open.outdated !== true && !isOutdated(state, id, action);
  learn(state.facts, action, isKnowledge ? outcome : ORDERED_AGAIN, now);
  if (action.kind === "withdraw" && outcome.status === "done") callOffEarlier(state, id, action);
  return true;
}

/** A host is about to get power: that it had none before, as it may be told only now, proves nothing any more. */
function outdateReadings({ desk, facts }: FailoverState, action: Action): void {
  const relay = relayClosedBy(facts, action);
  if (relay === null) return;
  for (const open of Object.values(desk.open)) {
    if (open.action.kind === "read-relay" && open.action.relay === relay) open.outdated = true;
  }
}

function relayClosedBy(facts: FailoverState["facts"], action: Action): string | null {
  if (action.kind === "switch-relay") return action.to === "on" ? action.relay : null;
  // Whoever pulls a plug may put it back in.
  return action.kind === "power-on" || action.kind === "unplug" ? host(facts, action.host).relay : null;
}

/** The data has been handed over since. */
function isLate({ facts }: FailoverState, { action, owner: { handovers } }: OpenAction): boolean {
  return isData(action) && handovers < volume(facts, action.volume).handovers;
}

/**
 * After a restart nobody hears any more what came of an order. It takes nothing away from what has been found since: the data was
 * handed over, or the host from which something was to be withdrawn was seen at work with it.
 */
export function forgetOutcome(state: FailoverState, id: EffectId, open: OpenAction, now: Micros): void {
  const { action } = open;
  const isFound = action.kind === "withdraw" && strayAt(volume(state.facts, action.volume), action.from) === null;
  if (!isFound && learnOutcome(state, id, open, RESTARTED, now)) mayHaveCome(state, action, now);
}

/** What was on its way to a host is known to be no more, and may be there, or come still: until it is brought anew it is a stray. */
function mayHaveCome({ facts }: FailoverState, action: Action, now: Micros): void {
  if (!isData(action) || isAhead(action)) return;
  const known = volume(facts, action.volume);
  if (known.holder === action.to || readyAt(known, action.to) !== null) return;
  bringNear(facts, action.volume, action.to);
  stray(volume(facts, action.volume), inUse(known), action.to, now);
}

const RESTARTED: Outcome = { status: "unknown", why: "the controller was restarted" };

/** To the host for which this was ordered it is no more than a stray. */
function becomeStray({ facts }: FailoverState, action: Action, outcome: Outcome, now: Micros): void {
  if (!isData(action)) return;
  const known = volume(facts, action.volume);
  const device = deviceFound(outcome);
  if (device !== null && known.holder !== action.to) stray(known, device, action.to, now);
}

const ORDERED_AGAIN: Outcome = { status: "unknown", why: "it was ordered again since" };

/**
 * Whether something later is still to be done to the same data for the same host: what an earlier order left does not last. What is
 * made ahead in different ways lies on devices of its own.
 */
function isOutdated({ desk }: FailoverState, id: EffectId, action: Action): boolean {
  if (!isData(action)) return false;
  const { volume, to, kind } = action;
  const isBeside = (other: Action): boolean => isAhead(action) && isAhead(other) && other.kind !== kind;
  return Object.entries(desk.open).some(
    ([later, { action: other }]) => Number(later) > id && isFor(other, volume, to) && !isBeside(other),
  );
}

function isAhead(action: Action): boolean {
  return "ahead" in action && action.ahead;
}

/** A withdrawal was done: what was ordered before it for that host will not come any more. */
function callOffEarlier({ desk }: FailoverState, id: EffectId, { volume, from }: ActionOf<"withdraw">): void {
  for (const [earlier, { action }] of Object.entries(desk.open)) {
    if (Number(earlier) < id && isFor(action, volume, from)) delete desk.open[Number(earlier)];
  }
}

/** Whether data of a volume may be on its way to a host. */
export function isOnItsWay({ desk }: FailoverState, volume: string, host: string): boolean {
  return Object.values(desk.open).some(({ action }) => isFor(action, volume, host) && !isAhead(action));
}

function isFor(action: Action, volume: string, host: string): boolean {
  return isData(action) && action.volume === volume && action.to === host;
}
