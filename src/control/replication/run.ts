/** A run that an agent has in hand: taken, gone through step by step, given up or ended, and the last word on it. */
import type { Micros } from "../../units/index.js";
import { type Out, act, cancelTimer, tellUntilHeard } from "../kit/desk.js";
import { type RoutineContext, type RoutineProgress, type RoutineState, enterStep, newRoutine } from "../kit/routine.js";
import { stepAt } from "../kit/step-path.js";
import { contextOf, tellBegun, tellEnded } from "../kit/undertaking.js";
import type { Action, Reason, TimerName, Undertaking } from "../words.js";
import {
  type AgentConfig,
  type AgentState,
  type Held,
  type Job,
  type JobPlan,
  type LastWord,
  type RunFacts,
  heldOf,
} from "./agent-state.js";
import { applicationOf, runSteps } from "./agent-steps.js";
import { type TransferCommand, leaves } from "./orders.js";
import { owe } from "./owed.js";
import type { Progress } from "./words.js";

/** The storage systems of its own ends that it does not reach; before it has looked it knows of none. */
export function unreached(
  { arrays }: AgentState,
  { order: { source, target }, way }: TransferCommand,
): readonly string[] {
  if (arrays === null) return [];
  const own = way.by === "both" ? [source, target] : [way.by === "push" ? source : target];
  return own.map(({ array }) => array).filter((each) => !arrays.includes(each));
}

/** What peers have told counts if it is all that is known. @param known of the same run, from an earlier command */
export function factsFor({ heard }: AgentState, command: TransferCommand, known: RunFacts | null): RunFacts {
  const { order, takesOver, afresh } = command;
  const told = heard[order.transfer];
  const fits = takesOver && !afresh && told?.run === order.run && told.held >= command.known;
  const held = !takesOver || afresh ? 0 : fits ? told.held : (known?.held ?? null);
  const opened = takesOver && !afresh && (fits || known?.opened === true);
  return { command, told: fits, held, extents: null, grade: null, opened, closed: false, applications: {} };
}

export function take(
  state: AgentState,
  facts: RunFacts,
  attempt: number,
  because: Reason,
  now: Micros,
  out: Out,
): void {
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

export function drop(state: AgentState, job: Job, because: Reason, out: Out): void {
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

export function sayLast({ config, unsaved }: AgentState, held: Held, word: LastWord, out: Out): void {
  held.last = word;
  unsaved.add(word.transfer);
  tellUntilHeard(config.server, word, out);
}

export function progressOf(
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

export function planOf({ config, plans }: AgentState, job: Job): JobPlan {
  const known = plans.get(job);
  if (known !== undefined) return known;
  const plan = { of: undertakingOf(config, job), steps: runSteps(job.facts.command, config.limits) };
  plans.set(job, plan);
  return plan;
}

export function timerOf(transfer: string): TimerName {
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
