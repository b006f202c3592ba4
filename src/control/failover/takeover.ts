/** A takeover from its beginning to its end: who stands in, which steps are done, and what follows from how they went. */
import { tellBegun, tellEnded } from "../kit/undertaking.js";
import { tellUntilHeard, type Out, cancelTimer } from "../kit/desk.js";
import { HOUR, type Micros } from "../../units/index.js";
import { type RoutineProgress, enterStep, newRoutine } from "../kit/routine.js";
import { stopWatching } from "../kit/watching.js";
import type { Reason } from "../words.js";
import { host, ownVolumes, volume } from "./facts.js";
import { planFailback } from "./failback-plan.js";
import { release, takeBack, turnToTwins } from "./given-up.js";
import { mirrorAgain } from "./mirror-again.js";
import type { FailoverPolicy } from "./policy.js";
import { optionsOf, preset } from "./preset/index.js";
import { returnIdentity } from "./return-identity.js";
import { byPriority, canStandIn, candidatesFor, isFree, priorityOf, whoGivesWay } from "./stand-in.js";
import { type FailoverState, type GroupState, timerOf, setGroupTimer } from "./state.js";
import type { Move, MoveKind } from "./steps.js";
import { hasStrays, sweepLater, withdrawStrays } from "./strays.js";
import { contextOfTakeover, undertakingOf } from "./under-way.js";
import { watch } from "./watching.js";

/** Starts a takeover of a group if a host can stand in; waits otherwise. */
export function seekTakeover(state: FailoverState, group: GroupState, because: Reason, now: Micros, out: Out): void {
  if (group.takeover !== null) return;
  const candidates = candidatesFor(state, group);
  const to = candidates.find((name) => canStandIn(state, group, name));
  if (to !== undefined) return takeOver(state, group, to, because, now, out);
  if (!group.waiting) {
    tellWaiting(state, group, { rule: "no-stand-in", looked: candidates }, out);
  }
  group.waiting = true;
  const inTheWay = whoGivesWay(state, group);
  if (inTheWay !== null) makeWay(state, inTheWay, group, now, out);
  // Where all are taken, whoever becomes free is given to those who wait.
  const blocked = candidates.filter((name) => hasStrays(state, group, name));
  for (const name of blocked) withdrawStrays(state, name, out);
  if (blocked.length > 0) {
    setGroupTimer(state, group, "strays", now + state.config.policy.limits.retryAfter, out);
  }
  if (group.tries < state.config.policy.limits.tries && candidates.some((name) => isFree(state, group, name)))
    planRetry(state, group, now, out);
}

function tellWaiting({ config }: FailoverState, { config: { services } }: GroupState, because: Reason, out: Out): void {
  out.push({ kind: "note", note: { kind: "waiting", services, because } });
  for (const peer of config.peers) tellUntilHeard(peer, { kind: "host-wanted", services }, out);
}

function takeOver(state: FailoverState, group: GroupState, to: string, because: Reason, now: Micros, out: Out): void {
  const { policy } = state.config;
  const beginning: Beginning = group.displaced
    ? ownLife(policy, because)
    : { kind: "takeover", routine: policy.preset, policy, because };
  begin(state, group, to, beginning, now, out);
}

/** No pause doubles beyond this: what was in the way may have gone without anybody saying so. */
const LONGEST_PAUSE = HOUR;

/** Each pause is twice as long as the one before it, whether for want of a fit host or because a fit one could not be made to serve. */
function planRetry(state: FailoverState, group: GroupState, now: Micros, out: Out): void {
  const { retryAfter } = state.config.policy.limits;
  let pause = retryAfter;
  for (let i = Math.max(group.tries, group.givenUp - 1); i > 0 && pause < LONGEST_PAUSE; i--) pause *= 2;
  setGroupTimer(state, group, "retry", now + Math.min(pause, Math.max(retryAfter, LONGEST_PAUSE)), out);
}

/**
 * The pause is over. Somebody may have become fit; else those that are not are tried in turn, as often as the policy says:
 * one that did not come up may have lacked no more than an answer of its relay.
 */
export function tryAgain(state: FailoverState, group: GroupState, now: Micros, out: Out): void {
  if (!(group.waiting || group.pausing) || group.takeover !== null) return;
  const free = candidatesFor(state, group).filter((name) => isFree(state, group, name));
  const unfit = free[group.tries % free.length];
  const isLast = group.tries >= state.config.policy.limits.tries;
  if (unfit === undefined || isLast || free.some((name) => host(state.facts, name).fit)) {
    return seekTakeover(state, group, { rule: "tried-again" }, now, out);
  }
  group.tries += 1;
  takeOver(state, group, unfit, { rule: "nobody-else", host: unfit }, now, out);
}

/** What stands in ends in order, for the sake of something more important; then it waits itself. */
function makeWay(state: FailoverState, group: GroupState, sake: GroupState, now: Micros, out: Out): void {
  const because: Reason = { rule: "gives-way", to: sake.config.services, priority: priorityOf(state, sake) };
  const { policy } = state.config;
  begin(state, group, group.holder, { kind: "giving way", routine: "give way", policy, because }, now, out);
}

/** It is nobody's now; what it has is given to whoever takes it over, its own host as before when all was well. */
function gaveWay(state: FailoverState, group: GroupState, from: string, now: Micros, out: Out): void {
  group.holder = group.config.holder;
  for (const name of group.config.volumes) {
    const known = volume(state.facts, name);
    known.current = { ...known.current, host: group.holder };
    known.withdrawn = true;
    known.ready = {};
    known.handovers += 1;
  }
  group.waiting = true;
  tellWaiting(state, group, { rule: "gave-way", host: from }, out);
  serveWaiting(state, { rule: "free-again", host: from }, now, out);
}

/** Somebody whom only somebody else's data kept from standing in may have been rid of it. */
export function afterStrays(state: FailoverState, name: string, now: Micros, out: Out): void {
  serveWaiting(state, { rule: "free-again", host: name }, now, out);
}

export interface Beginning {
  readonly kind: MoveKind;
  /** What explanations call it. */
  readonly routine: string;
  readonly policy: FailoverPolicy;
  readonly because: Reason;
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
  group.waiting = false;
  group.pausing = false;
  const { services, holder: home, volumes } = group.config;
  const move: Move = { from: group.holder, to, home, services, volumes, policy, kind };
  group.takeover = { move, routine: newRoutine(now) };
  for (const other of state.groups) if (other !== group && other.holder === to) other.displaced = true;
  stopWatching(state, group.holder, out);
  // An active stand-in is about to be shut down: its silence is no failure.
  stopWatching(state, to, out);
  if (discardsOwnData(state, to, policy)) {
    const lost = ownVolumes(state.facts, to).map(({ name }) => name);
    out.push({
      kind: "note",
      note: { kind: "data-discarded", host: to, volumes: lost, because: { rule: "of-no-account" } },
    });
  }
  tellBegun(undertakingOf(state, group, move), routine, because, out);
  for (const peer of state.config.peers) tellUntilHeard(peer, { kind: "takeover-begins", services, to }, out);
  onProgress(
    state,
    group,
    enterStep(group.takeover.routine, contextOfTakeover(state, group, move, now, out)),
    now,
    out,
  );
}

/** What an active stand-in has itself does not matter to this policy. */
function discardsOwnData({ facts }: FailoverState, to: string, policy: FailoverPolicy): boolean {
  const { standby } = optionsOf(policy, preset(policy.preset));
  return standby === "active" && policy.ownData === "discard" && ownVolumes(facts, to).length > 0;
}

export function onProgress(
  state: FailoverState,
  group: GroupState,
  progress: RoutineProgress,
  now: Micros,
  out: Out,
): void {
  if (progress === "running" || group.takeover === null) return;
  const { move } = group.takeover;
  const done = progress === "done";
  group.takeover = null;
  cancelTimer(state.desk, timerOf(state, group, "step"), out);
  const because: Reason = done ? { rule: "all-steps-done" } : { rule: "gave-up", step: progress.gaveUpAt };
  const { from, to, services } = move;
  const result = done ? "done" : "given-up";
  const devices = move.volumes.map((name) => ({ volume: name, device: volume(state.facts, name).current.device }));
  tellEnded(undertakingOf(state, group, move), result, because, out);
  for (const peer of state.config.peers)
    tellUntilHeard(peer, { kind: "takeover-ends", services, to, result, devices }, out);
  sweepLater(state, group, now, out);
  group.givenUp = done ? 0 : group.givenUp + 1;
  if (done && move.kind === "giving way") return gaveWay(state, group, to, now, out);
  for (const name of [from, to]) returnIdentity(state, name, out);
  if (done) {
    host(state.facts, to).fit = true;
    group.displaced = false;
    watch(state, to, now, out);
    if (move.policy.mirrorAgain === true || group.mirrors) mirrorAgain(state, group, now, out);
    resumeOwnLife(state, from, now, out);
    // Its own host may have been serviced meanwhile, perhaps too late for an attempt that was given up.
    const home = host(state.facts, group.config.holder);
    if (group.returns) home.fit = true;
    group.returns = false;
    if (home.fit) planFailback(state, group, now, out);
    return serveWaiting(state, { rule: "free-again", host: from }, now, out);
  }
  turnToTwins(state, group, out);
  if (group.holder === to) host(state.facts, to).fit = false;
  else {
    takeBack(state, group, to, out);
    release(state, group);
  }
  for (const name of [to, from]) if (group.holder !== name) resumeOwnLife(state, name, now, out);
  group.pausing = true;
  planRetry(state, group, now, out);
}

/**
 * A host that stands in for nobody any more, or could not be made to, goes on with what it did itself: with its own data,
 * which gets its mirror again. Where that was discarded there is nothing to go on with.
 */
function resumeOwnLife(state: FailoverState, name: string, now: Micros, out: Out): void {
  const group = state.groups.find(({ config, displaced }) => displaced && config.holder === name);
  if (group === undefined || group.takeover !== null) return;
  const volumes = group.config.volumes.map((each) => volume(state.facts, each));
  if (volumes.some(({ left }) => left === "nothing")) return;
  for (const known of volumes) {
    // Put aside, and not laid over after all: its mirror is only to be joined again.
    if (known.aside !== null && known.aside !== "backup") known.former = known.aside.device;
    known.aside = null;
  }
  seekTakeover(state, group, { rule: "own-life", host: name }, now, out);
}

/** The host has its data, or gets it from its backup; it has no life beside this one. */
function ownLife(policy: FailoverPolicy, because: Reason): Beginning {
  const data = ["copy", "backup+log"];
  return {
    kind: "own life",
    routine: "own life",
    policy: { ...policy, standby: "cold", data, mirrorAgain: true },
    because,
  };
}

/** Whoever waits for a stand-in gets one, if there is one now. */
function serveWaiting(state: FailoverState, because: Reason, now: Micros, out: Out): void {
  for (const group of byPriority(state)) {
    if (!group.waiting) continue;
    const isHelped = candidatesFor(state, group).some((name) => canStandIn(state, group, name));
    if (!isHelped && whoGivesWay(state, group) === null) continue;
    seekTakeover(state, group, because, now, out);
  }
}
