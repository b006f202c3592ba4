/** What comes of what a controller ordered: what that means for others, and for the takeover for which it was ordered. */
import type { Micros } from "../../units/index.js";
import { type Out, settle } from "../kit/desk.js";
import { isDoubted } from "../kit/detection.js";
import { learnOnline } from "../kit/host-stage.js";
import { onRoutineNews, onRoutineOutcome } from "../kit/routine.js";
import { hearAnswer, stopWatching, watchOf } from "../kit/watching.js";
import type { Platform } from "../platform.js";
import type { Action, EffectId, Found, Outcome } from "../words.js";
import { handBack } from "./aftermath.js";
import { againAhead, hearOfAhead } from "./ahead.js";
import { isData } from "./data-orders.js";
import { learnUntouched } from "./device-changes.js";
import { type HostFacts, heldBy, host } from "./facts.js";
import { failBackIfAnswered, onPlug, plugHomesIn } from "./failback.js";
import { learnUseless } from "./learn.js";
import { learnOutcome } from "./orders.js";
import { onRelayRead } from "./restart.js";
import { type FailoverState, type OpenAction, takeoverOf } from "./state.js";
import { endsHeard, hearOfCopies } from "./storage-asked.js";
import { offBehind, onArrival, readBack, stopThoseWithPower } from "./suspects.js";
import { proceed, resumeOwnLife, serveWaiting } from "./takeover.js";
import { onMirrored, takeBackLate } from "./upkeep.js";
import { conclude } from "./verdicts.js";

export function onOutcome(state: FailoverState, id: EffectId, outcome: Outcome, now: Micros, out: Out): void {
  const open = settle(state.desk, id);
  if (open === undefined) return;
  const { action, owner } = open;
  if (action.kind === "ask-storage" && !isAwaited(state, owner.group, id)) {
    if (outcome.status !== "done") return;
    const ends = endsHeard(state, id, outcome);
    hearOfCopies(state, id, action, outcome);
    hearOfAhead(state, action, outcome, now, out);
    for (const [ended, end] of ends) onOutcome(state, ended, end, now, out);
    return failBackIfAnswered(state, id, now, out);
  }
  if (action.kind === "query" && !isAwaited(state, owner.group, id))
    return onAnswer(state, id, action.host, outcome, now, out);
  const before = knownBefore(state, action);
  const counts = learnOutcome(state, id, open, outcome, now);
  if (open.overdue === true) againAhead(state, action, now, out);
  takeBackLate(state, action, now, out);
  if (outcome.status === "failed" && outcome.refused === true && isData(action))
    goOnAfterRefusal(state, action.to, now, out);
  if (!counts) return;
  tellOthers(state, id, { action, owner, before }, outcome, now, out);
  const group = state.groups[owner.group ?? -1];
  if (group === undefined) return;
  proceed(state, group, (routine, context) => onRoutineOutcome(routine, context, id, outcome), now, out);
}

/** What an answer may contradict, as it is known before it comes. */
interface Known {
  readonly wereOff: readonly HostFacts[];
  readonly platform: Platform | null;
}

function knownBefore(state: FailoverState, action: Action): Known {
  return {
    wereOff: action.kind === "read-relay" ? offBehind(state, action.relay) : [],
    platform: action.kind === "read-configuration" ? host(state.facts, action.host).platform : null,
  };
}

/** What it means for those for whom it was not ordered. */
function tellOthers(
  state: FailoverState,
  id: EffectId,
  { action, owner, before }: Pick<OpenAction, "action" | "owner"> & { readonly before: Known },
  outcome: Outcome,
  now: Micros,
  out: Out,
): void {
  switch (action.kind) {
    case "withdraw":
      if (outcome.status === "done") tellThoseWhoFence(state, now, out);
      // Somebody whom only somebody else's data kept from standing in may have been rid of it.
      if (outcome.status === "done") serveWaiting(state, { rule: "free-again", host: action.from }, now, out);
      break;
    case "re-establish":
      onMirrored(state, action, outcome, now, out);
      // Somebody who had no mirror to put his own data aside may stand in now.
      if (outcome.status === "done") serveWaiting(state, { rule: "tried-again" }, now, out);
      break;
    case "boot":
      // One that came up without what it needs may say that it is well, and does not serve.
      if (outcome.status === "failed") ignoreUseless(state, action.host, out);
      break;
    case "set-identity":
      // One that refuses it there is up without having started with what it is to serve.
      if (outcome.status === "failed" && action.standalone === true) ignoreUseless(state, action.host, out);
      break;
    case "reassign":
      if (owner.group === null && outcome.status === "done") handBack(state, action, now);
      break;
    case "switch-relay":
      // What a step waits for it reads back itself.
      if (outcome.status === "done" && !isAwaited(state, owner.group, id))
        readBack(state, action, owner.group, now, out);
      break;
    case "page":
      if (owner.group !== null || outcome.status !== "done") break;
      onArrival(state, action, now, out);
      plugHomesIn(state, action, now, out);
      break;
    case "unplug":
      if (owner.group === null) onPlug(state, action, now, out);
      break;
    case "read-relay":
      stopThoseWithPower(state, before.wereOff, now, out);
      onRelayRead(state, action, now, out);
      break;
    case "read-configuration":
      // It is made of something else than was known: whoever could not take its data, or give it some, may be able to now.
      if (JSON.stringify(before.platform) !== JSON.stringify(host(state.facts, action.host).platform))
        serveWaiting(state, { rule: "upgraded", host: action.host }, now, out);
  }
}

function isAwaited(state: FailoverState, index: number | null, id: EffectId): boolean {
  const group = state.groups[index ?? -1];
  return group !== undefined && takeoverOf(group)?.routine.waiting.includes(id) === true;
}

/** What it has itself was not laid over after all: where the takeover was given up before that was said it goes on with it now. */
function goOnAfterRefusal(state: FailoverState, name: string, now: Micros, out: Out): void {
  if (state.groups.some((group) => group.config.holder === name && group.phase.is === "displaced"))
    resumeOwnLife(state, name, now, out);
}

/** Devices were withdrawn, be it late: whoever fences their host because that was not confirmed need not wait for more. */
function tellThoseWhoFence(state: FailoverState, now: Micros, out: Out): void {
  for (const group of state.groups) if (group.phase.is === "moving") proceed(state, group, onRoutineNews, now, out);
}

/** A host said something: it is online, and if it was told to boot it has, whether an answer comes or not. */
export function seeOnline(state: FailoverState, name: string, saidAt: Micros, now: Micros, out: Out): void {
  if (!learnOnline(host(state.facts, name), saidAt)) return;
  for (const known of heldBy(state.facts, name)) learnUntouched(known, true);
  for (const [id, { action }] of Object.entries(state.desk.open)) {
    if (action.kind !== "boot" || action.host !== name) continue;
    onOutcome(state, Number(id), { status: "done", found: { what: "stage", stage: "online" } }, now, out);
  }
}

function ignoreUseless(state: FailoverState, name: string, out: Out): void {
  const lacksData = state.groups.some(({ holder, config }) => holder === name && config.volumes.length > 0);
  if (lacksData) stopWatching(state, name, out);
}

function onAnswer(state: FailoverState, id: EffectId, name: string, outcome: Outcome, now: Micros, out: Out): void {
  const watched = watchOf(state, name);
  if (outcome.status !== "done" || !watched.active) return;
  const askedAt = watched.asked.find((each) => each.id === id)?.askedAt ?? now;
  const found = askedAt < host(state.facts, name).servicedAt ? withoutBroken(outcome.found) : outcome.found;
  for (const fault of found?.what === "stage" ? (found.broken ?? []) : [])
    learnUseless(state.facts, name, fault.volume);
  if (isDoubted(watched)) seeOnline(state, name, now, now, out);
  hearAnswer(state.desk, watched, id, found, now, out);
  conclude(state, watched, now, out);
}

/** It was asked before somebody said that it is in order: what it calls broken may be mended. It is asked again. */
function withoutBroken(found: Found | undefined): Found | undefined {
  if (found?.what !== "stage") return found;
  const { broken: _, ...rest } = found;
  return rest;
}
