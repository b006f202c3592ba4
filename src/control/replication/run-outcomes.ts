/** What comes of the steps of a run: what an agent learns by them, how far a copy is, and what it does when a time is up. */
import type { Micros } from "../../units/index.js";
import { type Out, act, setTimer } from "../kit/desk.js";
import { onRoutineOutcome, onRoutineTimer } from "../kit/routine.js";
import { stepAt } from "../kit/step-path.js";
import type { Action, EffectId, Outcome, Reason } from "../words.js";
import { type AgentState, type Job, type RunFacts, heldOf } from "./agent-state.js";
import { COPY, nextStretch } from "./agent-steps.js";
import { leaves } from "./orders.js";
import { tellCheckpoint } from "./peers.js";
import { drop, factsFor, planOf, proceed, progressOf, take, timerOf, unreached } from "./run.js";

interface Settled {
  readonly id: EffectId;
  readonly action: Action;
  readonly outcome: Outcome;
}

export function onRunOutcome(state: AgentState, transfer: string, settled: Settled, now: Micros, out: Out): void {
  const { job } = heldOf(state, transfer);
  const { id, action, outcome } = settled;
  if (action.kind === "look-at-copy") return onProgress(state, job, outcome, now, out);
  // Of a run that it has not in hand any more, or of a step whose time was up.
  if (job === null || !job.routine.waiting.includes(id)) return;
  learn(job.facts, action, outcome);
  if (action.kind === "open-run" || action.kind === "copy-extents") tellHowFar(state, job, outcome, out);
  if (action.kind === "copy-extents" && outcome.status === "done" && copyOn(state, job, id, now, out)) return;
  if (NEEDS_EXTENTS.has(action.kind) && outcome.status === "failed" && isDoubtful(state, job))
    return askInstead(state, job, now, out);
  proceed(state, transfer, now, out, (routine, context) => onRoutineOutcome(routine, context, id, outcome));
}

/** What the target refuses when it does not hold what it is thought to hold. */
const NEEDS_EXTENTS: ReadonlySet<Action["kind"]> = new Set(["copy-extents", "close-run"]);

/** It goes by what it was told, and has its paths: the target may not hold any more what it held then. */
function isDoubtful(state: AgentState, { facts: { told, command } }: Job): boolean {
  return told && unreached(state, command).length === 0;
}

/** Begins anew, by what the target says itself. */
function askInstead(state: AgentState, job: Job, now: Micros, out: Out): void {
  const { command } = job.facts;
  delete state.heard[command.order.transfer];
  const because: Reason = { rule: "told-otherwise" };
  drop(state, job, because, out);
  take(state, factsFor(state, command, null), job.attempt + 1, because, now, out);
}

function learn(facts: RunFacts, action: Action, outcome: Outcome): void {
  const found = outcome.status === "done" ? outcome.found : undefined;
  if (found?.what === "run") {
    facts.extents = found.extents;
    facts.grade = found.grade;
    facts.opened = true;
  } else if (found?.what === "held") {
    const isThis = found.run === facts.command.order.run;
    // Whoever begins anew goes by what it has copied itself.
    facts.held = !isThis ? 0 : facts.command.afresh && action.kind === "copy-extents" ? action.to : found.held;
    facts.opened ||= isThis && found.opened;
    facts.closed = isThis && found.closed;
    facts.grade = (isThis ? found.grade : null) ?? facts.grade;
  } else if (action.kind === "run-script") {
    const key = `${action.host} ${action.application}`;
    const state = leaves[action.script];
    if (outcome.status !== "done") delete facts.applications[key];
    else if (state !== null) facts.applications[key] = state;
  } else if (action.kind === "ask-application" && found?.what === "application") {
    facts.applications[`${action.host} ${action.application}`] = found.state;
  }
}

function tellHowFar(state: AgentState, { facts }: Job, outcome: Outcome, out: Out): void {
  const { command, held, extents } = facts;
  if (outcome.status !== "done" || held === null || extents === null) return;
  tellCheckpoint(state, { ...progressOf(state, command), held, extents }, out);
}

/** From one checkpoint to the next, within the same step. @returns whether there is more to copy */
function copyOn(state: AgentState, job: Job, id: EffectId, now: Micros, out: Out): boolean {
  const { facts, routine } = job;
  const stretch = nextStretch(facts);
  if (stretch === null) return false;
  const { agent, order, way } = facts.command;
  const action: Action = { kind: "copy-extents", agent, order, way, ...stretch };
  const because: Reason = { rule: "step", step: "copy", figure: null };
  const next = act(state.desk, action, because, { of: "run", transfer: order.transfer }, out);
  routine.waiting[routine.waiting.indexOf(id)] = next;
  delete job.seen;
  setTimer(state.desk, { ...timerOf(order.transfer), at: now + state.config.limits.copy }, out);
  return true;
}

/** The time of a step is up, or of a pause: a copy has as much again for as long as it gets on. */
export function onRunTimer(state: AgentState, transfer: string, now: Micros, out: Out): void {
  const { job } = heldOf(state, transfer);
  if (job === null) return;
  const { routine } = job;
  if (routine.waiting.length === 0 || stepAt(planOf(state, job).steps, routine.path)?.name !== COPY)
    return proceed(state, transfer, now, out, onRoutineTimer);
  const because: Reason = { rule: "no-answer", within: state.config.limits.copy };
  const action: Action = { kind: "look-at-copy", agent: state.config.agent, transfer };
  act(state.desk, action, because, { of: "run", transfer }, out);
}

/** What it saw of its copy. */
function onProgress(state: AgentState, job: Job | null, outcome: Outcome, now: Micros, out: Out): void {
  if (job === null || job.routine.waiting.length === 0) return;
  const { transfer } = job.facts.command.order;
  const found = outcome.status === "done" ? outcome.found : undefined;
  const moved = found?.what === "progress" ? found.moved : 0;
  if (moved <= (job.seen ?? 0)) return proceed(state, transfer, now, out, onRoutineTimer);
  job.seen = moved;
  state.unsaved.add(transfer);
  setTimer(state.desk, { ...timerOf(transfer), at: now + state.config.limits.copy }, out);
}
