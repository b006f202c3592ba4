/** A takeover from its beginning to its end: who stands in, which steps are done, and what follows from how they went. */
import type { Micros } from "../../units/index.js";
import type { Note } from "../effect.js";
import type { Reason } from "../reason.js";
import { enterStep, newRoutine, type RoutineContext, type RoutineProgress } from "../routine.js";
import { type Facts, host, isData, volume } from "./facts.js";
import { preset, relaysOf } from "./preset/index.js";
import { candidatesFor, canStandIn, isFree } from "./stand-in.js";
import { emit, type FailoverState, type GroupState, type Out } from "./state.js";
import type { FailoverPolicy } from "./policy.js";
import type { Move } from "./steps.js";
import { unwatch, watch } from "./watching.js";

/** Starts a takeover of a group if a host can stand in; waits otherwise. */
export function seekTakeover(state: FailoverState, group: GroupState, because: Reason, now: Micros, out: Out): void {
  if (group.takeover !== null) return;
  const candidates = candidatesFor(state, group);
  const to = candidates.find((name) => canStandIn(state, group, name));
  if (to !== undefined) return takeOver(state, group, to, because, now, out);
  group.waiting = true;
  const reason: Reason = { rule: "no-stand-in", looked: candidates };
  out.push({ kind: "note", note: { kind: "waiting", services: group.config.services, because: reason } });
  // Where all are taken, whoever becomes free is given to those who wait.
  if (group.tries < state.config.policy.limits.tries && candidates.some((name) => isFree(state, group, name)))
    planRetry(state, group, now, out);
}

function takeOver(state: FailoverState, group: GroupState, to: string, because: Reason, now: Micros, out: Out): void {
  const { policy } = state.config;
  begin(state, group, to, { routine: policy.preset, policy, because }, now, out);
}

/** Each pause for want of a fit host is twice as long as the one before it. */
function planRetry(state: FailoverState, group: GroupState, now: Micros, out: Out): void {
  const at = now + state.config.policy.limits.retryAfter * (1 << group.tries);
  out.push({ kind: "set-timer", timer: `retry ${state.groups.indexOf(group)}`, at });
}

/**
 * The pause is over. Somebody may have become fit; else those that are not are tried in turn, as often as the policy says:
 * one that did not come up may have lacked no more than an answer of its relay.
 */
export function tryAgain(state: FailoverState, group: GroupState, now: Micros, out: Out): void {
  if (!group.waiting || group.takeover !== null) return;
  const free = candidatesFor(state, group).filter((name) => isFree(state, group, name));
  const unfit = free[group.tries % free.length];
  const isLast = group.tries >= state.config.policy.limits.tries;
  if (unfit === undefined || isLast || free.some((name) => host(state.facts, name).fit)) {
    return seekTakeover(state, group, { rule: "tried-again" }, now, out);
  }
  group.tries += 1;
  takeOver(state, group, unfit, { rule: "nobody-else", host: unfit }, now, out);
}

export interface Beginning {
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
  { routine, policy, because }: Beginning,
  now: Micros,
  out: Out,
): void {
  group.waiting = false;
  const { services, address, volumes } = group.config;
  const move: Move = { from: group.holder, to, services, address, volumes, policy };
  group.takeover = { move, routine: newRoutine(now) };
  unwatch(state, group.holder, out);
  // An active stand-in is about to be shut down: its silence is no failure.
  unwatch(state, to, out);
  const note: Note = { kind: "takeover-started", services, routine, from: move.from, to, because };
  out.push({ kind: "note", note });
  onProgress(state, group, enterStep(group.takeover.routine, contextOf(state, group, move, now, out)), now, out);
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
  out.push({ kind: "cancel-timer", timer: `step ${state.groups.indexOf(group)}` });
  const because: Reason = done ? { rule: "all-steps-done" } : { rule: "gave-up", step: progress.gaveUpAt };
  const { from, to, services } = move;
  const result = done ? "done" : "given-up";
  const devices = move.volumes.map((name) => ({ volume: name, device: volume(state.facts, name).current.device }));
  out.push({ kind: "note", note: { kind: "takeover-ended", services, from, to, result, devices, because } });
  if (done) {
    host(state.facts, to).fit = true;
    watch(state, to, now, out);
    mirrorAgain(state, move, out);
    ownLife(state, from, now, out);
    return serveWaiting(state, from, now, out);
  }
  if (group.holder === to) host(state.facts, to).fit = false;
  group.waiting = true;
  planRetry(state, group, now, out);
}

/** From here on the stand-in may hold the group, and its copies may be the newest; all others fall behind, finished or not. */
export function handOver(state: FailoverState, group: GroupState, move: Move): void {
  const returns = group.holder === move.to;
  group.holder = move.to;
  for (const name of move.volumes) {
    const known = volume(state.facts, name);
    const device = known.ready[move.to];
    if (device !== undefined) {
      if (device !== known.current.device) known.former = known.current.device;
      known.current = { device, host: move.to };
      known.withdrawn = false;
    }
    known.ready = {};
    if (!returns) known.ahead = {};
  }
  for (const [id, { action }] of Object.entries(state.open)) {
    if (isData(action) && move.volumes.includes(action.volume)) delete state.open[Number(id)];
  }
}

export function contextOf(
  state: FailoverState,
  group: GroupState,
  move: Move,
  now: Micros,
  out: Out,
): RoutineContext<Facts> {
  const timer = `step ${state.groups.indexOf(group)}`;
  return {
    facts: state.facts,
    steps: preset(move.policy.preset).steps(move, relaysOf(move, state.facts)),
    now,
    emit: (action, because) => emit(state, action, because, state.groups.indexOf(group), out),
    note: (note) => out.push({ kind: "note", note: { ...note, services: move.services } }),
    setTimer: (at) => out.push({ kind: "set-timer", timer, at }),
    cancelTimer: () => out.push({ kind: "cancel-timer", timer }),
    handOver: () => handOver(state, group, move),
  };
}

/** A host that stood in for others and does no longer gets its own data back, and goes on with it. */
function ownLife(state: FailoverState, name: string, now: Micros, out: Out): void {
  if (state.groups.some(({ holder, config }) => holder === name && config.holder !== name)) return;
  for (const group of state.groups) {
    if (group.config.holder !== name || group.holder !== name || group.takeover !== null) continue;
    const own = group.config.volumes.map((each) => volume(state.facts, each)).filter(({ aside }) => aside !== null);
    if (own.length === 0) continue;
    for (const known of own) {
      known.current = { device: known.aside ?? known.current.device, host: name };
      known.withdrawn = true;
      known.aside = null;
    }
    const policy: FailoverPolicy = { ...state.config.policy, standby: "cold", data: ["copy"] };
    begin(state, group, name, { routine: "own life", policy, because: { rule: "own-life", host: name } }, now, out);
  }
}

/** What has no mirror any more gets one: the device that was in use before, with what has changed since. */
function mirrorAgain(state: FailoverState, { volumes, policy }: Move, out: Out): void {
  if (policy.mirrorAgain !== true) return;
  for (const name of volumes) {
    const { mirror, former, current } = volume(state.facts, name);
    if (mirror !== null || former === null || former === current.device) continue;
    const because: Reason = { rule: "mirror-again", volume: name };
    emit(state, { kind: "re-establish", volume: name, device: former, of: current.device }, because, null, out);
  }
}

/** Whoever waits for a stand-in gets the one that has just become free, if it can stand in for them. */
function serveWaiting(state: FailoverState, name: string, now: Micros, out: Out): void {
  for (const group of state.groups) {
    if (!group.waiting || !candidatesFor(state, group).includes(name) || !canStandIn(state, group, name)) continue;
    seekTakeover(state, group, { rule: "free-again", host: name }, now, out);
  }
}
