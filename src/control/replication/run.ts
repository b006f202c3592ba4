/** A run that an agent has in hand: from the command that it takes to the last word on it. */
import type { Micros } from "../../units/index.js";
import { act, cancelTimer, type Out, setTimer, tell, tellUntilHeard } from "../kit/desk.js";
import {
  enterStep,
  newRoutine,
  onRoutineOutcome,
  onRoutineTimer,
  type RoutineContext,
  type RoutineProgress,
  type RoutineState,
  stepAt,
} from "../kit/routine.js";
import { contextOf, tellBegun, tellEnded } from "../kit/undertaking.js";
import type { Action, EffectId, Outcome, Reason, TimerName, Undertaking } from "../words.js";
import {
  type AgentConfig,
  type AgentState,
  type Held,
  heldOf,
  type Job,
  type JobPlan,
  type LastWord,
  type RunFacts,
} from "./agent-state.js";
import { applicationOf, COPY, nextStretch, runSteps } from "./agent-steps.js";
import { leaves, type PutRight, type TransferCommand } from "./orders.js";
import { owe } from "./owed.js";
import { tellCheckpoint } from "./peers.js";
import type { Progress } from "./words.js";

/** A command takes effect once, however often it comes; one that is older than another never does. */
export function onCommand(state: AgentState, command: TransferCommand, now: Micros, out: Out): void {
  const { server, agent } = state.config;
  const { transfer } = command.order;
  const held = heldOf(state, transfer);
  if (command.number < held.newest) return;
  if (command.number === held.newest) {
    if (held.job !== null) tell(server, { kind: "accepted", ...progressOf(state, command) }, out);
    else if (held.last !== null) tellUntilHeard(server, held.last, out);
    return;
  }
  const before = held.job;
  if (before !== null) drop(state, before, { rule: "newer-command", number: command.number }, out);
  held.newest = command.number;
  held.job = null;
  held.owed = null;
  held.last = null;
  state.unsaved.add(transfer);
  cancelTimer(state.desk, { kind: "owed", subject: transfer }, out);
  const lacking = unreached(state, command);
  if (lacking.length > 0) {
    const because: Reason = { rule: "no-path", agent, to: lacking };
    return sayLast(state, held, { kind: "refused", ...progressOf(state, command), because }, out);
  }
  out.push({
    kind: "note",
    note: { kind: "command-taken", agent, transfer, run: command.order.run, number: command.number },
  });
  tell(server, { kind: "accepted", ...progressOf(state, command) }, out);
  const known = before !== null && before.facts.command.order.run === command.order.run ? before.facts : null;
  take(state, factsFor(state, command, known), 1, { rule: "commanded" }, now, out);
}

/** The server has nobody carry on with a run, and wants its applications put back. */
export function onPutRight(state: AgentState, owed: PutRight, now: Micros, out: Out): void {
  const held = heldOf(state, owed.transfer);
  if (owed.number < held.newest) return;
  if (owed.number === held.newest) {
    if (held.owed === null && held.last !== null) tellUntilHeard(state.config.server, held.last, out);
    return;
  }
  if (held.job !== null) drop(state, held.job, { rule: "newer-command", number: owed.number }, out);
  held.newest = owed.number;
  held.job = null;
  held.last = null;
  owe(state, owed, now, out);
}

/** The storage systems of its own ends that it does not reach; before it has looked it knows of none. */
function unreached({ arrays }: AgentState, { order: { source, target }, way }: TransferCommand): readonly string[] {
  if (arrays === null) return [];
  const own = way.by === "both" ? [source, target] : [way.by === "push" ? source : target];
  return own.map(({ array }) => array).filter((each) => !arrays.includes(each));
}

/** What peers have told counts if it is all that is known. @param known of the same run, from an earlier command */
function factsFor({ heard }: AgentState, command: TransferCommand, known: RunFacts | null): RunFacts {
  const { order, takesOver, afresh } = command;
  const told = heard[order.transfer];
  const fits = takesOver && !afresh && told?.run === order.run && told.held >= command.known;
  const held = !takesOver || afresh ? 0 : fits ? told.held : (known?.held ?? null);
  const opened = takesOver && !afresh && (fits || known?.opened === true);
  return { command, told: fits, held, extents: null, grade: null, opened, closed: false, applications: {} };
}

function take(state: AgentState, facts: RunFacts, attempt: number, because: Reason, now: Micros, out: Out): void {
  const { takesOver, afresh, order } = facts.command;
  const { transfer, run } = order;
  const job: Job = { facts, routine: newRoutine(now), attempt };
  heldOf(state, transfer).job = job;
  tellBegun(planOf(state, job).of, "copy in extents", because, out);
  if (takesOver && !afresh) {
    const { held } = facts;
    out.push({ kind: "note", note: { kind: "goes-on-from", transfer, run, agent: state.config.agent, held } });
  }
  proceed(state, transfer, now, out, enterStep);
}

/** After a restart: what it was at is begun anew; how far it had come is asked of the target, or was told. */
export function takeUpRun(state: AgentState, transfer: string, now: Micros, out: Out): void {
  const { job } = heldOf(state, transfer);
  if (job === null) return;
  const { of, steps } = planOf(state, job);
  const step = stepAt(steps, job.routine.path);
  const because: Reason = { rule: "controller-restarted" };
  if (step !== null) {
    out.push({
      kind: "note",
      note: { kind: "step-ended", of, step: step.name, figure: null, result: "unknown", because },
    });
  }
  tellEnded(of, "given-up", because, out);
  const command = { ...job.facts.command, takesOver: true, afresh: false };
  // What it knew may be older than what it had done: the target knows.
  take(state, factsFor(state, command, null), job.attempt + 1, because, now, out);
}

function drop(state: AgentState, job: Job, because: Reason, out: Out): void {
  const { transfer } = job.facts.command.order;
  cancelTimer(state.desk, timerOf(transfer), out);
  const { of, steps } = planOf(state, job);
  const step = stepAt(steps, job.routine.path);
  if (step !== null) {
    out.push({
      kind: "note",
      note: { kind: "step-ended", of, step: step.name, figure: null, result: "unknown", because },
    });
  }
  tellEnded(of, "given-up", because, out);
}

/** Its paths are not what they were: a run that it cannot carry out any more as it was told to, it gives up at once. */
export function giveUpUnreached(state: AgentState, out: Out): void {
  for (const held of Object.values(state.transfers)) {
    const { job } = held;
    // What is declared complete needs no path any more: applications are still to be put right.
    if (job === null || job.facts.closed) continue;
    const { command } = job.facts;
    const to = unreached(state, command);
    if (to.length === 0) continue;
    const because: Reason = { rule: "no-path", agent: state.config.agent, to };
    drop(state, job, because, out);
    held.job = null;
    delete state.heard[command.order.transfer];
    sayLast(state, held, { kind: "broken-off", ...progressOf(state, command), because }, out);
  }
}

// ---- what comes of its steps

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

export function proceed(
  state: AgentState,
  transfer: string,
  now: Micros,
  out: Out,
  goOn: (routine: RoutineState, context: RoutineContext<RunFacts>) => RoutineProgress,
): void {
  const held = heldOf(state, transfer);
  const { job } = held;
  if (job === null) return;
  state.unsaved.add(transfer);
  const progress = goOn(job.routine, contextOfRun(state, job, now, out));
  if (progress === "running") return;
  held.job = null;
  if (progress === "done") return finish(state, held, job, now, out);
  const because: Reason = job.routine.trouble ?? { rule: "gave-up", step: progress.gaveUpAt };
  tellEnded(planOf(state, job).of, "given-up", because, out);
  delete state.heard[transfer];
  sayLast(state, held, { kind: "broken-off", ...progressOf(state, job.facts.command), because }, out);
}

function finish(state: AgentState, held: Held, job: Job, now: Micros, out: Out): void {
  const { facts } = job;
  const { command } = facts;
  const { order, number, agent } = command;
  const after = command.after.filter(
    ({ host, application, script }) => applicationOf(facts, host, application) !== leaves[script],
  );
  const owes = after.length > 0;
  tellEnded(planOf(state, job).of, "done", { rule: "all-steps-done" }, out);
  const grade = facts.grade ?? "crash-consistent";
  sayLast(state, held, { kind: "finished", ...progressOf(state, command), grade, owes }, out);
  const { transfer, run, epoch } = order;
  if (owes) owe(state, { agent, transfer, run, number, epoch, after }, now, out);
}

function sayLast({ config, unsaved }: AgentState, held: Held, word: LastWord, out: Out): void {
  held.last = word;
  unsaved.add(word.transfer);
  tellUntilHeard(config.server, word, out);
}

function progressOf(
  { config: { agent } }: AgentState,
  { order: { transfer, run }, number }: TransferCommand,
): Progress {
  return { agent, transfer, run, number };
}

function contextOfRun(state: AgentState, job: Job, now: Micros, out: Out): RoutineContext<RunFacts> {
  const { transfer } = job.facts.command.order;
  const running = {
    ...planOf(state, job),
    facts: job.facts,
    emit: (action: Action, because: Reason) => act(state.desk, action, because, { of: "run", transfer }, out),
    timer: timerOf(transfer),
    handOver: () => undefined,
  };
  return contextOf(state.desk, running, now, out);
}

function planOf({ config, plans }: AgentState, job: Job): JobPlan {
  const known = plans.get(job);
  if (known !== undefined) return known;
  const plan = { of: undertakingOf(config, job), steps: runSteps(job.facts.command, config.limits) };
  plans.set(job, plan);
  return plan;
}

function timerOf(transfer: string): TimerName {
  return { kind: "step", subject: transfer };
}

function undertakingOf({ agent }: AgentConfig, { facts: { command }, attempt }: Job): Undertaking {
  const { transfer, run } = command.order;
  const again = attempt === 1 ? "" : `, attempt ${attempt}`;
  return {
    family: "replication",
    kind: "copy",
    id: `${transfer} run ${run} command ${command.number}${again}`,
    subjects: [{ kind: "transfer", name: transfer }],
    to: agent,
    recovers: false,
  };
}
