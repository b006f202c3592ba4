/** Whoever starts a cluster (Figs. 2A, 2B): has its configuration stored, launches its server if it has one, then its agents. */
import type { Micros } from "../../units/index.js";
import { act, type Desk, newDesk, type Out, settle, takeTimer } from "../kit/desk.js";
import {
  enterStep,
  newRoutine,
  onRoutineEvidence,
  onRoutineOutcome,
  onRoutineTimer,
  type RoutineContext,
  type RoutineProgress,
  type RoutineState,
} from "../kit/routine.js";
import { contextOf, tellBegun, tellEnded } from "../kit/undertaking.js";
import type { Machine } from "../machine.js";
import type { Action, Effect, Input, Message, Reason, TimerName, Undertaking } from "../words.js";
import { type StarterConfig, type StartFacts, startSteps } from "./start-steps.js";

export interface StarterState {
  readonly config: StarterConfig;
  readonly desk: Desk<"start">;
  facts: StartFacts;
  routine: RoutineState | null;
  starts: number;
}

/** Stored is nothing: with its cluster it begins anew. */
export const clusterStarter: Machine<StarterConfig, StarterState, Input, Effect> = {
  start(config, now) {
    const state: StarterState = { config, desk: newDesk(), facts: newFacts(), routine: null, starts: 0 };
    const out: Out = [];
    begin(state, { rule: "cluster-starts" }, now, out);
    return { state, effects: out };
  },
  step(state, input, now) {
    const out: Out = [];
    take(state, input, now, out);
    return { state, effects: out };
  },
};

function newFacts(): StartFacts {
  return { settled: {} };
}

function take(state: StarterState, input: Input, now: Micros, out: Out): void {
  switch (input.kind) {
    case "message":
      return hear(state, input.body, now, out);
    case "timer":
      takeTimer(state.desk, input.timer);
      return proceed(state, now, out, onRoutineTimer);
    case "outcome": {
      const { id, outcome } = input;
      if (settle(state.desk, id) === undefined) return;
      return proceed(state, now, out, (routine, context) => onRoutineOutcome(routine, context, id, outcome));
    }
  }
}

function hear(state: StarterState, body: Message, now: Micros, out: Out): void {
  switch (body.kind) {
    case "initialise-cluster":
      // One start at a time: whoever wants another while it goes on gets what this one brings about.
      if (body.cluster === state.config.cluster && state.routine === null)
        begin(state, { rule: "operator-wants" }, now, out);
      return;
    case "agent-registered":
    case "agent-gave-up":
      if (!state.config.agents.includes(body.agent)) return;
      state.facts.settled[body.agent] = now;
      return proceed(state, now, out, onRoutineEvidence);
  }
}

function begin(state: StarterState, because: Reason, now: Micros, out: Out): void {
  state.starts += 1;
  state.facts = newFacts();
  state.routine = newRoutine(now);
  tellBegun(undertakingOf(state), `${state.config.order} start`, because, out);
  proceed(state, now, out, enterStep);
}

function proceed(
  state: StarterState,
  now: Micros,
  out: Out,
  goOn: (routine: RoutineState, context: RoutineContext<StartFacts>) => RoutineProgress,
): void {
  if (state.routine === null) return;
  const progress = goOn(state.routine, contextOfStart(state, now, out));
  if (progress === "running") return;
  state.routine = null;
  const isDone = progress === "done";
  const because: Reason = isDone ? { rule: "all-steps-done" } : { rule: "gave-up", step: progress.gaveUpAt };
  tellEnded(undertakingOf(state), isDone ? "done" : "given-up", because, out);
}

function contextOfStart(state: StarterState, now: Micros, out: Out): RoutineContext<StartFacts> {
  const { desk, facts, config } = state;
  const timer: TimerName = { kind: "step", subject: "start" };
  const context = contextOf(
    desk,
    {
      of: undertakingOf(state),
      steps: startSteps(config),
      facts,
      emit: (action: Action, because: Reason) => act(desk, action, because, "start", out),
      timer,
      handOver: () => undefined,
    },
    now,
    out,
  );
  // Some steps take as long as they take: nothing is to ring then.
  return { ...context, setTimer: (at) => (at === Infinity ? undefined : context.setTimer(at)) };
}

function undertakingOf({ config: { cluster }, starts }: StarterState): Undertaking {
  const again = starts === 1 ? "" : `, time ${starts}`;
  return {
    family: "domain",
    kind: "start",
    id: `start of ${cluster}${again}`,
    subjects: [{ kind: "cluster", name: cluster }],
    to: cluster,
    recovers: false,
  };
}
