/** The failover controller: watches hosts, and moves what a failed one served to a stand-in by a routine of steps. */
import { type Micros, SECOND } from "../../units/index.js";
import { type Out, isSet, settle, takeTimer } from "../kit/desk.js";
import { actsOn } from "../kit/detect-policy.js";
import { type Watch, hear, heardWithin, isDoubted, judge, silentSince } from "../kit/detection.js";
import { doMeanwhile, onRoutineNews, onRoutineOutcome, onRoutineTimer, repeatStep } from "../kit/routine.js";
import {
  ask,
  evidenceOf,
  hearAnew,
  hearAnswer,
  hearNoAnswer,
  hearReport,
  hearSilence,
  stopWatching,
  watchClosely,
  watchOf,
} from "../kit/watching.js";
import type { Machine, Turn } from "../machine.js";
import type { Platform } from "../platform.js";
import type { Effect, EffectId, Input, Message, MessageOf, Outcome, Reason } from "../words.js";
import { actAhead, againAhead, hearOfAhead } from "./ahead.js";
import { isData } from "./data-orders.js";
import { firstWhoCan } from "./choice.js";
import { changing, learnUntouched } from "./device-changes.js";
import { change, heldBy, host, volume } from "./facts.js";
import { forgetStage, learnOnline } from "../kit/host-stage.js";
import { planFailback, tryFailbackAnew } from "./failback-plan.js";
import { bootAnewOrNoLonger } from "./boot-in-vain.js";
import { failBackAll, failBackIfAnswered, failBackOrWait, failBackWaiting, plugHomesIn } from "./failback.js";
import { goOn } from "./go-on.js";
import { heedAll } from "./heeded.js";
import { learnUseless } from "./learn.js";
import { onReservation } from "./lending.js";
import { NOBODYS, learnOutcome } from "./orders.js";
import { handBack, putBack } from "./aftermath.js";
import { onRelayRead, restarted, resume, store } from "./restart.js";
import { forgetFollowedInVain, isOneSite } from "./site.js";
import { byPriority, candidatesFor } from "./stand-in.js";
import {
  type FailoverConfig,
  type FailoverState,
  type GroupState,
  type GroupTimer,
  initialState,
  lacksHost,
  setGroupTimer,
  soughtBy,
  takeoverOf,
  timerOf,
} from "./state.js";
import { offBehind, onArrival, readBack, stopIfStarted, stopThoseWithPower, suspectsOf } from "./suspects.js";
import { askAgain, hearOfCopies } from "./storage-asked.js";
import { believe, moveWithSites, proceed, resumeOwnLife, seekTakeover, serveWaiting, tryAgain } from "./takeover.js";
import { mirrorAgain, onMirrored, returnIdentity, sweep, takeBackLate } from "./upkeep.js";
import { withdrawAgain } from "./withdrawn-again.js";
import { hearFrom, watch } from "./watching.js";
import { isAtWork, mayBeAtWork } from "./whether-needed.js";

export const failoverController: Machine<FailoverConfig, FailoverState, Input, Effect> = {
  start(config, now) {
    const state = initialState(config);
    const out: Out = [];
    for (const group of state.groups) watch(state, group.holder, now, out);
    actAhead(state, now, out);
    return { state, effects: store(state, out) };
  },
  step(state, input, now): Turn<FailoverState, Effect> {
    const out: Out = [];
    take(state, input, now, out);
    moveWithSites(state, now, out);
    failBackWaiting(state, now, out);
    heedAll(state, now, out);
    return { state, effects: store(state, out) };
  },
  restart(config, disk, now) {
    const out: Out = [];
    const state = restarted(config, disk, now, out);
    actAhead(state, now, out);
    heedAll(state, now, out);
    return { state, effects: store(state, out) };
  },
};

function take(state: FailoverState, input: Input, now: Micros, out: Out): void {
  switch (input.kind) {
    case "message":
      // Each is only ever given messages of its own kind.
      return (onMessage[input.body.kind] as Hearing<Message> | undefined)?.(state, input.body, input, now, out);
    case "timer": {
      const { kind, subject } = input.timer;
      takeTimer(state.desk, input.timer);
      if (!(kind in onGroupTimer)) return onHostTimer[kind]?.(state, subject, now, out);
      const group = state.groups[Number(subject)];
      return group && onGroupTimer[kind as GroupTimer](state, group, now, out);
    }
    case "outcome":
      return onOutcome(state, input.id, input.outcome, now, out);
  }
}

// ---- What it hears.

type Envelope = Extract<Input, { kind: "message" }>;
type Hearing<Body> = (state: FailoverState, body: Body, envelope: Envelope, now: Micros, out: Out) => void;

const onMessage: { readonly [Kind in Message["kind"]]?: Hearing<MessageOf<Kind>> } = {
  report: (state, { host: name, sentAt }, { from, heardAt, count }, now, out) => {
    hearFrom(state, from, now, out);
    const watched = watchOf(state, name);
    // What was left out before anybody listened, and is made up for now, is none of the reports that he hears.
    if (!watched.active || heardAt < watched.since) return stopIfStarted(state, name, sentAt, now, out);
    if (isDoubted(watched)) seeOnline(state, name, sentAt, now, out);
    hearReport(state.desk, watched, { kind: "report", heardAt, sentAt, count }, out);
    conclude(state, watched, now, out);
  },
  "error-report": (state, body, _, now, out) => {
    if (watchOf(state, body.host).active) learnUseless(state.facts, body.host, body.volume);
    hearWord(state, body, now, out);
  },
  "minor-error": (state, body, _, now, out) => hearWord(state, body, now, out),
  foretold: (state, body, _, now, out) => hearWord(state, body, now, out),
  paced: (state, body, _, now, out) => hearWord(state, body, now, out),
  reserve: (state, body, { from, over }, now, out) =>
    onReservation(state, over === null ? { place: from } : { place: from, over }, body, now, out),
  serviced: (state, { host }, _, now, out) => onServiced(state, host, now, out),
  configuration: (state, { host: name, platform }, _, now, out) => onUpgraded(state, name, platform, now, out),
  "fail-back": (state, { host }, _, now, out) => failBackAll(state, host, now, out),
};

function hearWord(state: FailoverState, body: Parameters<typeof evidenceOf>[0], now: Micros, out: Out): void {
  const watched = watchOf(state, body.host);
  if (!watched.active) return;
  hear(watched, evidenceOf(body, now));
  conclude(state, watched, now, out);
}

/** A repaired host may be used again; whoever waits for one gets it. */
function onServiced(state: FailoverState, name: string, now: Micros, out: Out): void {
  const wasBroken = !host(state.facts, name).fit;
  Object.assign(change(state.facts, name), { fit: true, unproven: false, servicedAt: now, unplugged: false });
  forgetFollowedInVain(state, name);
  const repaired = host(state.facts, name);
  // Off as it should be when all is well, until now: with power it starts by itself once it is repaired.
  if (repaired.stage === "unknown" && repaired.stageAt === 0 && repaired.stopsInStandalone !== true)
    forgetStage(repaired, now);
  hearAnew(state.desk, watchOf(state, name), now, out);
  returnIdentity(state, name, now, out);
  lookAtServiced(state, name, now, out);
  for (const group of byPriority(state)) {
    group.tries = 0;
    if (wasBroken) forgetInVain(group, name);
    if (group.config.holder === name && takeoverOf(group)?.move.to === name) group.returns = true;
    if (lacksHost(group)) hearFirst(state, group, name, now, out);
    else bootAnewOrNoLonger(state, group, name, now, out);
  }
  for (const group of state.groups) {
    if (!isOneSite(state.config.policy, group.config.holder, name)) continue;
    tryFailbackAnew(group);
    planFailback(state, group, now, out);
  }
}

/**
 * It was broken itself: that it could not be made to serve then says nothing of it any more, nor how long to pause. Where something
 * else was mended that it hangs on, whoever was not tried yet comes first all the same: it may need nothing of that.
 */
function forgetInVain(group: GroupState, name: string): void {
  if (group.givenUpAt[name] === undefined) return;
  group.givenUp = 0;
  group.givenUpAt = Object.fromEntries(Object.entries(group.givenUpAt).filter(([each]) => each !== name));
}

/** What is made of something else may not be able to stand in any more, or may be now. */
function onUpgraded(state: FailoverState, name: string, platform: Platform, now: Micros, out: Out): void {
  if (state.facts.hosts[name] === undefined) return;
  for (const known of heldBy(state.facts, name)) {
    if (known.owner !== name) changing(known).madeFor ??= host(state.facts, name).platform;
  }
  for (const group of state.groups) {
    const move = takeoverOf(group)?.move;
    if (move?.to !== name || move.from === name || move.home === name) continue;
    for (const each of move.volumes) changing(volume(state.facts, each)).meantFor ??= host(state.facts, name).platform;
  }
  change(state.facts, name).platform = platform;
  forgetFollowedInVain(state, name);
  const because: Reason = { rule: "upgraded", host: name };
  out.push({ kind: "note", note: { kind: "configuration-recorded", host: name, because } });
  serveWaiting(state, because, now, out);
}

/** Whoever repaired it has put its plug back in: it may start with what it is not to have any more. */
function lookAtServiced(state: FailoverState, name: string, now: Micros, out: Out): void {
  for (const group of state.groups) {
    if (suspectsOf(state, group).some((each) => each.name === name)) sweep(state, group, now, out);
  }
}

/** Whoever mended a network speaks of one host after the other. */
const SAID_TOGETHER: Micros = SECOND;

/**
 * The holder may be at work itself, when a network was mended, say: then it is heard soon, and nobody takes over. That it is
 * among those who were repaired may be said after others were spoken of.
 */
function hearFirst(state: FailoverState, group: GroupState, serviced: string, now: Micros, out: Out): void {
  const isHolder = group.holder === serviced;
  const within = mayBeAtWork(state, group) ? heardWithin(watchOf(state, group.holder)) : null;
  if (within === null) return seekTakeover(state, group, { rule: "serviced", host: serviced }, now, out);
  if (!isHolder && isSet(state.desk, timerOf(state, group, "hear"))) return;
  setGroupTimer(state, group, "hear", now + (isHolder ? within : Math.min(within, SAID_TOGETHER)), out);
}

// ---- What rings.

type Ringing<Subject> = (state: FailoverState, subject: Subject, now: Micros, out: Out) => void;

const onHostTimer: Readonly<Record<string, Ringing<string>>> = {
  "report-due": (state, subject, now, out) => {
    const watched = watchOf(state, subject);
    hearSilence(state.desk, watched, now, out);
    concludeFromSilence(state, watched, now, out);
  },
  "query-next": (state, subject, now, out) => ask(state.desk, watchOf(state, subject), NOBODYS, now, out),
  "query-due": (state, subject, now, out) => {
    const watched = watchOf(state, subject);
    hearNoAnswer(state.desk, watched, now, out);
    concludeFromSilence(state, watched, now, out);
  },
  ahead: (state, _, now, out) => actAhead(state, now, out),
};

const onGroupTimer: Readonly<Record<GroupTimer, Ringing<GroupState>>> = {
  step: (state, group, now, out) => proceed(state, group, onRoutineTimer, now, out),
  look: resume,
  ask: (state, group, now, out) => {
    proceed(state, group, doMeanwhile, now, out);
    const standing = askAgain(state, group, now, out);
    if (standing !== "goes on") proceed(state, group, standing === "in vain" ? onRoutineTimer : repeatStep, now, out);
  },
  hear: (state, group, now, out) => {
    if (!lacksHost(group)) return;
    const { to } = firstWhoCan(state, group, candidatesFor(state.config, group.config.holder));
    seekTakeover(state, group, { rule: "serviced", host: to ?? group.holder }, now, out);
  },
  retry: tryAgain,
  strays: (state, group, now, out) => {
    if (group.phase.is === "waiting") seekTakeover(state, group, { rule: "tried-again" }, now, out);
    if (takeoverOf(group) === null) sweep(state, group, now, out);
    else withdrawAgain(state, group, now, out);
  },
  mirror: (state, group, now, out) => {
    const isAtRest = takeoverOf(group) === null && soughtBy(group) === "a stand-in";
    if (group.mirrors !== "none" && isAtRest) mirrorAgain(state, group, now, out);
  },
  failback: failBackOrWait,
  proof: believe,
  // Whoever has paused follows its site at the end of the turn.
};

// ---- What comes of what it ordered.

function onOutcome(state: FailoverState, id: EffectId, outcome: Outcome, now: Micros, out: Out): void {
  const open = settle(state.desk, id);
  if (open === undefined) return;
  const { action, owner } = open;
  if (action.kind === "ask-storage" && !isAwaited(state, owner.group, id)) {
    if (outcome.status !== "done") return;
    hearOfCopies(state, id, outcome);
    hearOfAhead(state, action, outcome, now, out);
    return failBackIfAnswered(state, id, now, out);
  }
  if (action.kind === "query") return onAnswer(state, id, action.host, outcome, now, out);
  const wereOff = action.kind === "read-relay" ? offBehind(state, action.relay) : [];
  const platform = action.kind === "read-configuration" ? host(state.facts, action.host).platform : null;
  const counts = learnOutcome(state, id, open, outcome, now);
  if (open.overdue === true) againAhead(state, action, now, out);
  takeBackLate(state, action, now, out);
  if (outcome.status === "failed" && outcome.refused === true && isData(action))
    goOnAfterRefusal(state, action.to, now, out);
  if (!counts) return;
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
      // For no takeover: whoever came for that leaves.
      if (owner.group === null) change(state.facts, action.host).attended = false;
      break;
    case "read-relay":
      stopThoseWithPower(state, wereOff, now, out);
      onRelayRead(state, action, now, out);
      break;
    case "read-configuration":
      // It is made of something else than was known: whoever could not take its data, or give it some, may be able to now.
      if (JSON.stringify(platform) !== JSON.stringify(host(state.facts, action.host).platform))
        serveWaiting(state, { rule: "upgraded", host: action.host }, now, out);
  }
  const group = state.groups[owner.group ?? -1];
  if (group === undefined) return;
  proceed(state, group, (routine, context) => onRoutineOutcome(routine, context, id, outcome), now, out);
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
function seeOnline(state: FailoverState, name: string, saidAt: Micros, now: Micros, out: Out): void {
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
  const { found } = outcome;
  for (const fault of found?.what === "stage" ? (found.broken ?? []) : [])
    learnUseless(state.facts, name, fault.volume);
  if (isDoubted(watched)) seeOnline(state, name, now, now, out);
  hearAnswer(state.desk, watched, id, found, now, out);
  conclude(state, watched, now, out);
}

// ---- What it thinks of a host.

/** Turns what the sources say into a verdict, and a bad one into a takeover. */
function conclude(state: FailoverState, watched: Watch, now: Micros, out: Out): void {
  const { verdict, because } = judge(watched);
  const { about: name } = watched.beat;
  if (verdict === watched.verdict) {
    // It was well all along, and an attempt to start it anew has found it at work.
    if (verdict === "healthy" && watched.closely) letGoOn(state, name, now, out);
    return;
  }
  const isBad = actsOn(state.config.policy.detect, verdict);
  const held = state.groups.filter((group) => group.holder === name && soughtBy(group) === "a stand-in");
  // Of a host that was given up, and is being replaced, it is no news that it falls silent.
  const isNews = verdict !== "failed" || watched.verdict === "healthy" || !held.some(isReplaced);
  if (!isNews) return;
  watched.verdict = verdict;
  out.push({ kind: "note", note: { kind: "verdict", host: name, verdict, because } });
  Object.assign(change(state.facts, name), { fit: !isBad, unproven: false });
  // Whoever repaired it before it was heard last did not repair what is wrong with it now.
  const isMended = isBad && host(state.facts, name).servicedAt > silentSince(because);
  if (isBad) for (const group of state.groups) if (group.config.holder === name) group.returns = isMended;
  if (isBad) {
    const because: Reason = { rule: "verdict", host: name, verdict };
    for (const group of held) if (group.phase.is !== "pausing") seekTakeover(state, group, because, now, out);
  } else letGoOn(state, name, now, out);
}

/** Silence is no good news: what was forgiven a host that was repaired is believed when it is heard. */
function concludeFromSilence(state: FailoverState, watched: Watch, now: Micros, out: Out): void {
  if (judge(watched).verdict !== "healthy") conclude(state, watched, now, out);
}

/** It is well after all: whatever it holds and nobody serves it serves, also what it did before it stood in for another. */
function letGoOn(state: FailoverState, name: string, now: Micros, out: Out): void {
  for (const group of state.groups) {
    if (group.holder !== name || !lacksHost(group)) continue;
    // Something was done to it that it need not have survived, such as to a relay that feeds it too: what it says next tells.
    if (!isAtWork(state, group)) {
      if (mayBeAtWork(state, group)) watchClosely(state, name, true, now, out);
      continue;
    }
    putBack(state, group, name, now, out);
    goOn(state, group, now, out);
    watchClosely(state, name, false, now, out);
  }
}

function isReplaced(group: GroupState): boolean {
  return takeoverOf(group) !== null || group.phase.is === "pausing";
}
