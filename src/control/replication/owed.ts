/** What is owed: applications that a copy made ready and that have not been put back yet are, as soon as their host answers. */
import type { Micros } from "../../units/index.js";
import { act, forgetOldest, type Out, setTimer, tellUntilHeard } from "../kit/desk.js";
import type { Action, Outcome } from "../words.js";
import { type AgentState, heldOf } from "./agent-state.js";
import { leaves, type PutRight } from "./orders.js";

/** Looks at each application, and looks again until all is as it should be. */
export function owe(state: AgentState, owed: PutRight, now: Micros, out: Out): void {
  heldOf(state, owed.transfer).owed = owed;
  state.unsaved.add(owed.transfer);
  onOwedTimer(state, owed.transfer, now, out);
}

export function takeUpOwed(state: AgentState, transfer: string, now: Micros, out: Out): void {
  if (heldOf(state, transfer).owed !== null) onOwedTimer(state, transfer, now, out);
}

export function onOwedTimer(state: AgentState, transfer: string, now: Micros, out: Out): void {
  const { owed } = heldOf(state, transfer);
  if (owed === null) return;
  for (const { host, application } of owed.after) {
    const { run, epoch } = owed;
    const action: Action = { kind: "ask-application", host, application, transfer, run, epoch };
    forgetOldest(state.desk, action);
    act(state.desk, action, { rule: "left-as-it-was", application }, { of: "owed", transfer }, out);
  }
  const at = now + state.config.limits.retryAfter;
  setTimer(state.desk, { kind: "owed", subject: transfer, at }, out);
}

/** Of applications: somebody who knows a newer epoch sees to those that do not listen to this one any more. */
export function onOwedOutcome(state: AgentState, transfer: string, action: Action, outcome: Outcome, out: Out): void {
  const { owed } = heldOf(state, transfer);
  if (owed === null || outcome.status !== "done" || !("application" in action)) return;
  // An answer to what was asked for an earlier order says nothing of this one, which has asked too: the same would be run twice.
  if (action.run !== owed.run || action.epoch !== owed.epoch) return;
  const { host, application } = action;
  const script = owed.after.find((each) => each.host === host && each.application === application)?.script;
  if (script === undefined) return;
  const isDone =
    outcome.found?.what !== "application" ||
    outcome.found.state === leaves[script] ||
    outcome.found.newest > owed.epoch;
  if (isDone) return strike(state, owed, host, application, out);
  const { run, epoch } = owed;
  const order: Action = { kind: "run-script", host, application, transfer, run, epoch, script };
  act(state.desk, order, { rule: "left-as-it-was", application }, { of: "owed", transfer }, out);
}

function strike(state: AgentState, owed: PutRight, host: string, application: string, out: Out): void {
  const held = heldOf(state, owed.transfer);
  const after = owed.after.filter((each) => each.host !== host || each.application !== application);
  held.owed = after.length === 0 ? null : { ...owed, after };
  state.unsaved.add(owed.transfer);
  if (held.owed !== null) return;
  const { transfer, run, number } = owed;
  held.last = { kind: "settled", agent: state.config.agent, transfer, run, number };
  tellUntilHeard(state.config.server, held.last, out);
}
