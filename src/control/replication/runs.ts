/** The runs of transfers as the server has them carried out: commanded, moved to somebody else, suspended, ended. */
import type { Micros } from "../../units/index.js";
import { cancelTimer, type Out, setTimer, tell } from "../kit/desk.js";
import { tellBegun, tellEnded } from "../kit/undertaking.js";
import type { MessageOf, Reason } from "../words.js";
import { choose, type Choice } from "./choose.js";
import { seeToOwed } from "./put-right.js";
import { endMove, moveOf, nextStep, runOf, tellMoveStep, tellState, tellStep, tellStepEnd } from "./runs-told.js";
import { addressOf, factsOf, handTo, type Move, type ServerState, type TransferConfig } from "./server-state.js";

// ---- a run begins and ends

export function beginRun(state: ServerState, transfer: TransferConfig, now: Micros, out: Out): void {
  const facts = factsOf(state, transfer);
  const { every } = transfer;
  facts.run += 1;
  facts.underWay = true;
  facts.begunAt = now;
  facts.commanded = false;
  facts.held = 0;
  facts.tried = [];
  tellBegun(runOf(transfer, facts), "command an agent", { rule: "run-due", every }, out);
  if (waits(state, transfer, out)) return;
  if (!commandFirst(state, transfer, now, out)) suspend(state, transfer, { rule: "nobody-left" }, now, out);
}

/** Nobody has begun it yet. @returns whether somebody was found */
function commandFirst(state: ServerState, transfer: TransferConfig, now: Micros, out: Out): boolean {
  const choice = choose(state, transfer);
  if (choice.chosen === null) return false;
  const facts = factsOf(state, transfer);
  // Whoever has it in hand from now on sees to the applications.
  facts.owes = null;
  cancelTimer(state.desk, { kind: "owes", subject: transfer.name }, out);
  command(state, transfer, choice, now, out);
  tellStep(transfer, facts, "command", out);
  return true;
}

export function endRun(
  state: ServerState,
  transfer: TransferConfig,
  word: MessageOf<"finished">,
  now: Micros,
  out: Out,
): void {
  const facts = factsOf(state, transfer);
  const because: Reason = { rule: "copy-complete", grade: word.grade };
  hearAccepted(state, transfer, out);
  endMove(transfer, facts, "done", because, out);
  if (facts.hand !== null) tellStepEnd(transfer, facts, "carry-out", "done", because, out);
  handTo(state, facts, null);
  facts.underWay = false;
  facts.tried = [];
  facts.owes = word.owes ? { agent: word.agent, number: word.number } : null;
  for (const kind of ["unanswered", "retry"]) cancelTimer(state.desk, { kind, subject: transfer.name }, out);
  tellState(transfer, facts, "idle", because, out);
  tellEnded(runOf(transfer, facts), "done", because, out);
  seeToOwed(state, transfer, now, out);
  letRivalsGoOn(state, transfer, now, out);
}

// ---- one at a time to one place

/** Somebody else writes where it is to: it waits for that. @returns whether it does */
function waits(state: ServerState, transfer: TransferConfig, out: Out): boolean {
  const rivals = state.named.rivals.get(transfer.name) ?? [];
  const writer = rivals.find(({ name }) => state.transfers[name]!.hand !== null);
  if (writer === undefined) return false;
  const facts = factsOf(state, transfer);
  if (facts.waitsFor === writer.name) return true;
  facts.waitsFor = writer.name;
  tellState(transfer, facts, "waiting", { rule: "target-taken", by: writer.name }, out);
  return true;
}

/** Nobody writes for it any more: the first of those who wait for that has its turn. */
function letRivalsGoOn(state: ServerState, transfer: TransferConfig, now: Micros, out: Out): void {
  for (const rival of state.named.rivals.get(transfer.name) ?? []) {
    if (state.transfers[rival.name]!.waitsFor === null) continue;
    resume(state, rival, { rule: "target-free", of: transfer.name }, now, out);
  }
}

// ---- commands

/** Commands whoever was chosen, if anybody was, to carry out the run now. */
function command(
  state: ServerState,
  transfer: TransferConfig,
  { chosen, passedOver }: Choice,
  now: Micros,
  out: Out,
): void {
  if (chosen === null) return;
  const facts = factsOf(state, transfer);
  facts.number += 1;
  const { agent, way, because } = chosen;
  const { run, number } = facts;
  const hand = { agent, number, way, takesOver: facts.commanded, times: 0, awaited: true, accepted: false };
  handTo(state, facts, hand);
  facts.commanded = true;
  facts.waitsFor = null;
  const note = { kind: "agent-chosen", transfer: transfer.name, run, number, agent, passedOver, because } as const;
  out.push({ kind: "note", note });
  tellState(transfer, facts, "commanding", because, out);
  sendCommand(state, transfer, now, out);
}

/** Sends the command, and waits for an answer; the same command may be sent any number of times. */
export function sendCommand(state: ServerState, transfer: TransferConfig, now: Micros, out: Out): void {
  const { policy } = state.config;
  const { hand, run, held: known } = factsOf(state, transfer);
  if (hand === null) return;
  hand.times += 1;
  hand.awaited = true;
  const { name, source, target, mode, extent, before, after } = transfer;
  const { agent, number, way, takesOver } = hand;
  const epoch = policy.epochs ? number : 1;
  const order = { transfer: name, run, epoch, source, target, mode, extent };
  const afresh = takesOver && !policy.checkpoints;
  const { checkpointEvery } = policy;
  const body = {
    kind: "command-transfer",
    agent,
    number,
    order,
    way,
    before,
    after,
    takesOver,
    known,
    afresh,
    checkpointEvery,
  } as const;
  tell(addressOf(state, agent), body, out);
  setTimer(state.desk, { kind: "unanswered", subject: name, at: now + policy.limits.command }, out);
}

export function onUnanswered(state: ServerState, transfer: TransferConfig, now: Micros, out: Out): void {
  const { hand, tried } = factsOf(state, transfer);
  if (hand === null || !hand.awaited) return;
  if (hand.times < state.config.policy.limits.tries) return sendCommand(state, transfer, now, out);
  tried.push(hand.agent);
  moveOn(state, transfer, { rule: "command-unanswered", agent: hand.agent, times: hand.times }, now, out);
}

export function hearAccepted(state: ServerState, transfer: TransferConfig, out: Out): void {
  const facts = factsOf(state, transfer);
  const { hand, move } = facts;
  if (hand === null) return;
  if (hand.awaited) cancelTimer(state.desk, { kind: "unanswered", subject: transfer.name }, out);
  hand.awaited = false;
  if (hand.accepted) return;
  hand.accepted = true;
  facts.holder = hand.agent;
  const because: Reason = { rule: "heard-from", agent: hand.agent };
  if (move === null) tellStepEnd(transfer, facts, "command", "done", because, out);
  else nextStep(transfer, facts, move, "prepare", because, out);
  tellState(transfer, facts, "under-way", because, out);
  tellStep(transfer, facts, "carry-out", out);
}

export function hearProgress(
  state: ServerState,
  transfer: TransferConfig,
  { held }: MessageOf<"checkpoint">,
  out: Out,
): void {
  hearAccepted(state, transfer, out);
  const facts = factsOf(state, transfer);
  const { move, hand } = facts;
  facts.held = Math.max(facts.held, held);
  if (move === null || hand === null) return;
  const because: Reason = { rule: "heard-from", agent: hand.agent };
  if (move.base === null) {
    move.base = held;
    return nextStep(transfer, facts, move, "first-extents", because, out);
  }
  if (held > move.base) endMove(transfer, facts, "done", because, out);
}

// ---- from one agent to another

/** Whoever has it in hand cannot go on: the next one takes over, or the run is suspended with what was done. */
export function moveOn(state: ServerState, transfer: TransferConfig, because: Reason, now: Micros, out: Out): void {
  const facts = factsOf(state, transfer);
  const { hand } = facts;
  if (hand === null) return;
  leave(state, transfer, because, out);
  if (!begin(state, transfer, "takeover", hand.agent, because, now, out))
    suspend(state, transfer, { rule: "nobody-left" }, now, out);
}

/** Goes on with a suspended run, if somebody can by now. */
export function resume(state: ServerState, transfer: TransferConfig, because: Reason, now: Micros, out: Out): void {
  const facts = factsOf(state, transfer);
  if (!facts.underWay || facts.hand !== null || waits(state, transfer, out)) return;
  const hasWaited = facts.waitsFor !== null;
  facts.waitsFor = null;
  // What only waited for its turn is begun, and not taken up again.
  const isFound =
    hasWaited && !facts.commanded
      ? commandFirst(state, transfer, now, out)
      : begin(state, transfer, "resumption", facts.holder, because, now, out);
  if (isFound) return;
  if (hasWaited) suspend(state, transfer, { rule: "nobody-left" }, now, out);
  else retryLater(state, transfer, now, out);
}

/** Gives it back to somebody who stands before the one who has it. */
export function giveBack(state: ServerState, transfer: TransferConfig, because: Reason, now: Micros, out: Out): void {
  const facts = factsOf(state, transfer);
  const from = facts.hand?.agent;
  if (from === undefined) return;
  leave(state, transfer, because, out);
  begin(state, transfer, "failback", from, because, now, out);
}

/** What was under way with the one who has it in hand ends. */
function leave(state: ServerState, transfer: TransferConfig, because: Reason, out: Out): void {
  const facts = factsOf(state, transfer);
  const { hand, move } = facts;
  if (hand === null) return;
  if (hand.accepted) tellStepEnd(transfer, facts, "carry-out", "failed", because, out);
  else if (move === null) tellStepEnd(transfer, facts, "command", "failed", because, out);
  endMove(transfer, facts, "given-up", because, out);
  handTo(state, facts, null);
  cancelTimer(state.desk, { kind: "unanswered", subject: transfer.name }, out);
}

/** @returns whether somebody was found */
function begin(
  state: ServerState,
  transfer: TransferConfig,
  kind: Move["kind"],
  from: string | null,
  because: Reason,
  now: Micros,
  out: Out,
): boolean {
  const facts = factsOf(state, transfer);
  const choice = choose(state, transfer);
  const { chosen } = choice;
  if (chosen === null) return false;
  const { agent: to } = chosen;
  const move: Move = { kind, number: facts.number + 1, from: from ?? to, to, step: "select", base: null };
  facts.move = move;
  tellBegun(moveOf(transfer, move), "select, command, go on", because, out);
  tellMoveStep(transfer, move, "select", out);
  command(state, transfer, choice, now, out);
  nextStep(transfer, facts, move, "command", chosen.because, out);
  return true;
}

function suspend(state: ServerState, transfer: TransferConfig, because: Reason, now: Micros, out: Out): void {
  const facts = factsOf(state, transfer);
  tellState(transfer, facts, "suspended", because, out);
  if (facts.commanded && facts.holder !== null) facts.owes = { agent: facts.holder, number: 0 };
  seeToOwed(state, transfer, now, out);
  retryLater(state, transfer, now, out);
  letRivalsGoOn(state, transfer, now, out);
}

function retryLater(state: ServerState, { name }: TransferConfig, now: Micros, out: Out): void {
  setTimer(state.desk, { kind: "retry", subject: name, at: now + state.config.policy.limits.retryAfter }, out);
}
