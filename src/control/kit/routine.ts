/** A routine is a list of steps, and this is the one small machine that executes such lists. */
import type { Micros } from "../../units/index.js";
import type { Action, EffectId, NoteOf, Outcome, Reason } from "../words.js";
import { advance, goBack, stepAt } from "./step-path.js";
import type { Step, Telling } from "./step.js";

/** Where a routine stands: plain data, so that it can be stored and taken up again. */
export interface RoutineState {
  /** To the step that it is at, see `stepAt`. */
  path: number[];
  /** When that began: evidence from before proves nothing. */
  since: Micros;
  /** Actions of this step whose outcome is not known yet. */
  waiting: EffectId[];
  /** The first thing that went wrong in this step. */
  trouble: Reason | null;
  /** The step was tried and is tried again when the timer rings: nothing is awaited meanwhile. */
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
  /** There is one: for the end of the step, or of the pause. */
  setTimer(at: Micros): void;
  cancelTimer(): void;
  /** From here on whoever takes over may hold what is taken over, whatever comes of the step. */
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
