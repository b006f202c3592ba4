/** A routine is a list of steps, and this is the one small machine that executes such lists. */
import type { Micros } from "../../units/index.js";
import type { Action, Address, EffectId, Message, NoteOf, Outcome, Reason, StepPhase } from "../words.js";

/** One step: what to do, its time limit, the evidence that is needed, and what to do instead when it fails. */
export interface Step<Facts> {
  readonly name: string;
  /** Number in the figure of the source, for tests and explanations. */
  readonly figure?: string;
  readonly phase: StepPhase;
  /** What to do, given what the logic knows; or why there is nothing to do. Actions of one step run side by side. */
  readonly act: (facts: Facts) => Act;
  /** There is nothing to do as a rule, and nothing to tell of it: then it is not entered. */
  readonly isNeedless?: (facts: Facts) => boolean;
  readonly within: Micros;
  /** How long it should take as far as sizes and bandwidths tell; `null` when they do not. */
  readonly expects?: (facts: Facts) => Micros | null;
  /** Evidence that is needed beside "done"; it must be newer than the start of the step. */
  readonly proof?: Proof<Facts>;
  readonly otherwise: Otherwise<Facts>;
  /** Why what it does is of no use any more, `null` as long as it is; asked by `onRoutineNews`. */
  readonly endsWhen?: (facts: Facts) => string | null;
  /** What is done while it waits, at once and from time to time; nobody waits for that, and what it teaches is news. */
  readonly meanwhile?: (facts: Facts) => readonly Action[];
  /** Why what it waits for cannot come, `null` as long as it may; asked by `onRoutineNews`. */
  readonly vainWhen?: (facts: Facts) => string | null;
  /** From the start of this step on the stand-in may hold what the former holder held. */
  readonly handsOver?: true;
  /** The host from which it takes its work, its power or its data: before that it is asked whether there is still reason to. */
  readonly destroys?: string;
}

export type Act =
  /** What is told is told side by side with the actions; an answer is evidence, see `onRoutineEvidence`. */
  | {
      readonly do: readonly Action[];
      readonly tell?: readonly Telling[];
      /** How long that may take, where it is less than the step may. */
      readonly within?: Micros;
    }
  /** Nothing needs to be done: on to the next step. */
  | { readonly skip: string }
  /** Something needs to be done and cannot: the other way is taken at once. */
  | { readonly cannot: string };

/** Something said to another place, once: it may get lost. */
export interface Telling {
  readonly to: Address;
  readonly body: Message;
}

/** `again`: pause, then go back to the step of that name in the same list. A list: take these steps instead. */
export type Otherwise<Facts> =
  "skip" | "give-up" | { readonly again: string; readonly after: Micros } | readonly Step<Facts>[];

export interface Proof<Facts> {
  /** What is to be proven, in words. */
  readonly of: string;
  /** When the evidence was gathered, `Infinity` for what was just looked at; `null` when there is none. */
  readonly shownAt: (facts: Facts) => Micros | null;
  /** What is known instead, in words. */
  readonly found: (facts: Facts) => string;
}

/** Where a routine stands: plain data, so that it can be stored and taken up again. */
export interface RoutineState {
  /** Indices: a step of the list, then a step of its alternative, and so on. */
  path: number[];
  since: Micros;
  /** Actions of this step whose outcome is not known yet. */
  waiting: EffectId[];
  /** The first thing that went wrong in this step. */
  trouble: Reason | null;
  pausing: boolean;
  /** How long it may take, where that is less than the step may. */
  within?: Micros;
}

/** What a routine needs from the machine that runs it. */
export interface RoutineContext<Facts> {
  readonly facts: Facts;
  readonly steps: readonly Step<Facts>[];
  readonly now: Micros;
  emit(action: Action, because: Reason): EffectId;
  tell(telling: Telling): void;
  note(note: Omit<NoteOf<"step-begun">, "of"> | Omit<NoteOf<"step-ended">, "of">): void;
  setTimer(at: Micros): void;
  cancelTimer(): void;
  handOver(): void;
  /**
   * Why there is no reason any more for what it does, `null` when there is; asked before a step that destroys or hands over,
   * and before something is tried again.
   */
  whyNot?(): Reason | null;
}

/** `because`: there was no reason any more to go on. */
export type RoutineProgress = "running" | "done" | { readonly gaveUpAt: string; readonly because?: Reason };

/** The state of a routine that has not begun; `enterStep` begins it. */
export function newRoutine(now: Micros): RoutineState {
  return { path: [0], since: now, waiting: [], trouble: null, pausing: false };
}

/** Begins the step at the routine's path, and goes on over steps that have nothing to do. */
export function enterStep<Facts>(state: RoutineState, context: RoutineContext<Facts>): RoutineProgress {
  for (;;) {
    const step = stepAt(context.steps, state.path);
    if (step === null) return "done";
    if (step.isNeedless?.(context.facts) === true || whyEnded(step, context) !== null) {
      advance(context.steps, state.path);
      continue;
    }
    state.since = context.now;
    state.waiting = [];
    state.trouble = null;
    state.pausing = false;
    delete state.within;
    const act = step.act(context.facts);
    const changes = step.handsOver === true || (step.destroys !== undefined && !("skip" in act));
    const whyNot = (changes && context.whyNot?.()) || null;
    if (whyNot !== null) return { gaveUpAt: step.name, because: whyNot };
    context.note({ kind: "step-begun", ...named(step), phase: step.phase });
    if (step.handsOver) context.handOver();
    if ("cannot" in act) {
      state.trouble = { rule: "refused", why: act.cannot };
      return endStep(state, context, "failed");
    }
    if ("do" in act) {
      const because = becauseOf(step);
      state.waiting = act.do.map((action) => context.emit(action, because));
      doMeanwhile(state, context);
      for (const telling of act.tell ?? []) context.tell(telling);
      if (act.within !== undefined) state.within = act.within;
      context.setTimer(context.now + (state.within ?? step.within));
      return "running";
    }
    context.note({
      kind: "step-ended",
      ...named(step),
      result: "skipped",
      because: { rule: "nothing-to-do", why: act.skip },
    });
    advance(context.steps, state.path);
  }
}

/** Does, or does again, what is done while a step waits; a step that destroys ends where there is no reason any more to. */
export function doMeanwhile<Facts>(state: RoutineState, context: RoutineContext<Facts>): RoutineProgress {
  const step = stepAt(context.steps, state.path);
  if (step === null || state.pausing) return "running";
  const actions = step.meanwhile?.(context.facts) ?? [];
  const whyNot = (actions.length > 0 && step.destroys !== undefined && context.whyNot?.()) || null;
  if (whyNot !== null) {
    context.note({ kind: "step-ended", ...named(step), result: "skipped", because: whyNot });
    return { gaveUpAt: step.name, because: whyNot };
  }
  for (const action of actions) context.emit(action, becauseOf(step));
  return "running";
}

function becauseOf({ name, figure }: { readonly name: string; readonly figure?: string }): Reason {
  return { rule: "step", step: name, figure: figure ?? null };
}

/** Takes in the outcome of one of the step's actions; that of any other may have taught something. */
export function onRoutineOutcome<Facts>(
  state: RoutineState,
  context: RoutineContext<Facts>,
  id: EffectId,
  outcome: Outcome,
): RoutineProgress {
  const index = state.waiting.indexOf(id);
  if (index < 0) return onRoutineNews(state, context);
  state.waiting.splice(index, 1);
  if (outcome.status !== "done") state.trouble ??= { rule: "refused", why: outcome.why };
  if (state.waiting.length > 0) return "running";
  context.cancelTimer();
  return endStep(state, context, outcome.status === "unknown" ? "unknown" : "failed");
}

/** Something was learnt otherwise than by an outcome: a step that waits for nothing else ends when it proves it. */
export function onRoutineEvidence<Facts>(state: RoutineState, context: RoutineContext<Facts>): RoutineProgress {
  const proof = stepAt(context.steps, state.path)?.proof;
  const at = proof?.shownAt(context.facts) ?? null;
  if (state.pausing || state.waiting.length > 0 || at === null || at < state.since) return "running";
  context.cancelTimer();
  return endStep(state, context, "failed");
}

/**
 * Something was learnt by which what the step does may be of no use any more, or in vain: nobody waits for that, nor pauses
 * before it is tried again.
 */
export function onRoutineNews<Facts>(state: RoutineState, context: RoutineContext<Facts>): RoutineProgress {
  const step = stepAt(context.steps, state.path);
  const why = step && whyEnded(step, context);
  if (step === null || why === null) return step === null ? "running" : endInVain(step, state, context);
  context.cancelTimer();
  const because: Reason = { rule: "nothing-to-do", why };
  if (!state.pausing) context.note({ kind: "step-ended", ...named(step), result: "skipped", because });
  advance(context.steps, state.path);
  return enterStep(state, context);
}

function endInVain<Facts>(step: Step<Facts>, state: RoutineState, context: RoutineContext<Facts>): RoutineProgress {
  const why = state.pausing ? null : (step.vainWhen?.(context.facts) ?? null);
  if (why === null) return "running";
  context.cancelTimer();
  state.waiting = [];
  state.trouble = { rule: "refused", why };
  return endStep(state, context, "failed");
}

function whyEnded<Facts>({ endsWhen }: Step<Facts>, { facts }: RoutineContext<Facts>): string | null {
  return endsWhen?.(facts) ?? null;
}

/** The step's time is up, or its pause is over. */
export function onRoutineTimer<Facts>(state: RoutineState, context: RoutineContext<Facts>): RoutineProgress {
  const step = stepAt(context.steps, state.path);
  if (step === null) return "done";
  if (state.pausing) {
    const because = context.whyNot?.() ?? null;
    return because === null ? enterStep(state, context) : { gaveUpAt: step.name, because };
  }
  state.waiting = [];
  state.trouble ??= { rule: "no-answer", within: state.within ?? step.within };
  return endStep(state, context, "unknown");
}

/** What was ordered in a step got lost: it is begun once more. */
export function repeatStep<Facts>(state: RoutineState, context: RoutineContext<Facts>): RoutineProgress {
  const step = stepAt(context.steps, state.path);
  if (step === null) return "done";
  context.cancelTimer();
  const because: Reason = { rule: "no-answer", within: context.now - state.since };
  context.note({ kind: "step-ended", ...named(step), result: "unknown", because });
  return enterStep(state, context);
}

/** All outcomes are in, or the time is up: on to the next step, or the other way. */
function endStep<Facts>(
  state: RoutineState,
  context: RoutineContext<Facts>,
  badResult: "failed" | "unknown",
): RoutineProgress {
  const step = stepAt(context.steps, state.path);
  if (step === null) return "done";
  const because = judge(step, state, context);
  const good = because.rule === "proven" || because.rule === "outcomes-in";
  context.note({ kind: "step-ended", ...named(step), result: good ? "done" : badResult, because });
  if (good || step.otherwise === "skip") {
    advance(context.steps, state.path);
    return enterStep(state, context);
  }
  if (step.otherwise === "give-up") return { gaveUpAt: step.name };
  if ("again" in step.otherwise) {
    goBack(context.steps, state.path, step.otherwise.again);
    state.pausing = true;
    context.setTimer(context.now + step.otherwise.after);
    return "running";
  }
  state.path.push(0);
  return enterStep(state, context);
}

/** A proof outweighs an outcome: done without proof is not done, and proven is proven even when the answer was lost. */
function judge<Facts>(step: Step<Facts>, state: RoutineState, context: RoutineContext<Facts>): Reason {
  const { facts, now } = context;
  if (step.proof) {
    const at = step.proof.shownAt(facts);
    if (at !== null && at >= state.since) return { rule: "proven", proof: step.proof.of, at: Math.min(at, now) };
    return state.trouble ?? { rule: "not-proven", proof: step.proof.of, found: step.proof.found(facts) };
  }
  return state.trouble ?? { rule: "outcomes-in", found: null };
}

function named({ name, figure }: { readonly name: string; readonly figure?: string }) {
  return { step: name, figure: figure ?? null };
}

/** The step at a path, `null` behind the end of the list. */
export function stepAt<Facts>(steps: readonly Step<Facts>[], path: readonly number[]): Step<Facts> | null {
  return listAt(steps, path)[path[path.length - 1] ?? 0] ?? null;
}

function listAt<Facts>(steps: readonly Step<Facts>[], path: readonly number[]): readonly Step<Facts>[] {
  let list = steps;
  for (const index of path.slice(0, -1)) {
    const otherwise = list[index]?.otherwise;
    list = Array.isArray(otherwise) ? (otherwise as readonly Step<Facts>[]) : [];
  }
  return list;
}

/** Moves on; behind the end of an alternative goes on after the step that it stood in for. */
function advance<Facts>(steps: readonly Step<Facts>[], path: number[]): void {
  for (;;) {
    const last = path.length - 1;
    path[last] = (path[last] ?? 0) + 1;
    if (last === 0 || stepAt(steps, path) !== null) return;
    path.pop();
  }
}

function goBack<Facts>(steps: readonly Step<Facts>[], path: number[], name: string): void {
  const index = listAt(steps, path).findIndex((step) => step.name === name);
  if (index < 0) throw new Error(`a step goes back to ${name}, which is not in its list`);
  path[path.length - 1] = index;
}
