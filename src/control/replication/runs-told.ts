/** What the server tells of runs, and of how they go from agent to agent: the steps of undertakings, and states of transfers. */
import type { Out } from "../kit/desk.js";
import { tellEnded } from "../kit/undertaking.js";
import type { Reason, StepEnd, Undertaking } from "../words.js";
import type { Move, MoveStep, TransferConfig, TransferFacts } from "./server-state.js";
import type { TransferState } from "./words.js";

export function nextStep(
  transfer: TransferConfig,
  facts: TransferFacts,
  move: Move,
  step: MoveStep,
  because: Reason,
  out: Out,
): void {
  if (facts.move !== move) return;
  tellMoveStepEnd(transfer, move, "done", because, out);
  move.step = step;
  tellMoveStep(transfer, move, step, out);
}

export function endMove(
  transfer: TransferConfig,
  facts: TransferFacts,
  result: "done" | "given-up",
  because: Reason,
  out: Out,
): void {
  const { move } = facts;
  if (move === null) return;
  facts.move = null;
  tellMoveStepEnd(transfer, move, result === "done" ? "done" : "failed", because, out);
  tellEnded(moveOf(transfer, move), result, because, out);
}

export function tellMoveStep(transfer: TransferConfig, move: Move, step: MoveStep, out: Out): void {
  const phase = step === "select" || step === "command" ? "redirect" : "data";
  out.push({ kind: "note", note: { kind: "step-begun", of: moveOf(transfer, move), step, figure: null, phase } });
}

function tellMoveStepEnd(transfer: TransferConfig, move: Move, result: StepEnd, because: Reason, out: Out): void {
  const of = moveOf(transfer, move);
  out.push({ kind: "note", note: { kind: "step-ended", of, step: move.step, figure: null, result, because } });
}

export function tellStep(
  transfer: TransferConfig,
  facts: TransferFacts,
  step: "command" | "carry-out",
  out: Out,
): void {
  const phase = step === "command" ? "redirect" : "data";
  out.push({ kind: "note", note: { kind: "step-begun", of: runOf(transfer, facts), step, figure: null, phase } });
}

export function tellStepEnd(
  transfer: TransferConfig,
  facts: TransferFacts,
  step: "command" | "carry-out",
  result: StepEnd,
  because: Reason,
  out: Out,
): void {
  const of = runOf(transfer, facts);
  out.push({ kind: "note", note: { kind: "step-ended", of, step, figure: null, result, because } });
}

export function tellState(
  { name }: TransferConfig,
  { run, hand }: TransferFacts,
  state: TransferState,
  because: Reason,
  out: Out,
): void {
  const agent = hand?.agent ?? null;
  out.push({ kind: "note", note: { kind: "transfer-state", transfer: name, run, state, agent, because } });
}

export function runOf({ name }: TransferConfig, { run }: TransferFacts): Undertaking {
  return { ...ofTransfer(name), kind: "transfer", id: `${name} run ${run}` };
}

export function moveOf({ name }: TransferConfig, { kind, number, from, to }: Move): Undertaking {
  return { ...ofTransfer(name), kind, id: `${name} command ${number}`, from, to };
}

function ofTransfer(name: string) {
  return { family: "replication", subjects: [{ kind: "transfer", name }], recovers: false };
}
