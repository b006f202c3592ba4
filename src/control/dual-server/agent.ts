/** An agent of a cluster: it registers with one server, tells it what its cluster has stored, and has the driver do its tasks. */
import type { Micros } from "../../units/index.js";
import { type Out, settle, takeTimer, tell } from "../kit/desk.js";
import { onRoutineOutcome, onRoutineTimer } from "../kit/routine.js";
import type { Machine, Turn } from "../machine.js";
import type { Effect, Input, Message, Timer } from "../words.js";
import { type AgentConfig, type AgentState, newAgent } from "./agent-state.js";
import { foreseen, onOrder, onTaskOutcome, onTaskOver, skipTasks } from "./agent-task.js";
import {
  awaitServer,
  learnData,
  leaveServer,
  onChanged,
  onHeld,
  onRegistered,
  onUnknown,
  proceed,
  register,
  registerWith,
} from "./registration.js";

/** Started again it knows nothing but what stands in the persistent data: it registers again, and sends everything anew. */
export const clusterAgent: Machine<AgentConfig, AgentState, Input, Effect> = {
  start(config, now) {
    const state = newAgent(config);
    const out: Out = [];
    register(state, { rule: "launched" }, now, out);
    return { state, effects: out };
  },
  step,
  foresight: {
    of: step,
    answer: (state, input) => (input.kind === "message" ? foreseen(state, input.body) : null),
    // Its identities go on from those of what it has asked for.
    isUnmovedBy: () => false,
    skip: skipTasks,
  },
};

function step(state: AgentState, input: Input, now: Micros): Turn<AgentState, Effect> {
  const out: Out = [];
  take(state, input, now, out);
  return { state, effects: out };
}

function take(state: AgentState, input: Input, now: Micros, out: Out): void {
  switch (input.kind) {
    case "message":
      return hear(state, input.body, input.heardAt, now, out);
    case "timer":
      return ring(state, input.timer, now, out);
    case "outcome": {
      const { id, outcome } = input;
      const open = settle(state.desk, id);
      if (open === undefined) return;
      if (open.owner.of === "task") return onTaskOutcome(state, open.owner.slot, id, outcome, now, out);
      learnData(state, outcome, now, out);
      return proceed(state, now, out, (routine, context) => onRoutineOutcome(routine, context, id, outcome));
    }
  }
}

function hear(state: AgentState, body: Message, heardAt: Micros, now: Micros, out: Out): void {
  const { agent, cluster, starter } = state.config;
  switch (body.kind) {
    case "do-task":
      return onOrder(state, body, now, out);
    case "task-over":
      return onTaskOver(state, body, now, out);
    case "registered":
      if (body.agent === agent) onRegistered(state, body, now, out);
      return;
    case "copy-held":
      if (body.agent === agent) onHeld(state, body, now, out);
      return;
    case "unknown-agent":
      if (body.agent === agent) onUnknown(state, body, now, out);
      return;
    case "server-here":
      if (body.server === state.server.place) awaitServer(state, heardAt, now, out);
      return;
    case "configuration-changed":
      if (body.cluster === cluster) onChanged(state, body, now, out);
      return;
    case "are-you-registered":
      if (body.agent === agent && state.registered) tell({ place: starter }, { kind: "agent-registered", agent }, out);
      return;
    case "re-register":
      if (body.agent !== agent) return;
      return registerWith(state, { place: body.server }, { rule: "told-to", server: body.server }, now, out);
  }
}

function ring(state: AgentState, timer: Timer, now: Micros, out: Out): void {
  takeTimer(state.desk, timer);
  if (timer.kind === "step") return proceed(state, now, out, onRoutineTimer);
  leaveServer(state, now, out);
}
