/**
 * The life of a group: it serves; it seeks a stand-in, or waits for one; it moves step by step; it serves again, or pauses
 * before the next attempt. Each function leads from one phase to the next.
 */
import type { Micros } from "../../units/index.js";
import { type Out, cancelTimer, isSet, tellUntilHeard } from "../kit/desk.js";
import { type RoutineContext, type RoutineProgress, type RoutineState, enterStep, newRoutine } from "../kit/routine.js";
import { tellBegun, tellEnded } from "../kit/undertaking.js";
import { heardWithin, judge, noticing, ON_THE_WAY, silentSince } from "../kit/detection.js";
import { listedBehind } from "../kit/listed.js";
import { expectNoReportsFrom, stopWatching, watchClosely, watchOf } from "../kit/watching.js";
import type { Message, Reason } from "../words.js";
import { giveUpConverted, leaveHost, putBack, release, takeBack, takeUpOwnData, turnToOthers } from "./aftermath.js";
import { firstWhoCan } from "./choice.js";
import { changing } from "./device-changes.js";
import { inUse } from "./devices.js";
import { startsInVain, whyInVain } from "./eligibility.js";
import { type Facts, change, host, volume } from "./facts.js";
import { failedBack, isAway, planFailback } from "./failback-plan.js";
import { goOn, spare } from "./go-on.js";
import type { PassedOver } from "./passed-over.js";
import { pauseAfter } from "./pause.js";
import type { FailoverPolicy } from "./policy.js";
import { optionsOf, preset } from "./preset/index.js";
import { forgetFollowedInVain, whoFollows } from "./site.js";
import {
  byPriority,
  canStandIn,
  candidatesFor,
  isFree,
  isOnWireOfAnother,
  possibleMove,
  priorityOf,
  whoDoesWithout,
  whoGivesWay,
  wouldBeInVain,
} from "./stand-in.js";
import {
  type FailoverState,
  type GroupState,
  type Takeover,
  lacksHost,
  setGroupTimer,
  soughtBy,
  takeoverOf,
  timerOf,
} from "./state.js";
import { volumesToPutAside } from "./step/stand-in.js";
import type { Move, MoveKind } from "./steps.js";
import { isAtHome } from "./known-as.js";
import { askMeanwhile } from "./storage-asked.js";
import { withdrawAgainLater } from "./withdrawn-again.js";
import { contextOfTakeover, letPeopleGo, stepsOf, undertakingOf } from "./under-way.js";
import { hasStrays, mirrorAsBefore, returnIdentity, sweepLater, withdrawStrays } from "./upkeep.js";
import { listen, watch } from "./watching.js";
import { mayBeAtWork, whyNeedless } from "./whether-needed.js";

/** Starts a takeover of a group if a host can stand in; waits otherwise. */
export function seekTakeover(state: FailoverState, group: GroupState, because: Reason, now: Micros, out: Out): void {
  if (takeoverOf(group) !== null) return;
  const candidates = candidatesFor(state.config, group.config.holder);
  const isFit = (name: string): boolean => host(state.facts, name).fit;
  giveUpConverted(state, group, candidates.filter(isFit), now, out);
  const { to, passed } = firstWhoCan(state, group, candidates);
  if (to !== null) return takeOver(state, group, to, { because, passed }, now, out);
  if (group.phase.is !== "waiting") wait(state, group, { rule: "no-stand-in", passed }, out);
  const inTheWay = whoGivesWay(state, group);
  if (inTheWay !== null) makeWay(state, inTheWay, group, now, out);
  // Where all are taken, whoever becomes free is given to those who wait.
  const blocked = candidates.filter((name) => hasStrays(state, group, name));
  for (const name of blocked) withdrawStrays(state, name, now, out);
  if (blocked.length > 0) {
    setGroupTimer(state, group, "strays", now + state.config.policy.limits.retryAfter, out);
  }
  const isLast = group.tries >= state.config.policy.limits.tries;
  const mayHelp = (name: string): boolean =>
    (!isLast && (isWorthATry(state, group, name) || isOnWireOfAnother(state, group, name))) ||
    wouldBeInVain(state, group, name);
  if (candidates.some(mayHelp)) planRetry(state, group, now, out);
}

function wait(state: FailoverState, group: GroupState, because: Reason, out: Out): void {
  const { services } = group.config;
  group.phase = { is: "waiting", seeks: soughtBy(group) };
  out.push({ kind: "note", note: { kind: "waiting", services, because } });
  tellPeers(state, { kind: "host-wanted", services }, out);
}

function tellPeers({ config }: FailoverState, body: Message, out: Out): void {
  for (const peer of config.peers) tellUntilHeard(peer, body, out);
}

/** Each pause is twice as long as the one before it, whether for want of a fit host or because a fit one could not be made to serve. */
function planRetry(state: FailoverState, group: GroupState, now: Micros, out: Out): void {
  const { retryAfter } = state.config.policy.limits;
  const pause = pauseAfter(retryAfter, Math.max(group.tries, group.givenUp - 1));
  setGroupTimer(state, group, "retry", now + pause, out);
}

/**
 * The pause is over. Somebody may have become fit; else, and after those that are fit were tried in vain, those that are not
 * are tried in turn, as often as the policy says: one that did not come up may have lacked no more than an answer of its relay.
 */
export function tryAgain(state: FailoverState, group: GroupState, now: Micros, out: Out): void {
  if (!lacksHost(group) || isSet(state.desk, timerOf(state, group, "hear"))) return;
  // Whoever makes way for it is free soon: then it is served first.
  if (isMadeWay(state, group)) return planRetry(state, group, now, out);
  const candidates = candidatesFor(state.config, group.config.holder);
  const isFit = (name: string): boolean => host(state.facts, name).fit;
  giveUpConverted(state, group, candidates.filter(isFit), now, out);
  const free = candidates.filter((name) => isWorthATry(state, group, name));
  const others = free.filter((name) => !isFit(name));
  const unfit = others[group.tries % others.length];
  const isLast = group.tries >= state.config.policy.limits.tries;
  const isBetter = (name: string): boolean => isFit(name) && (group.givenUpAt[name] ?? 0) <= group.tries + 1;
  if (unfit === undefined || isLast || free.some(isBetter)) {
    return seekTakeover(state, group, { rule: "tried-again" }, now, out);
  }
  group.tries += 1;
  giveUpConverted(state, group, [unfit], now, out);
  takeOver(state, group, unfit, { because: { rule: "nobody-else", host: unfit }, passed: [] }, now, out);
}

/** Those that are not fit are tried in turn: one of them may have been kept from it by another takeover until now. */
function tryLater(state: FailoverState, group: GroupState, now: Micros, out: Out): void {
  if (soughtBy(group) !== "a stand-in" || group.tries >= state.config.policy.limits.tries) return;
  if (isSet(state.desk, timerOf(state, group, "retry"))) return;
  const candidates = candidatesFor(state.config, group.config.holder);
  if (candidates.some((name) => isWorthATry(state, group, name))) planRetry(state, group, now, out);
}

/** It is free; where it is the holder, which would start anew with what it has, that is of use, or something else is left. */
function isWorthATry(state: FailoverState, group: GroupState, name: string): boolean {
  if (!isFree(state, group, name)) return false;
  return name !== group.holder || !startsInVain(possibleMove(state, group, name), state.facts);
}

/** Somebody less important ends in order, for its sake or for that of another that could stand back as well. */
function isMadeWay(state: FailoverState, group: GroupState): boolean {
  return state.groups.some((other) => {
    const move = takeoverOf(other)?.move;
    if (move?.kind !== "giving way" || priorityOf(state, other) >= priorityOf(state, group)) return false;
    return candidatesFor(state.config, group.config.holder).includes(move.to);
  });
}

/** Whoever waits for a stand-in gets one, if there is one now. */
export function serveWaiting(state: FailoverState, because: Reason, now: Micros, out: Out): void {
  for (const group of byPriority(state)) {
    if (group.phase.is !== "waiting") continue;
    // Where its holder may be at work, that is heard first.
    if (isSet(state.desk, timerOf(state, group, "hear")) || hearsItFirst(state, group, now, out)) continue;
    const isHelped = candidatesFor(state.config, group.config.holder).some((name) => canStandIn(state, group, name));
    if (isHelped || whoGivesWay(state, group) !== null) seekTakeover(state, group, because, now, out);
    else tryLater(state, group, now, out);
  }
}

/** Its holder fell silent since its relay was moved for the sake of another, and may have its power back: it is heard soon if it has. */
function hearsItFirst(state: FailoverState, group: GroupState, now: Micros, out: Out): boolean {
  const watched = watchOf(state, group.holder);
  if (watched.verdict !== "failed" || !mayBeAtWork(state, group)) return false;
  const { relay, stage, stageAt } = host(state.facts, group.holder);
  if (relay === null || listedBehind(state.facts.hosts, relay).length < 2) return false;
  const within = heardWithin(watched);
  if (within === null || stage !== "unknown" || stageAt <= silentSince(judge(watched).because)) return false;
  setGroupTimer(state, group, "hear", now + within, out);
  return true;
}

/** Whoever is of a site of which somebody is replaced follows to a host that can stand in; else it stays, and serves. */
export function moveWithSites(state: FailoverState, now: Micros, out: Out): void {
  const { policy } = state.config;
  if (policy.together === undefined) return;
  forgetFollowedInVain(state);
  for (const { group, left } of whoFollows(state)) {
    const isOther = (name: string): boolean => name !== group.holder && !group.followedInVain.includes(name);
    const others = candidatesFor(state.config, group.config.holder).filter(isOther);
    const isGood = (name: string): boolean => whyInVain(possibleMove(state, group, name), state.facts) === null;
    const to = others.find((name) => canStandIn(state, group, name) && isGood(name));
    if (to === undefined) continue;
    const because: Reason = { rule: "with-its-site", host: left };
    begin(state, group, to, { kind: "with its site", routine: policy.preset, policy, because }, now, out);
  }
}

// ---- It moves.

export interface Beginning {
  readonly kind: MoveKind;
  /** What explanations call it. */
  readonly routine: string;
  readonly policy: FailoverPolicy;
  readonly because: Reason;
}

function takeOver(
  state: FailoverState,
  group: GroupState,
  to: string,
  { because, passed }: { readonly because: Reason; readonly passed: readonly PassedOver[] },
  now: Micros,
  out: Out,
): void {
  const { policy } = state.config;
  if (passed.length > 0) {
    const note = {
      kind: "passed-over",
      services: group.config.services,
      because: { rule: "passed-over", passed },
    } as const;
    out.push({ kind: "note", note });
  }
  const beginning: Beginning =
    soughtBy(group) === "its own life"
      ? { kind: "own life", routine: "own life", policy: alone(policy, state, group), because }
      : { kind: "takeover", routine: policy.preset, policy, because };
  begin(state, group, to, beginning, now, out);
}

/** The host has its data, or gets it from its mirror or its backup, wherever that is; it has no life beside this one. */
function alone(policy: FailoverPolicy, { facts }: FailoverState, { config }: GroupState): FailoverPolicy {
  const { dataFor: _, backupWhen: __, ...rest } = policy;
  const isElsewhere = config.volumes.some((name) => volume(facts, name).remoteMirror !== null);
  const data = ["copy", ...(isElsewhere ? ["copy-remote"] : []), "backup+log"];
  return { ...rest, standby: "cold", data, mirrorAgain: true };
}

/** What stands in ends in order, for the sake of something more important; then it waits itself. */
function makeWay(state: FailoverState, group: GroupState, sake: GroupState, now: Micros, out: Out): void {
  const because: Reason = { rule: "gives-way", to: sake.config.services, priority: priorityOf(state, sake) };
  const { policy } = state.config;
  begin(state, group, group.holder, { kind: "giving way", routine: "give way", policy, because }, now, out);
}

/** Begins to move a group to a host. */
export function begin(
  state: FailoverState,
  group: GroupState,
  to: string,
  { kind, routine, policy, because }: Beginning,
  now: Micros,
  out: Out,
): void {
  const { services, holder: home, volumes } = group.config;
  const chosen = kind !== "takeover" || (because.rule === "verdict" && because.verdict !== "failed");
  const { sentAway } = group;
  const elsewhere = kind === "takeover" ? whoDoesWithout(state, group, to) : [];
  const said = {
    ...(chosen && { chosen }),
    ...(kind === "takeover" && isBlind(state, group.holder) && { blind: true as const }),
    ...(elsewhere.length > 0 && { elsewhere }),
    ...(sentAway && { sentAway }),
  };
  const move: Move = { from: group.holder, to, home, services, volumes, policy, kind, ...said };
  group.phase = { is: "moving", takeover: { move, routine: newRoutine(now) }, seeks: soughtBy(group) };
  for (const other of state.groups) if (other !== group && other.holder === to) displace(other);
  // As a stand-in it was watched no more: it may have come back by itself.
  if (kind === "own life" && !watchOf(state, group.holder).active) listen(state, group.holder, now, out);
  // Whoever was given up may be heard again, or could not be started again yet; whoever goes in order is not missed.
  if (kind === "takeover" || kind === "own life") watchClosely(state, group.holder, true, now, out);
  else stopWatching(state, group.holder, out);
  // An active stand-in is about to be shut down: its silence is no failure.
  if (to !== group.holder) stopWatching(state, to, out);
  for (const name of kind === "takeover" ? [to] : [to, move.from]) expectNoReportsFrom(state, name, out);
  tellDiscarded(state, to, policy, out);
  tellBegun(undertakingOf(state, group, move), routine, because, out);
  tellPeers(state, { kind: "takeover-begins", services, from: move.from, to }, out);
  proceed(state, group, enterStep, now, out);
}

/** Nothing is wrong with it but that it does not reach its storage, as its agent or an answer of its own has said. */
function isBlind(state: FailoverState, holder: string): boolean {
  const { verdict, because } = judge(watchOf(state, holder));
  const isSaid = because.rule === "error-reported" || because.rule === "says-broken";
  const isAdapter = isSaid && because.component === "adapter";
  return verdict === "malfunctioning" && isAdapter && host(state.facts, holder).stage !== "off";
}

function displace(group: GroupState): void {
  const { phase } = group;
  group.phase = "seeks" in phase ? { ...phase, seeks: "its own life" } : { is: "displaced" };
}

/** What an active stand-in has itself does not matter to this policy, or not what it has written since its last backup. */
function tellDiscarded({ facts }: FailoverState, to: string, policy: FailoverPolicy, out: Out): void {
  const { standby } = optionsOf(policy, preset(policy.preset));
  const volumes = volumesToPutAside({ to, policy }, facts).map(({ name }) => name);
  if (standby !== "active" || volumes.length === 0) return;
  if (policy.ownData !== "discard" && policy.ownData !== "recent-backup") return;
  const because: Reason = { rule: policy.ownData === "discard" ? "of-no-account" : "backed-up-before" };
  out.push({ kind: "note", note: { kind: "data-discarded", host: to, volumes, because } });
}

const DONE: Reason = { rule: "all-steps-done" };

/** Goes on with the takeover under way: by a step that is entered, an outcome, or the end of a time. */
export function proceed(
  state: FailoverState,
  group: GroupState,
  by: (routine: RoutineState, context: RoutineContext<Facts>) => RoutineProgress,
  now: Micros,
  out: Out,
): void {
  const takeover = takeoverOf(group);
  if (takeover === null) return;
  const { move, routine } = takeover;
  const progress = by(routine, contextOfTakeover(state, group, move, now, out));
  if (progress === "running") {
    withdrawAgainLater(state, group, now, out);
    return askMeanwhile(state, group, now, out);
  }
  // Its holder may have been seen at work since it was asked last.
  const whyNot = progress === "done" ? null : (progress.because ?? whyNeedless(state, group, move));
  const because: Reason = whyNot ?? (progress === "done" ? DONE : { rule: "gave-up", step: progress.gaveUpAt });
  end(state, group, move, because, now, out);
  if (progress !== "done") {
    if (whyNot === null) giveUp(state, group, takeover, now, out);
    else callOff(state, group, takeover, now, out);
    serveWaiting(state, { rule: "free-again", host: move.to }, now, out);
  } else if (move.kind === "giving way") giveWay(state, group, move, now, out);
  else serve(state, group, move, now, out);
  // What it brought in vain is withdrawn only now, and that too may get lost.
  if (!isSet(state.desk, timerOf(state, group, "strays"))) sweepLater(state, group, now, out);
}

// ---- It ends.

function end(state: FailoverState, group: GroupState, move: Move, because: Reason, now: Micros, out: Out): void {
  const { to, services } = move;
  for (const name of move.volumes) changing(volume(state.facts, name)).meantFor = null;
  const result = because.rule === "all-steps-done" ? "done" : "given-up";
  group.phase = { is: soughtBy(group) === "its own life" ? "displaced" : "serving" };
  group.givenUp = result === "done" ? 0 : group.givenUp + 1;
  group.givenUpAt = result === "done" ? {} : { ...group.givenUpAt, [to]: (group.givenUpAt[to] ?? 0) + 1 };
  if (result === "done" || because.rule === "seen-at-work") letPeopleGo(state);
  cancelTimer(state.desk, timerOf(state, group, "step"), out);
  for (const name of [move.from, to]) watchClosely(state, name, false, now, out);
  tellEnded(undertakingOf(state, group, move), result, because, out);
  const devices = move.volumes.map((name) => ({ volume: name, device: inUse(volume(state.facts, name)) }));
  tellPeers(state, { kind: "takeover-ends", services, to, result, devices }, out);
  // What is withdrawn from here on is given its time before it is asked for again.
  if (isSet(state.desk, timerOf(state, group, "strays"))) cancelTimer(state.desk, timerOf(state, group, "strays"), out);
  sweepLater(state, group, now, out);
}

/** Done: whoever took over serves, and whoever is free now goes on with something else. */
function serve(state: FailoverState, group: GroupState, move: Move, now: Micros, out: Out): void {
  const { from, to } = move;
  for (const name of [from, to]) returnIdentity(state, name, now, out);
  group.phase = { is: "serving" };
  watch(state, to, now, out);
  waitForProof(state, group, now, out);
  if (move.policy.mirrorAgain === true) group.mirrors = "all";
  mirrorAsBefore(state, group, now, out);
  resumeOwnLife(state, from, now, out);
  // Its own host may have been serviced meanwhile, perhaps too late for an attempt that was given up.
  const home = host(state.facts, group.config.holder);
  if (group.returns) change(state.facts, group.config.holder).fit = true;
  group.returns = false;
  if (!isAway(group)) group.failbacksInVain = 0;
  if (isAtHome(state.facts, move, to)) group.sentAway = false;
  if (home.fit) planFailback(state, group, now, out);
  serveWaiting(state, { rule: "free-again", host: from }, now, out);
}

/**
 * Of a host that was tried for want of a better one nobody knows yet whether it will be heard: whoever was given up for its silence would be
 * taken for well, and given something else to serve, again and again. It has to be heard first for as long as it takes to miss it.
 */
function waitForProof(state: FailoverState, group: GroupState, now: Micros, out: Out): void {
  const known = change(state.facts, group.holder);
  const { within } = noticing(state.config.policy.detect, watchOf(state, group.holder).reportEvery);
  known.unproven = within !== null && state.groups.length > 1 && (known.unproven || !known.fit);
  known.fit = true;
  if (known.unproven && within !== null) setGroupTimer(state, group, "proof", now + within + ON_THE_WAY, out);
}

/** It has been heard, or was given up meanwhile. */
export function believe(state: FailoverState, { holder }: GroupState, now: Micros, out: Out): void {
  const known = change(state.facts, holder);
  if (!known.unproven) return;
  known.unproven = false;
  serveWaiting(state, { rule: "free-again", host: holder }, now, out);
}

/** Ended for the sake of another: it is nobody's now, and waits. */
function giveWay(state: FailoverState, group: GroupState, { to: left }: Move, now: Micros, out: Out): void {
  leaveHost(state, group);
  wait(state, group, { rule: "gave-way", host: left }, out);
  serveWaiting(state, { rule: "free-again", host: left }, now, out);
}

/** Given up: what it brought somewhere is taken back, and the next attempt follows after a pause. */
function giveUp(state: FailoverState, group: GroupState, { move, routine }: Takeover, now: Micros, out: Out): void {
  const { from, to, kind } = move;
  const begun = stepsOf(move, state.facts).slice(0, (routine.path[0] ?? 0) + 1);
  const isTouched = begun.some(({ destroys }) => destroys === to);
  if (kind === "failback") failedBack(state, group, now, out);
  if (kind === "with its site") group.followedInVain = [...group.followedInVain, to];
  for (const name of [from, to]) returnIdentity(state, name, now, out);
  turnToOthers(state, group, now, out);
  if (group.holder === to) change(state.facts, to).fit = false;
  else {
    takeBack(state, group, to, now, out);
    release(state, group);
    if (group.holder !== from) stopWatching(state, from, out);
  }
  group.phase = { is: "pausing", seeks: soughtBy(group) };
  // Nobody is against it who is heard: it may be at work by itself, and then nobody tries again.
  const { active, verdict } = watchOf(state, group.holder);
  if (active && verdict === "healthy") watchClosely(state, group.holder, true, now, out);
  if (!isTouched) spare(state, to, now, out);
  if (kind === "failback" && isBackAtOnce(state, group, from, now, out)) return;
  for (const name of [to, from]) if (group.holder !== name) resumeOwnLife(state, name, now, out);
  // Somebody else needs nothing of what was asked for in vain: nothing has to get better first.
  const isHad = whoDoesWithout(state, group, to).some((name) => group.givenUpAt[name] === undefined);
  if (kind === "takeover" && group.holder !== to && isHad) setGroupTimer(state, group, "retry", now, out);
  else planRetry(state, group, now, out);
}

/**
 * Of a failback that came to nothing whoever served until then serves again: it was well, and has what it worked with. Nothing has to get
 * better first, and it takes up no life of its own meanwhile.
 */
function isBackAtOnce(state: FailoverState, group: GroupState, from: string, now: Micros, out: Out): boolean {
  giveUpConverted(state, group, [from], now, out);
  if (!canStandIn(state, group, from)) return false;
  takeOver(state, group, from, { because: { rule: "tried-again" }, passed: [] }, now, out);
  return true;
}

/** Called off: its holder is at work after all. What was taken from it is put back, and it is watched as before. */
function callOff(state: FailoverState, group: GroupState, { move, routine }: Takeover, now: Micros, out: Out): void {
  const { to } = move;
  putBack(state, group, to, now, out);
  goOn(state, group, now, out);
  if (to === group.holder) return;
  returnIdentity(state, to, now, out);
  const begun = stepsOf(move, state.facts).slice(0, routine.path[0]);
  if (begun.some(({ destroys }) => destroys === to)) resumeOwnLife(state, to, now, out);
  else spare(state, to, now, out);
}

/**
 * A host that stands in for nobody any more, or could not be made to, goes on with what it did itself: with its own data,
 * which gets its mirror again. Where that was discarded there is nothing to go on with.
 */
export function resumeOwnLife(state: FailoverState, name: string, now: Micros, out: Out): void {
  const group = state.groups.find((each) => each.config.holder === name && soughtBy(each) === "its own life");
  if (group === undefined || takeoverOf(group) !== null) return;
  // Started anew where it is, or about to be taken, it stands in still.
  if (state.groups.some((other) => other !== group && (other.holder === name || takeoverOf(other)?.move.to === name)))
    return;
  if (!takeUpOwnData(state, group)) return;
  seekTakeover(state, group, { rule: "own-life", host: name }, now, out);
}
