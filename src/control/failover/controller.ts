/** The failover controller: watches hosts, and moves what a failed one served to a stand-in by a routine of steps. */
import type { Micros } from "../../units/index.js";
import type { Action, Effect, EffectId, Note, Outcome } from "../effect.js";
import type { Input } from "../input.js";
import type { Machine, Turn } from "../machine.js";
import type { Reason } from "../reason.js";
import type { Verdict } from "../verdict.js";
import {
  enterStep,
  newRoutine,
  onRoutineOutcome,
  onRoutineTimer,
  type RoutineContext,
  type RoutineProgress,
  type RoutineState,
} from "../routine.js";
import {
  beginWatch,
  fellSilent,
  forgiveCondition,
  hear,
  isSteady,
  judge,
  newWatch,
  silenceDueAt,
  type Watch,
} from "./detection.js";
import { actsAhead, aheadEvery, aheadTasks } from "./ahead.js";
import { whyNotEligible } from "./eligibility.js";
import type { Evidence } from "./detector/index.js";
import { type Facts, host, type HostFacts, learn, volume, type VolumeFacts } from "./facts.js";
import type { FailoverPolicy } from "./policy.js";
import { optionsOf, preset, relaysOf } from "./preset/index.js";
import type { Move } from "./steps.js";
import type { Surroundings } from "./surroundings.js";

export interface FailoverConfig {
  readonly policy: FailoverPolicy;
  readonly hosts: readonly Omit<HostFacts, "stage" | "stageAt" | "fit">[];
  readonly volumes: readonly Omit<VolumeFacts, "ready" | "ahead" | "withdrawn">[];
  readonly surroundings: Surroundings;
  readonly groups: readonly GroupConfig[];
}

/** A service group: what moves together, an address with its services and volumes. */
export interface GroupConfig {
  readonly services: readonly string[];
  readonly address: string;
  readonly holder: string;
  readonly volumes: readonly string[];
}

export interface FailoverState {
  readonly config: FailoverConfig;
  readonly facts: Facts;
  readonly watches: Readonly<Record<string, Watch>>;
  readonly groups: readonly GroupState[];
  /** Actions whose outcome is not known yet. */
  readonly open: Record<EffectId, { readonly action: Action; readonly group: number | null }>;
  nextId: EffectId;
}

interface GroupState {
  readonly config: GroupConfig;
  /** Who holds the group, or may hold it: whoever this is must be fenced before somebody else takes over. */
  holder: string;
  /** The takeover under way. */
  takeover: { readonly move: Move; readonly routine: RoutineState } | null;
  /** A takeover is needed and no host can stand in, or the last attempt was given up. */
  waiting: boolean;
}

type Out = Effect[];

export const failoverController: Machine<FailoverConfig, FailoverState, Input, Effect> = {
  start(config, now) {
    const state = initialState(config);
    const out: Out = [];
    for (const group of state.groups) watch(state, group.holder, now, out);
    if (actsAhead(config.policy)) actAhead(state, now, out);
    return { state, effects: out };
  },
  step(state, input, now): Turn<FailoverState, Effect> {
    const out: Out = [];
    take(state, input, now, out);
    return { state, effects: out };
  },
};

function initialState(config: FailoverConfig): FailoverState {
  const hosts: Record<string, HostFacts> = {};
  const watches: Record<string, Watch> = {};
  for (const each of config.hosts) {
    const holds = config.groups.some((group) => group.holder === each.name);
    hosts[each.name] = { ...each, stage: holds ? "online" : "unknown", stageAt: 0, fit: true };
    watches[each.name] = newWatch(each.name, each.reportEvery, config.policy.detect);
  }
  const volumes: Record<string, VolumeFacts> = {};
  for (const each of config.volumes)
    volumes[each.name] = { ...each, current: { ...each.current }, ready: {}, ahead: {}, withdrawn: false };
  const groups = config.groups.map((group) => ({
    config: group,
    holder: group.holder,
    takeover: null,
    waiting: false,
  }));
  return { config, facts: { hosts, volumes, surroundings: config.surroundings }, watches, groups, open: {}, nextId: 1 };
}

function take(state: FailoverState, input: Input, now: Micros, out: Out): void {
  switch (input.kind) {
    case "report": {
      const { heardAt, sentAt = heardAt, count } = input;
      const watched = watchOf(state, input.host);
      if (!watched.active) return;
      hear(watched, { kind: "report", heardAt, sentAt, count });
      awaitReport(watched, out);
      return conclude(state, watched, now, out);
    }
    case "error-report":
    case "minor-error":
    case "paced": {
      const watched = watchOf(state, input.host);
      if (!watched.active) return;
      hear(watched, evidenceOf(input, now));
      return conclude(state, watched, now, out);
    }
    case "news":
      return hearNews(state, input.note, now, out);
    case "serviced":
      return onServiced(state, input.host, now, out);
    case "outcome":
      return onOutcome(state, input.id, input.outcome, now, out);
    case "timer":
      return onTimer(state, input.timer, now, out);
  }
}

function evidenceOf(input: Extract<Input, { kind: "error-report" | "minor-error" | "paced" }>, now: Micros): Evidence {
  switch (input.kind) {
    case "error-report":
      return { kind: "error", component: input.component, message: input.message };
    case "minor-error":
      return { kind: "minor-error", component: input.component, at: now };
    case "paced":
      return { kind: "paced", slowness: input.slowness };
  }
}

function onTimer(state: FailoverState, timer: string, now: Micros, out: Out): void {
  const [kind = "", subject = ""] = splitOnce(timer);
  switch (kind) {
    case "report-due": {
      const watched = watchOf(state, subject);
      fellSilent(watched, now);
      awaitReport(watched, out);
      return conclude(state, watched, now, out);
    }
    case "ahead":
      return actAhead(state, now, out);
    case "query-next":
      return ask(state, watchOf(state, subject), now, out);
    case "query-due": {
      const watched = watchOf(state, subject);
      hear(watched, { kind: "missed" });
      return conclude(state, watched, now, out);
    }
    case "step":
    case "retry": {
      const group = state.groups[Number(subject)];
      if (group === undefined) return;
      if (kind === "retry") return seekTakeover(state, group, { rule: "tried-again" }, now, out);
      if (group.takeover === null) return;
      const progress = onRoutineTimer(group.takeover.routine, contextOf(state, group, group.takeover.move, now, out));
      return onProgress(state, group, progress, now, out);
    }
  }
}

function onOutcome(state: FailoverState, id: EffectId, outcome: Outcome, now: Micros, out: Out): void {
  const open = state.open[id];
  if (open === undefined) return;
  delete state.open[id];
  if (open.action.kind === "query") {
    const watched = watchOf(state, open.action.host);
    if (outcome.status !== "done" || !watched.active) return;
    out.push({ kind: "cancel-timer", timer: `query-due ${watched.host}` });
    hear(watched, { kind: "answered" });
    return conclude(state, watched, now, out);
  }
  learn(state.facts, open.action, outcome, now);
  const group = open.group === null ? undefined : state.groups[open.group];
  if (!group?.takeover) return;
  const context = contextOf(state, group, group.takeover.move, now, out);
  onProgress(state, group, onRoutineOutcome(group.takeover.routine, context, id, outcome), now, out);
}

/** A repaired host may be used again; whoever waits for one gets it. */
function onServiced(state: FailoverState, name: string, now: Micros, out: Out): void {
  const known = host(state.facts, name);
  known.fit = true;
  const watched = watchOf(state, name);
  forgiveCondition(watched, now);
  for (const group of state.groups) {
    if (group.waiting) seekTakeover(state, group, { rule: "serviced", host: name }, now, out);
  }
}

/** A host that helps with load is not to be had; one that comes back from that is. */
function hearNews(state: FailoverState, note: Note, now: Micros, out: Out): void {
  if (note.kind !== "host-leased") return;
  const known = state.facts.hosts[note.host];
  if (known === undefined) return;
  known.lent = note.service !== null;
  if (known.lent) return;
  for (const group of state.groups) if (group.waiting) seekTakeover(state, group, note.because, now, out);
}

/** Starts to watch a host that is expected to be online from now on. */
function watch(state: FailoverState, name: string, now: Micros, out: Out): void {
  const watched = watchOf(state, name);
  beginWatch(watched, now);
  const { queries } = state.config.policy.detect;
  awaitReport(watched, out);
  if (queries !== null) out.push({ kind: "set-timer", timer: `query-next ${name}`, at: now + queries.every });
}

/** Sees that silence is noticed when it has lasted long enough. */
function awaitReport(watched: Watch, out: Out): void {
  const at = silenceDueAt(watched);
  if (at === null) return;
  const timer = dueTimer(`report-due ${watched.host}`, at);
  out.push(isSteady(watched) ? timer : { ...timer, unsteady: true });
}

function unwatch(state: FailoverState, name: string, out: Out): void {
  const watched = watchOf(state, name);
  if (!watched.active) return;
  watched.active = false;
  for (const kind of ["report-due", "query-next", "query-due"]) {
    out.push({ kind: "cancel-timer", timer: `${kind} ${name}` });
  }
}

function ask(state: FailoverState, watched: Watch, now: Micros, out: Out): void {
  const { queries } = state.config.policy.detect;
  if (queries === null) return;
  hear(watched, { kind: "asked", at: now });
  emit(state, { kind: "query", host: watched.host }, { rule: "query-due", every: queries.every }, null, out);
  out.push(dueTimer(`query-due ${watched.host}`, now + queries.timeout));
  out.push({ kind: "set-timer", timer: `query-next ${watched.host}`, at: now + queries.every });
}

/** Turns what the sources say into a verdict, and a bad one into a takeover. */
function conclude(state: FailoverState, watched: Watch, now: Micros, out: Out): void {
  const { verdict, because } = judge(watched);
  if (verdict === watched.verdict) return;
  watched.verdict = verdict;
  out.push({ kind: "note", note: { kind: "verdict", host: watched.host, verdict, because } });
  const known = host(state.facts, watched.host);
  known.fit = !actsOn(state.config.policy, verdict);
  for (const group of state.groups) {
    if (group.holder !== watched.host || group.takeover !== null) continue;
    if (verdict === "healthy") group.waiting = false;
    else if (actsOn(state.config.policy, verdict))
      seekTakeover(state, group, { rule: "verdict", host: watched.host, verdict }, now, out);
  }
}

function actsOn({ detect }: FailoverPolicy, verdict: Verdict): boolean {
  if (verdict === "healthy") return false;
  return detect.actOn?.includes(verdict) ?? verdict !== "performance deficient";
}

/** Starts a takeover of a group if a host can stand in; waits otherwise. */
function seekTakeover(state: FailoverState, group: GroupState, because: Reason, now: Micros, out: Out): void {
  if (group.takeover !== null) return;
  const candidates = candidatesFor(state, group);
  const to = candidates.find((name) => canStandIn(state, group, name));
  if (to === undefined) {
    group.waiting = true;
    const reason: Reason = { rule: "no-stand-in", looked: candidates };
    out.push({ kind: "note", note: { kind: "waiting", services: group.config.services, because: reason } });
    return;
  }
  group.waiting = false;
  const { services, address, volumes } = group.config;
  const { policy } = state.config;
  const move: Move = { from: group.holder, to, services, address, volumes, policy };
  group.takeover = { move, routine: newRoutine(now) };
  unwatch(state, group.holder, out);
  // An active stand-in is about to be shut down: its silence is no failure.
  unwatch(state, to, out);
  const note: Note = { kind: "takeover-started", services, routine: policy.preset, from: move.from, to, because };
  out.push({ kind: "note", note });
  onProgress(state, group, enterStep(group.takeover.routine, contextOf(state, group, move, now, out)), now, out);
}

function candidatesFor(state: FailoverState, group: GroupState): readonly string[] {
  const { standIns } = state.config.policy;
  const all = state.config.hosts.map((each) => each.name);
  return standIns.length === 0
    ? all
    : [...standIns, ...(standIns.includes(group.config.holder) ? [] : [group.config.holder])];
}

function canStandIn(state: FailoverState, group: GroupState, name: string): boolean {
  const { fit, lent } = host(state.facts, name);
  if (!fit || lent === true || whyNotEligible(possibleMove(state, group, name), state.facts) !== null) return false;
  const { policy } = state.config;
  const isActive = optionsOf(policy, preset(policy.preset)).standby === "active";
  return state.groups.every(
    (other) =>
      other === group ||
      // An active stand-in gives up what it serves itself, once.
      (isActive && other.holder === name && other.takeover === null && other.config.holder === name) ||
      (other.holder !== name && other.takeover?.move.to !== name),
  );
}

function possibleMove({ config: { policy } }: FailoverState, group: GroupState, to: string) {
  const { services, volumes } = group.config;
  return { from: group.holder, to, services, volumes, policy };
}

/** Copies and records for whoever would stand in now, and again after the policy's interval. */
function actAhead(state: FailoverState, now: Micros, out: Out): void {
  const { policy } = state.config;
  for (const group of state.groups) {
    if (group.takeover !== null || !host(state.facts, group.holder).fit) continue;
    const to = candidatesFor(state, group).find((name) => name !== group.holder && canStandIn(state, group, name));
    if (to === undefined) continue;
    for (const { action, because } of aheadTasks(possibleMove(state, group, to), state.facts)) {
      const text = JSON.stringify(action);
      const underWay = Object.values(state.open).some((open) => JSON.stringify(open.action) === text);
      if (!underWay) emit(state, action, because, null, out);
    }
  }
  out.push({ kind: "set-timer", timer: "ahead -", at: now + aheadEvery(policy) });
}

function onProgress(state: FailoverState, group: GroupState, progress: RoutineProgress, now: Micros, out: Out): void {
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
  if (done) return watch(state, to, now, out);
  if (group.holder === to) host(state.facts, to).fit = false;
  const at = now + state.config.policy.limits.retryAfter;
  out.push({ kind: "set-timer", timer: `retry ${state.groups.indexOf(group)}`, at });
}

/** From here on the stand-in may hold the group, and its copies may be the newest. */
function handOver(state: FailoverState, group: GroupState, move: Move): void {
  if (group.holder === move.to) return;
  group.holder = move.to;
  for (const name of move.volumes) {
    const known = volume(state.facts, name);
    const device = known.ready[move.to];
    if (device !== undefined) {
      known.current = { device, host: move.to };
      known.withdrawn = false;
    }
    known.ready = {};
    known.ahead = {};
  }
}

function contextOf(state: FailoverState, group: GroupState, move: Move, now: Micros, out: Out): RoutineContext<Facts> {
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

function dueTimer(timer: string, at: Micros): Extract<Effect, { kind: "set-timer" }> {
  return { kind: "set-timer", timer, at, afterMessages: true };
}

function emit(state: FailoverState, action: Action, because: Reason, group: number | null, out: Out): EffectId {
  const id = state.nextId++;
  state.open[id] = { action, group };
  out.push({ ...action, id, because });
  return id;
}

function watchOf(state: FailoverState, name: string): Watch {
  const found = state.watches[name];
  if (found === undefined) throw new Error(`the controller does not watch ${name}`);
  return found;
}

function splitOnce(text: string): [string, string] {
  const space = text.indexOf(" ");
  return [text.slice(0, space), text.slice(space + 1)];
}
