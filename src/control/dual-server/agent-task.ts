/** A task in the hands of an agent: from the server's order to what it tells the server of the outcome (418). */
import type { Micros } from "../../units/index.js";
import { type Out, act, tell } from "../kit/desk.js";
import {
  type RoutineContext,
  type RoutineProgress,
  type RoutineState,
  enterStep,
  newRoutine,
  onRoutineEvidence,
  onRoutineOutcome,
} from "../kit/routine.js";
import type { Step, Telling } from "../kit/step.js";
import { tellBegun, tellEnded } from "../kit/undertaking.js";
import type { Action, Address, Effect, EffectId, Message, MessageOf, Outcome, Reason, Undertaking } from "../words.js";
import { type AgentConfig, type AgentState, type TaskFacts, type TaskInHand, slotOf } from "./agent-state.js";
import { type StoredTask, type TaskOrder, type TaskResult, taskId } from "./orders.js";
import { taskSteps } from "./task-steps.js";

/** The server wants a task done: one that is in hand is not begun again. */
export function onOrder(state: AgentState, { order, server }: MessageOf<"do-task">, now: Micros, out: Out): void {
  const slot = slotOf(state.config.agent, order);
  if (!state.tasks.has(slot)) take(state, { order, slot, server }, { rule: "server-asks", server }, now, out);
}

/** What an earlier life of this agent has asked for: the driver knows what came of it. */
export function takeUpTasks(state: AgentState, tasks: readonly StoredTask[], now: Micros, out: Out): void {
  for (const task of tasks) {
    if (!state.tasks.has(task.slot)) take(state, task, { rule: "left-in-data" }, now, out);
  }
}

// ---- what is foreseen

/** Of a task that is not told step by step, and is not in hand: done, it is reported so. */
export function foreseen({ tasks, config }: AgentState, body: Message): Effect | null {
  if (body.kind !== "do-task" || body.order.told) return null;
  const { order, server } = body;
  if (tasks.size > 0 && tasks.has(slotOf(config.agent, order))) return null;
  return report({ place: server }, order, "done", null);
}

/** What each asks for: that its name is stored, and that the driver takes the task. */
const ACTIONS = 2;

/** Tasks that were done as it was foreseen leave nothing behind but that the identities of their actions are taken. */
export function skipTasks({ desk }: AgentState, times: number): void {
  desk.nextId += ACTIONS * times;
}

// ---- what is done

function take(state: AgentState, { order, slot, server }: StoredTask, because: Reason, now: Micros, out: Out): void {
  const facts: TaskFacts = { order, slot, server, overAt: null, failed: false, why: null };
  const task: TaskInHand = { facts, routine: newRoutine(now) };
  state.tasks.set(slot, task);
  if (order.told) tellBegun(undertakingOf(state.config, order), "task execution", because, out);
  proceed(state, task, now, out, enterStep);
}

export function onTaskOutcome(
  state: AgentState,
  slot: string,
  id: EffectId,
  outcome: Outcome,
  now: Micros,
  out: Out,
): void {
  const task = state.tasks.get(slot);
  if (task === undefined) return;
  if (outcome.status === "done" && outcome.found?.what === "failure") task.facts.why = outcome.found.why;
  proceed(state, task, now, out, (routine, context) => onRoutineOutcome(routine, context, id, outcome));
}

/** The driver tells that a task is over (412); one that is not in hand stood in the persistent data since an earlier life. */
export function onTaskOver(state: AgentState, body: MessageOf<"task-over">, now: Micros, out: Out): void {
  const { order, server, result } = body;
  const task = state.tasks.get(slotOf(state.config.agent, order));
  if (task === undefined) return void out.push(report({ place: server }, order, result, null));
  task.facts.overAt = now;
  task.facts.failed = result === "failed";
  proceed(state, task, now, out, onRoutineEvidence);
}

function proceed(
  state: AgentState,
  task: TaskInHand,
  now: Micros,
  out: Out,
  goOn: (routine: RoutineState, context: RoutineContext<TaskFacts>) => RoutineProgress,
): void {
  const progress = goOn(task.routine, new TaskContext(state, task.facts, now, out));
  if (progress === "running") return;
  const { order, slot, server, failed, why } = task.facts;
  const { agent } = state.config;
  state.tasks.delete(slot);
  const isOver = progress === "done";
  const result = !isOver ? "undone" : failed ? "failed" : "done";
  const cause = isOver ? why : task.routine.trouble?.rule === "refused" ? task.routine.trouble.why : agent;
  if (order.told) {
    const of = undertakingOf(state.config, order);
    const because: Reason = isOver ? { rule: "all-steps-done" } : { rule: "gave-up", step: progress.gaveUpAt };
    tellEnded(of, isOver ? "done" : "given-up", because, out);
  }
  out.push(report({ place: server }, order, result, cause));
}

function report(to: Address, order: TaskOrder, result: TaskResult, why: string | null): Effect {
  return { kind: "send", to, delivery: "once", body: { kind: "task-result", order, result, why } };
}

/** Steps are the same for every task: what differs are facts. */
const stepsOf = new WeakMap<AgentConfig, readonly Step<TaskFacts>[]>();

function stepsFor(config: AgentConfig): readonly Step<TaskFacts>[] {
  let steps = stepsOf.get(config);
  if (steps === undefined) stepsOf.set(config, (steps = taskSteps(config)));
  return steps;
}

/** A class, since there are many tasks: what it does is made once and not for each turn. */
class TaskContext implements RoutineContext<TaskFacts> {
  readonly steps: readonly Step<TaskFacts>[];

  constructor(
    private readonly state: AgentState,
    readonly facts: TaskFacts,
    readonly now: Micros,
    private readonly out: Out,
  ) {
    this.steps = stepsFor(state.config);
  }

  emit(action: Action, because: Reason): EffectId {
    return act(this.state.desk, action, because, { of: "task", slot: this.facts.slot }, this.out);
  }

  tell({ to, body }: Telling): void {
    tell(to, body, this.out);
  }

  note(note: Parameters<RoutineContext<TaskFacts>["note"]>[0]): void {
    const { order } = this.facts;
    if (order.told) this.out.push({ kind: "note", note: { ...note, of: undertakingOf(this.state.config, order) } });
  }

  // Its steps take as long as they take, and hand nothing over.
  setTimer(): void {}
  cancelTimer(): void {}
  handOver(): void {}
}

function undertakingOf({ agent, cluster }: AgentConfig, order: TaskOrder): Undertaking {
  return {
    family: "domain",
    kind: "execution",
    id: `task ${taskId(order)} by ${agent}`,
    subjects: [
      { kind: "console", name: order.console },
      { kind: "cluster", name: cluster },
      { kind: "domain-agent", name: agent },
    ],
    from: order.console,
    to: agent,
    recovers: false,
  };
}
