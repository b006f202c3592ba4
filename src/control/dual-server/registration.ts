/** What an agent goes through to be known to its server, and to have it hold what its cluster has stored. */
import type { Micros } from "../../units/index.js";
import { act, cancelTimer, type Out, setTimer, tell } from "../kit/desk.js";
import {
  enterStep,
  newRoutine,
  onRoutineEvidence,
  type RoutineContext,
  type RoutineProgress,
  type RoutineState,
} from "../kit/routine.js";
import { contextOf, tellBegun, tellEnded } from "../kit/undertaking.js";
import type { Action, Address, MessageOf, Outcome, Reason, Undertaking } from "../words.js";
import type { AgentState, Errand, RegistrationFacts } from "./agent-state.js";
import { takeUpTasks } from "./agent-task.js";
import { changeSteps, registrationSteps } from "./registration-steps.js";

const TIMER = { kind: "step", subject: "errand" } as const;
const SILENT = "server-silent";

type GoOn = (routine: RoutineState, context: RoutineContext<RegistrationFacts>) => RoutineProgress;

/** Registers with the server that it has chosen, whatever it was at before. */
export function register(state: AgentState, because: Reason, now: Micros, out: Out): void {
  state.registered = false;
  state.held = 0;
  awaitServer(state, now, now, out);
  begin(state, "registration", because, now, out);
}

export function registerWith(state: AgentState, server: Address, because: Reason, now: Micros, out: Out): void {
  state.server = server;
  register(state, because, now, out);
}

function begin(state: AgentState, kind: Errand["kind"], because: Reason, now: Micros, out: Out): void {
  if (state.errand !== null) dropErrand(state, because, out);
  state.errands += 1;
  const { agent } = state.config;
  const data = kind === "change" ? state.broadcast : null;
  const facts: RegistrationFacts = { server: state.server, tries: 0, registeredAt: null, data, heldAt: null };
  const id = `${kind} of ${agent} with ${state.server.place}, number ${state.errands}`;
  state.errand = { kind, id, facts, routine: newRoutine(now) };
  tellBegun(undertakingOf(state, state.errand), kind, because, out);
  proceed(state, now, out, enterStep);
}

function dropErrand(state: AgentState, because: Reason, out: Out): void {
  cancelTimer(state.desk, TIMER, out);
  tellEnded(undertakingOf(state, state.errand!), "given-up", because, out);
  state.errand = null;
}

/** Goes on with what is under way, if anything is. */
export function proceed(state: AgentState, now: Micros, out: Out, goOn: GoOn): void {
  const { errand } = state;
  if (errand === null) return;
  const progress = goOn(errand.routine, contextOfErrand(state, errand, now, out));
  if (progress === "running" || state.errand !== errand) return;
  state.errand = null;
  if (progress === "done") {
    tellEnded(undertakingOf(state, errand), "done", { rule: "all-steps-done" }, out);
    return tellChange(state, now, out);
  }
  const because: Reason = { rule: "tries-used-up", tries: errand.facts.tries };
  tellEnded(undertakingOf(state, errand), "given-up", because, out);
  endAgent(state, because, out);
}

/** It was tried often enough: the agent says so, and ends. */
function endAgent({ config: { agent, starter }, desk }: AgentState, because: Reason, out: Out): void {
  tell({ place: starter }, { kind: "agent-gave-up", agent }, out);
  act(desk, { kind: "end-process", process: agent }, because, { of: "errand" }, out);
}

// ---- what servers say

export function onRegistered(state: AgentState, { server }: MessageOf<"registered">, now: Micros, out: Out): void {
  const { errand, config, registered } = state;
  if (server !== state.server.place || errand === null) return;
  const isFirst = errand.facts.registeredAt === null;
  errand.facts.registeredAt = now;
  if (!registered) {
    state.registered = true;
    const { agent, starter, policy } = config;
    tell({ place: starter }, { kind: "agent-registered", agent }, out);
    const beat = { kind: "agent-here", subject: agent };
    out.push({ kind: "beat", beat, to: state.server, every: policy.every, body: { kind: "agent-here", agent } });
  }
  onAnswer(state, errand, isFirst, now, out);
}

/** What was waited for has come: in time, or in the pause before it is tried once more, which is not needed then. */
function onAnswer(state: AgentState, { routine }: Errand, isFirst: boolean, now: Micros, out: Out): void {
  if (!routine.pausing || !isFirst) return proceed(state, now, out, onRoutineEvidence);
  cancelTimer(state.desk, TIMER, out);
  proceed(state, now, out, enterStep);
}

export function onHeld(state: AgentState, { server, version }: MessageOf<"copy-held">, now: Micros, out: Out): void {
  const { errand } = state;
  if (server !== state.server.place) return;
  state.held = Math.max(state.held, version);
  if (errand?.facts.data == null || version < errand.facts.data.version) return;
  const isFirst = errand.facts.heldAt === null;
  errand.facts.heldAt = now;
  onAnswer(state, errand, isFirst, now, out);
}

/** It has forgotten its agents, or has not heard of this one for too long. */
export function onUnknown(state: AgentState, { server }: MessageOf<"unknown-agent">, now: Micros, out: Out): void {
  if (server !== state.server.place) return;
  // Before it was taken in the list it cannot have been struck off: an old word comes late.
  if (state.errand?.kind === "registration" && state.errand.facts.registeredAt === null) return;
  register(state, { rule: "not-known", server }, now, out);
}

/** From now on its server is to be heard within that time, where it matters. */
export function awaitServer(state: AgentState, heardAt: Micros, now: Micros, out: Out): void {
  const { desk, config, server, registered } = state;
  const { leaveAfter } = config.policy;
  if (leaveAfter === null) return;
  const at = Math.max(now, heardAt + leaveAfter);
  const putOffBy = { from: server.place, kind: "server-here", about: config.agent };
  setTimer(desk, { kind: SILENT, subject: "server", at, afterMessages: true, ...(registered && { putOffBy }) }, out);
}

/** The next one after the server that is silent. */
export function leaveServer(state: AgentState, now: Micros, out: Out): void {
  const { config, server } = state;
  const { servers, agent, policy } = config;
  const because: Reason = { rule: "server-silent", server: server.place, since: now - (policy.leaveAfter ?? 0) };
  out.push({ kind: "note", note: { kind: "server-given-up", agent, server: server.place, because } });
  const index = servers.findIndex(({ place }) => place === server.place);
  registerWith(state, servers[(index + 1) % servers.length]!, because, now, out);
}

// ---- what is stored

/** The driver says that something has changed (304). */
export function onChanged(
  state: AgentState,
  { version, data }: MessageOf<"configuration-changed">,
  now: Micros,
  out: Out,
): void {
  state.toldOf = Math.max(state.toldOf, version);
  state.broadcast = state.config.policy.changes === "broadcast" && state.toldOf === version ? data : null;
  if (state.errand === null) tellChange(state, now, out);
}

function tellChange(state: AgentState, now: Micros, out: Out): void {
  const { toldOf, held, registered } = state;
  if (!registered || toldOf <= held) return;
  begin(state, "change", { rule: "version-newer", version: toldOf }, now, out);
}

export function learnData(state: AgentState, outcome: Outcome, now: Micros, out: Out): void {
  const found = outcome.status === "done" ? outcome.found : undefined;
  const { errand } = state;
  if (errand === null || found?.what !== "stored-data") return;
  const { version, devices, tasks } = found;
  const isFirst = errand.facts.data === null;
  errand.facts.data = { version, devices };
  state.toldOf = Math.max(state.toldOf, version);
  if (errand.kind === "registration") takeUpTasks(state, tasks, now, out);
  // In time it is an outcome of the step.
  if (errand.routine.pausing) onAnswer(state, errand, isFirst, now, out);
}

// ---- what its steps need

function contextOfErrand(state: AgentState, errand: Errand, now: Micros, out: Out): RoutineContext<RegistrationFacts> {
  const { config, desk } = state;
  const { facts } = errand;
  const running = {
    of: undertakingOf(state, errand),
    steps: errand.kind === "registration" ? registrationSteps(config, facts) : changeSteps(config),
    facts,
    emit: (action: Action, because: Reason) => act(desk, action, because, { of: "errand" }, out),
    timer: TIMER,
    handOver: () => undefined,
  };
  const context = contextOf(desk, running, now, out);
  return {
    ...context,
    // What comes at that very instant has come within the time.
    setTimer: (at) => setTimer(desk, { ...TIMER, at, afterMessages: true }, out),
    tell: (telling) => {
      if (telling.body.kind === "register") {
        facts.tries += 1;
        const { agent } = config;
        const note = { kind: "registration-tried", agent, server: facts.server.place, times: facts.tries } as const;
        out.push({ kind: "note", note });
      }
      context.tell(telling);
    },
  };
}

function undertakingOf({ config: { agent, cluster } }: AgentState, { kind, id, facts }: Errand): Undertaking {
  const subjects = [
    { kind: "domain-agent", name: agent },
    { kind: "cluster", name: cluster },
  ];
  return { family: "domain", kind, id, subjects, from: agent, to: facts.server.place, recovers: false };
}
