/** The failover controller: watches hosts, and moves what a failed one served to a stand-in by a routine of steps. */
import { takeTimer, type Out, setTimer, cancelTimer, settle } from "../kit/desk.js";
import type { Micros } from "../../units/index.js";
import { type Watch, fellSilent, forgiveCondition, hear, judge } from "../kit/detection.js";
import { onRoutineOutcome, onRoutineTimer } from "../kit/routine.js";
import type { Machine, Turn } from "../machine.js";
import type { Verdict } from "../verdict.js";
import type { Action, Effect, EffectId, Input, Outcome, Timer } from "../words.js";
import { actsAhead, aheadEvery, aheadTasks } from "./ahead.js";
import { host, volume } from "./facts.js";
import { planFailback } from "./failback-plan.js";
import { failBack, failBackAll } from "./failback.js";
import { isData, learn, learnUseless } from "./learn.js";
import { onReservation } from "./lending.js";
import { mirrorAgain, onMirrored } from "./mirror-again.js";
import type { FailoverPolicy } from "./policy.js";
import { restarted, resume, store, takesUp } from "./restart.js";
import { returnIdentity } from "./return-identity.js";
import { byPriority, canStandIn, candidatesFor, possibleMove } from "./stand-in.js";
import { type FailoverConfig, type FailoverState, type OpenAction, emit, initialState, watchOf } from "./state.js";
import { afterWithdrawal, sweep } from "./strays.js";
import { afterStrays, onProgress, seekTakeover, tryAgain } from "./takeover.js";
import { contextOfTakeover } from "./under-way.js";
import { ask, awaitReport, evidenceOf, hearsNow, watch } from "./watching.js";

export const failoverController: Machine<FailoverConfig, FailoverState, Input, Effect> = {
  start(config, now) {
    const state = initialState(config);
    const out: Out = [];
    for (const group of state.groups) watch(state, group.holder, now, out);
    if (actsAhead(config.policy)) actAhead(state, now, out);
    return { state, effects: store(state, out) };
  },
  step(state, input, now): Turn<FailoverState, Effect> {
    const out: Out = [];
    take(state, input, now, out);
    return { state, effects: store(state, out) };
  },
  restart(config, disk, now) {
    const out: Out = [];
    const state = restarted(config, disk, now, out);
    if (actsAhead(config.policy)) actAhead(state, now, out);
    return { state, effects: store(state, out) };
  },
};

function take(state: FailoverState, input: Input, now: Micros, out: Out): void {
  switch (input.kind) {
    case "message":
      return onMessage(state, input, now, out);
    case "outcome":
      return onOutcome(state, input.id, input.outcome, now, out);
    case "timer":
      takeTimer(state.desk, input.timer);
      return onTimer(state, input.timer, now, out);
  }
}

function onMessage(state: FailoverState, message: Extract<Input, { kind: "message" }>, now: Micros, out: Out): void {
  const { body, from, over, heardAt, count } = message;
  switch (body.kind) {
    case "report": {
      const watched = watchOf(state, body.host);
      if (!watched.active) return;
      hearsNow(state, watched, heardAt, out);
      hear(watched, { kind: "report", heardAt, sentAt: body.sentAt, count });
      awaitReport(state, watched, out);
      return conclude(state, watched, now, out);
    }
    case "error-report":
    case "minor-error":
    case "paced": {
      const watched = watchOf(state, body.host);
      if (!watched.active) return;
      hear(watched, evidenceOf(body, now));
      if (body.kind === "error-report") learnUseless(state.facts, body);
      return conclude(state, watched, now, out);
    }
    case "reserve":
      return onReservation(state, over === null ? { place: from } : { place: from, over }, body, now, out);
    case "serviced":
      return onServiced(state, body.host, now, out);
    case "fail-back":
      return failBackAll(state, body.host, now, out);
  }
}

function onTimer(state: FailoverState, { kind, subject }: Timer, now: Micros, out: Out): void {
  switch (kind) {
    case "report-due": {
      const watched = watchOf(state, subject);
      fellSilent(watched, now);
      awaitReport(state, watched, out);
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
    case "strays":
    case "mirror":
    case "step":
    case "look":
    case "failback":
    case "retry": {
      const group = state.groups[Number(subject)];
      if (group === undefined) return;
      if (kind === "strays") {
        if (group.waiting) seekTakeover(state, group, { rule: "tried-again" }, now, out);
        return sweep(state, group, now, out);
      }
      if (kind === "mirror") {
        if (group.mirrors && group.takeover === null && !group.displaced) mirrorAgain(state, group, now, out);
        return;
      }
      if (kind === "failback") return failBack(state, group, false, now, out);
      if (kind === "look") return resume(state, group, now, out);
      if (kind === "retry") return tryAgain(state, group, now, out);
      if (group.takeover === null) return;
      const progress = onRoutineTimer(
        group.takeover.routine,
        contextOfTakeover(state, group, group.takeover.move, now, out),
      );
      return onProgress(state, group, progress, now, out);
    }
  }
}

function onOutcome(state: FailoverState, id: EffectId, outcome: Outcome, now: Micros, out: Out): void {
  const open = settle(state.desk, id);
  if (open === undefined) return;
  if (open.action.kind === "query") {
    const watched = watchOf(state, open.action.host);
    if (outcome.status !== "done" || !watched.active) return;
    cancelTimer(state.desk, { kind: "query-due", subject: watched.host }, out);
    hear(watched, { kind: "answered" });
    return conclude(state, watched, now, out);
  }
  if (isLate(state, open)) return becomeStray(state, open.action, outcome);
  learn(state.facts, open.action, isOutdated(state, id, open.action) ? ORDERED_AGAIN : outcome, now);
  if (open.action.kind === "withdraw" && outcome.status === "done") {
    afterWithdrawal(state, id, open.action);
    afterStrays(state, open.action.from, now, out);
  }
  onMirrored(state, open.action, outcome, now, out);
  for (const each of state.groups) if (takesUp(state, each, open.action)) resume(state, each, now, out);
  const { group: index } = open.owner;
  const group = index === null ? undefined : state.groups[index];
  if (!group?.takeover) return;
  const context = contextOfTakeover(state, group, group.takeover.move, now, out);
  onProgress(state, group, onRoutineOutcome(group.takeover.routine, context, id, outcome), now, out);
}

/** The data has been handed over since: to the host for which this was ordered it is no more than a stray. */
function becomeStray(state: FailoverState, action: Action, outcome: Outcome): void {
  if (!isData(action)) return;
  const { volume: name, to } = action;
  if (outcome.status !== "done" || outcome.found?.what !== "device") return;
  const { current, strays } = volume(state.facts, name);
  if (current.host !== to) strays[to] = outcome.found.device;
}

function isLate({ facts }: FailoverState, { action, owner: { handovers } }: OpenAction): boolean {
  return isData(action) && handovers < volume(facts, action.volume).handovers;
}

const ORDERED_AGAIN: Outcome = { status: "unknown", why: "it was ordered again since" };

/** Whether something later is still to be done to the same data for the same host: what an earlier order left does not last. */
function isOutdated(state: FailoverState, id: EffectId, action: Action): boolean {
  if (!isData(action)) return false;
  const { volume, to } = action;
  return Object.entries(state.desk.open).some(
    ([later, { action: other }]) => Number(later) > id && isData(other) && other.volume === volume && other.to === to,
  );
}

/** A repaired host may be used again; whoever waits for one gets it. */
function onServiced(state: FailoverState, name: string, now: Micros, out: Out): void {
  const known = host(state.facts, name);
  known.fit = true;
  const watched = watchOf(state, name);
  forgiveCondition(watched, now);
  returnIdentity(state, name, out);
  for (const group of byPriority(state)) {
    group.tries = 0;
    if (group.takeover?.move.to === name && group.config.holder === name) group.returns = true;
    if (group.waiting || group.pausing) seekTakeover(state, group, { rule: "serviced", host: name }, now, out);
  }
  for (const group of state.groups) if (group.config.holder === name) planFailback(state, group, now, out);
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
    if (group.holder !== watched.host || group.takeover !== null || group.displaced) continue;
    if (verdict === "healthy") group.waiting = false;
    else if (actsOn(state.config.policy, verdict))
      seekTakeover(state, group, { rule: "verdict", host: watched.host, verdict }, now, out);
  }
}

function actsOn({ detect }: FailoverPolicy, verdict: Verdict): boolean {
  if (verdict === "healthy") return false;
  return detect.actOn?.includes(verdict) ?? verdict !== "performance deficient";
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
      const underWay = Object.values(state.desk.open).some((open) => JSON.stringify(open.action) === text);
      if (!underWay) emit(state, action, because, null, out);
    }
  }
  setTimer(state.desk, { kind: "ahead", subject: "-", at: now + aheadEvery(policy) }, out);
}
