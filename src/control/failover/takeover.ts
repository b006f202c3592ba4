/**
 * The life of a group: it serves; it seeks a stand-in, or waits for one; it moves step by step; it serves again, or pauses
 * before the next attempt. Each function leads from one phase to the next.
 */
import type { Micros } from "../../units/index.js";
import { type Out, isSet } from "../kit/desk.js";
import { type RoutineContext, type RoutineProgress, type RoutineState, enterStep } from "../kit/routine.js";
import { noticing, ON_THE_WAY } from "../kit/detection.js";
import { stopWatching, watchClosely, watchOf } from "../kit/watching.js";
import type { Reason } from "../words.js";
import { giveUpConverted, leaveHost, putBack, release, takeBack, takeUpOwnData, turnToOthers } from "./aftermath.js";
import { type Beginning, alone, setOut } from "./beginning.js";
import { firstWhoCan } from "./choice.js";
import { endMove } from "./ending.js";
import { type Facts, change, host } from "./facts.js";
import { failedBack, isAway, planFailback } from "./failback-plan.js";
import { goOn, spare } from "./go-on.js";
import { isAtHome } from "./known-as.js";
import type { PassedOver } from "./passed-over.js";
import { byPriority, canStandIn, candidatesFor, priorityOf, whoDoesWithout, whoGivesWay } from "./stand-in.js";
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
import type { Move } from "./steps.js";
import { askMeanwhile } from "./storage-asked.js";
import { contextOfTakeover, stepsOf } from "./under-way.js";
import { mirrorAsBefore, returnIdentity, sweepLater } from "./upkeep.js";
import { hearsItFirst, isMadeWay, isWorthATry, lookFurther, planRetry, tryLater, waitForHost } from "./waiting.js";
import { watch } from "./watching.js";
import { whyNeedless } from "./whether-needed.js";
import { withdrawAgainLater } from "./withdrawn-again.js";

/** Starts a takeover of a group if a host can stand in; waits otherwise. */
export function seekTakeover(state: FailoverState, group: GroupState, because: Reason, now: Micros, out: Out): void {
  if (takeoverOf(group) !== null) return;
  const candidates = candidatesFor(state.config, group.config.holder);
  const isFit = (name: string): boolean => host(state.facts, name).fit;
  giveUpConverted(state, group, candidates.filter(isFit), now, out);
  const { to, passed } = firstWhoCan(state, group, candidates);
  if (to !== null) return takeOver(state, group, to, { because, passed }, now, out);
  if (group.phase.is !== "waiting") waitForHost(state, group, { rule: "no-stand-in", passed }, out);
  const inTheWay = whoGivesWay(state, group);
  if (inTheWay !== null) makeWay(state, inTheWay, group, now, out);
  lookFurther(state, group, candidates, now, out);
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

// ---- It moves.

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
  beginning: Beginning,
  now: Micros,
  out: Out,
): void {
  setOut(state, group, to, beginning, now, out);
  proceed(state, group, enterStep, now, out);
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
  endMove(state, group, move, because, now, out);
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
  waitForHost(state, group, { rule: "gave-way", host: left }, out);
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
  if (!isTouched && move.displacedBefore !== true) spare(state, to, now, out);
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
  if (soughtBy(group) === "its own life" || !canStandIn(state, group, from)) return false;
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
  const isTouched = move.displacedBefore === true || begun.some(({ destroys }) => destroys === to);
  if (isTouched) resumeOwnLife(state, to, now, out);
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
