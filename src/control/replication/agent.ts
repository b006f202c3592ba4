/** A transfer agent: carries out the runs that the transfer server commands, and tells how far they have come. */
import type { Micros } from "../../units/index.js";
import { act, type Out, settle, takeTimer, tellUntilHeard } from "../kit/desk.js";
import type { Machine } from "../machine.js";
import type { Effect, Input, Message, Outcome, Timer } from "../words.js";
import { agentFrom, type AgentConfig, type AgentState, newAgent, unsavedOf } from "./agent-state.js";
import { onOwedOutcome, onOwedTimer, takeUpOwed } from "./owed.js";
import { hearCheckpoint, hearPeer, losePeer, talkToPeers } from "./peers.js";
import { giveUpUnreached, onCommand, onPutRight, takeUpRun } from "./commanded.js";
import { onRunOutcome, onRunTimer } from "./run-outcomes.js";

export const transferAgent: Machine<AgentConfig, AgentState, Input, Effect> = {
  start(config, now) {
    const state = newAgent(config);
    const out: Out = [];
    begin(state, now, out);
    return { state, effects: out };
  },
  step(state, input, now) {
    const out: Out = [];
    take(state, input, now, out);
    return { state, effects: [...unsavedOf(state), ...out] };
  },
  restart(config, disk, now) {
    const state = agentFrom(config, disk);
    const out: Out = [];
    begin(state, now, out);
    for (const transfer of Object.keys(state.transfers)) {
      takeUpRun(state, transfer, now, out);
      takeUpOwed(state, transfer, now, out);
    }
    return { state, effects: [...unsavedOf(state), ...out] };
  },
};

/** Says that it works, again and again, and looks what it reaches. */
function begin(state: AgentState, now: Micros, out: Out): void {
  const { agent, server, every } = state.config;
  const beat = { kind: "agent-alive", subject: agent };
  out.push({ kind: "beat", beat, to: server, every, body: { kind: "agent-alive", agent } });
  talkToPeers(state, now, out);
  act(state.desk, { kind: "look-at-paths", agent }, { rule: "agent-starts" }, { of: "paths" }, out);
}

function take(state: AgentState, input: Input, now: Micros, out: Out): void {
  switch (input.kind) {
    case "message":
      return hear(state, input.body, input.heardAt, now, out);
    case "timer":
      takeTimer(state.desk, input.timer);
      return onTimer(state, input.timer, now, out);
    case "outcome": {
      const open = settle(state.desk, input.id);
      if (open === undefined) return;
      const { action, owner } = open;
      switch (owner.of) {
        case "paths":
          return learnPaths(state, input.outcome, out);
        case "owed":
          return onOwedOutcome(state, owner.transfer, action, input.outcome, out);
        case "run":
          return onRunOutcome(state, owner.transfer, { id: input.id, action, outcome: input.outcome }, now, out);
      }
    }
  }
}

function hear(state: AgentState, body: Message, heardAt: Micros, now: Micros, out: Out): void {
  const { agent } = state.config;
  switch (body.kind) {
    case "command-transfer":
      if (body.agent === agent) onCommand(state, body, now, out);
      return;
    case "put-right":
      if (body.agent === agent) onPutRight(state, body, now, out);
      return;
    case "paths-changed":
      if (body.agent === agent) tellPaths(state, body.arrays, out);
      return;
    case "peer-alive":
      return hearPeer(state, body.agent, heardAt, out);
    case "checkpoint":
      return hearCheckpoint(state, body);
  }
}

function onTimer(state: AgentState, { kind, subject }: Timer, now: Micros, out: Out): void {
  switch (kind) {
    case "step":
      return onRunTimer(state, subject, now, out);
    case "owed":
      return onOwedTimer(state, subject, now, out);
    case "peer-silent":
      return losePeer(state, subject, out);
  }
}

function learnPaths(state: AgentState, outcome: Outcome, out: Out): void {
  if (outcome.status === "done" && outcome.found?.what === "paths") tellPaths(state, outcome.found.arrays, out);
}

/** What it does not reach it says over IP: somebody else may. */
function tellPaths(state: AgentState, arrays: readonly string[], out: Out): void {
  const { agent, server } = state.config;
  state.arrays = arrays;
  tellUntilHeard(server, { kind: "paths-changed", agent, arrays }, out);
  giveUpUnreached(state, out);
}
