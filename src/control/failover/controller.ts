/** The failover controller: watches hosts, and moves what a failed one served to a stand-in by a routine of steps. */
import type { Micros } from "../../units/index.js";
import { type Out, takeTimer } from "../kit/desk.js";
import { hear, isDoubted } from "../kit/detection.js";
import { doMeanwhile, onRoutineTimer, repeatStep } from "../kit/routine.js";
import { ask, evidenceOf, hearNoAnswer, hearReport, hearSilence, watchOf } from "../kit/watching.js";
import type { Machine, Turn } from "../machine.js";
import type { Effect, Input, Message, MessageOf } from "../words.js";
import { actAhead } from "./ahead.js";
import { firstWhoCan } from "./choice.js";
import { failBackAll, failBackOrWait, failBackWaiting } from "./failback.js";
import { heedAll } from "./heeded.js";
import { learnUseless } from "./learn.js";
import { onReservation } from "./lending.js";
import { NOBODYS } from "./orders.js";
import { onOutcome, seeOnline } from "./outcomes.js";
import { restarted, resume, store } from "./restart.js";
import { isOfBefore, onServiced, onUpgraded } from "./serviced.js";
import { candidatesFor } from "./stand-in.js";
import {
  type FailoverConfig,
  type FailoverState,
  type GroupState,
  type GroupTimer,
  initialState,
  lacksHost,
  soughtBy,
  takeoverOf,
} from "./state.js";
import { askAgain } from "./storage-asked.js";
import { stopIfStarted } from "./suspects.js";
import { believe, proceed, seekTakeover, tryAgain } from "./takeover.js";
import { mirrorAgain, sweep } from "./upkeep.js";
import { conclude, concludeFromSilence } from "./verdicts.js";
import { hearFrom, watch } from "./watching.js";
import { moveWithSites } from "./with-its-site.js";
import { withdrawAgain } from "./withdrawn-again.js";

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
    if (watchOf(state, body.host).active && !isOfBefore(state, body)) learnUseless(state.facts, body.host, body.volume);
    hearWord(state, body, now, out);
  },
  "minor-error": (state, body, _, now, out) => hearWord(state, body, now, out),
  foretold: (state, body, _, now, out) => hearWord(state, body, now, out),
  paced: (state, body, _, now, out) => hearWord(state, body, now, out),
  reserve: (state, body, { from, over }, now, out) =>
    onReservation(state, over === null ? { place: from } : { place: from, over }, body, now, out),
  serviced: (state, body, _, now, out) => onServiced(state, body, now, out),
  configuration: (state, { host: name, platform }, _, now, out) => onUpgraded(state, name, platform, now, out),
  "fail-back": (state, { host }, _, now, out) => failBackAll(state, host, now, out),
};

function hearWord(state: FailoverState, body: Parameters<typeof evidenceOf>[0], now: Micros, out: Out): void {
  const watched = watchOf(state, body.host);
  if (!watched.active || isOfBefore(state, body)) return;
  hear(watched, evidenceOf(body, now));
  conclude(state, watched, now, out);
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
