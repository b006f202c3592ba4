/** The transfer server: has agents carry out transfers when they are due, and others go on where one has failed. */
import type { Micros } from "../../units/index.js";
import { cancelTimer, type Out, setTimer, takeTimer } from "../kit/desk.js";
import { judge } from "../kit/detection.js";
import { hearReport, hearSilence, startWatching } from "../kit/watching.js";
import type { Machine } from "../machine.js";
import type { Effect, Input, Message, Reason, Timer } from "../words.js";
import { levelOf, wayLost, whyNot } from "./choose.js";
import { seeToOwed } from "./put-right.js";
import {
  beginRun,
  endRun,
  giveBack,
  hearAccepted,
  hearProgress,
  moveOn,
  onUnanswered,
  resume,
  sendCommand,
} from "./runs.js";
import {
  factsOf,
  newServer,
  type ServerConfig,
  serverFrom,
  type ServerState,
  type TransferConfig,
  unsavedOfServer,
} from "./server-state.js";
import type { Progress } from "./words.js";

export const transferServer: Machine<ServerConfig, ServerState, Input, Effect> = {
  start(config, now) {
    const state = newServer(config);
    const out: Out = [];
    begin(state, now, out);
    return { state, effects: [...unsavedOfServer(state), ...out] };
  },
  step(state, input, now) {
    const out: Out = [];
    take(state, input, now, out);
    return { state, effects: [...unsavedOfServer(state), ...out] };
  },
  restart(config, disk, now) {
    const state = serverFrom(config, disk);
    const out: Out = [];
    begin(state, now, out);
    for (const transfer of config.transfers) {
      const { hand, underWay } = factsOf(state, transfer);
      if (hand !== null) {
        // Whoever has it in hand answers the same command again: that it has, or what has come of it.
        hand.times = 0;
        sendCommand(state, transfer, now, out);
      } else if (underWay) resume(state, transfer, { rule: "controller-restarted" }, now, out);
      seeToOwed(state, transfer, now, out);
    }
    return { state, effects: [...unsavedOfServer(state), ...out] };
  },
};

function begin(state: ServerState, now: Micros, out: Out): void {
  for (const { name } of state.config.agents) startWatching(state, name, true, now, out);
  for (const transfer of state.config.transfers) awaitDue(state, transfer, now, out);
}

function take(state: ServerState, input: Input, now: Micros, out: Out): void {
  if (input.kind === "message") return hear(state, input, now, out);
  if (input.kind !== "timer") return;
  takeTimer(state.desk, input.timer);
  onTimer(state, input.timer, now, out);
}

function onTimer(state: ServerState, { kind, subject }: Timer, now: Micros, out: Out): void {
  if (kind === "report-due") {
    hearSilence(state.desk, state.watches[subject]!, now, out);
    return judgeAgent(state, subject, now, out);
  }
  const transfer = transferOf(state, subject);
  if (transfer === undefined) return;
  switch (kind) {
    case "due":
      return onDue(state, transfer, now, out);
    case "unanswered":
      return onUnanswered(state, transfer, now, out);
    case "retry":
      factsOf(state, transfer).tried = [];
      return resume(state, transfer, { rule: "tried-after-a-pause" }, now, out);
    case "owes":
      return seeToOwed(state, transfer, now, out);
  }
}

// ---- what is due

function awaitDue(state: ServerState, { name }: TransferConfig, now: Micros, out: Out): void {
  const { dueAt } = state.transfers[name]!;
  if (dueAt !== null) setTimer(state.desk, { kind: "due", subject: name, at: Math.max(dueAt, now) }, out);
}

function onDue(state: ServerState, transfer: TransferConfig, now: Micros, out: Out): void {
  const facts = factsOf(state, transfer);
  const { at, every, name } = transfer;
  facts.dueAt = every === null ? null : at + (Math.floor((now - at) / every) + 1) * every;
  awaitDue(state, transfer, now, out);
  if (!facts.underWay) return beginRun(state, transfer, now, out);
  const because: Reason = { rule: "still-under-way", run: facts.run, since: facts.begunAt };
  out.push({ kind: "note", note: { kind: "run-skipped", transfer: name, because } });
}

// ---- what agents and people say

function hear(
  state: ServerState,
  { body, heardAt, count }: Extract<Input, { kind: "message" }>,
  now: Micros,
  out: Out,
): void {
  switch (body.kind) {
    case "agent-alive": {
      const watch = state.watches[body.agent];
      if (watch === undefined) return;
      hearReport(state.desk, watch, { kind: "report", heardAt, sentAt: heardAt, count }, out);
      return judgeAgent(state, body.agent, now, out);
    }
    case "paths-changed":
      return learnPaths(state, body.agent, body.arrays, now, out);
    case "fail-back-transfer":
      return onFailBackOrder(state, body.transfer, now, out);
  }
  if ("number" in body && "transfer" in body && "agent" in body) hearOfRun(state, body as AboutRun, now, out);
}

type AboutRun = Extract<Message, Progress>;

/** Only what answers the last command counts: whoever had it in hand before may still be at it. */
function hearOfRun(state: ServerState, body: AboutRun, now: Micros, out: Out): void {
  const transfer = transferOf(state, body.transfer);
  if (transfer === undefined) return;
  const facts = factsOf(state, transfer);
  if (body.kind === "settled") {
    if (facts.owes?.number !== body.number) return;
    facts.owes = null;
    return cancelTimer(state.desk, { kind: "owes", subject: transfer.name }, out);
  }
  if (body.number !== facts.number || body.run !== facts.run || !facts.underWay) return;
  if (body.kind === "finished") return endRun(state, transfer, body, now, out);
  if (facts.hand === null) return;
  switch (body.kind) {
    case "accepted":
      return hearAccepted(state, transfer, out);
    case "checkpoint":
      return hearProgress(state, transfer, body, out);
    case "refused":
    case "broken-off":
      facts.tried.push(body.agent);
      return moveOn(state, transfer, body.because, now, out);
  }
}

// ---- who can and who cannot

function judgeAgent(state: ServerState, agent: string, now: Micros, out: Out): void {
  const watch = state.watches[agent]!;
  const { verdict, because } = judge(watch);
  if (verdict === watch.verdict) return;
  watch.verdict = verdict;
  out.push({ kind: "note", note: { kind: "agent-judged", agent, alive: verdict === "healthy", because } });
  if (verdict === "healthy") return welcome(state, agent, new Set(), now, out);
  for (const transfer of state.config.transfers) {
    const { hand, owes } = state.transfers[transfer.name]!;
    if (hand?.agent === agent) moveOn(state, transfer, because, now, out);
    else if (owes?.agent === agent) seeToOwed(state, transfer, now, out);
  }
}

function learnPaths(state: ServerState, agent: string, arrays: readonly string[], now: Micros, out: Out): void {
  if (state.arrays[agent] === undefined) return;
  state.arrays[agent] = arrays;
  state.unsaved.add(`agent ${agent}`);
  const left = new Set<string>();
  for (const transfer of state.config.transfers) {
    const { hand, tried } = state.transfers[transfer.name]!;
    if (hand === null || state.config.policy.order === "static-order") continue;
    const isHelper = hand.way.by !== "both" && hand.way.helper === agent;
    const lost = hand.agent === agent || isHelper ? wayLost(state, transfer, hand) : null;
    if (lost === null) continue;
    // It cannot as it was told to: whoever else can comes before it now, as when it breaks off.
    tried.push(hand.agent);
    moveOn(state, transfer, lost, now, out);
    if (factsOf(state, transfer).hand !== null) left.add(transfer.name);
  }
  if (isAble(state, agent)) welcome(state, agent, left, now, out);
}

function isAble({ watches }: ServerState, agent: string): boolean {
  return watches[agent]?.verdict === "healthy";
}

/**
 * It can again what it could not: suspended runs go on, and what was taken over from it may go back.
 * @param left transfers that have just gone from it to somebody else
 */
function welcome(state: ServerState, agent: string, left: ReadonlySet<string>, now: Micros, out: Out): void {
  const because: Reason = { rule: "agent-returned", agent };
  for (const transfer of state.config.transfers) {
    if (left.has(transfer.name)) continue;
    const facts = state.transfers[transfer.name]!;
    if (facts.tried.includes(agent)) {
      factsOf(state, transfer).tried = facts.tried.filter((each) => each !== agent);
    }
    if (facts.underWay && facts.hand === null) resume(state, transfer, because, now, out);
    else if (state.config.policy.failback === "immediate") giveBackTo(state, transfer, agent, because, now, out);
    if (facts.owes !== null) seeToOwed(state, transfer, now, out);
  }
}

/** If it stands before whoever has the run in hand. */
function giveBackTo(
  state: ServerState,
  transfer: TransferConfig,
  agent: string,
  because: Reason,
  now: Micros,
  out: Out,
): void {
  const { hand } = state.transfers[transfer.name]!;
  if (hand === null || levelOf(transfer, agent) >= levelOf(transfer, hand.agent)) return;
  if (whyNot(state, transfer, agent) === null) giveBack(state, transfer, because, now, out);
}

/** From now on the order counts again; what is under way goes back at once. */
function onFailBackOrder(state: ServerState, name: string, now: Micros, out: Out): void {
  const transfer = transferOf(state, name);
  if (transfer === undefined) return;
  const facts = factsOf(state, transfer);
  facts.holder = null;
  for (const agent of transfer.agents.flat()) {
    const { hand } = facts;
    if (hand === null || levelOf(transfer, agent) >= levelOf(transfer, hand.agent)) return;
    if (whyNot(state, transfer, agent) !== null) continue;
    return giveBack(state, transfer, { rule: "failback-ordered", agent }, now, out);
  }
}

function transferOf({ named }: ServerState, name: string): TransferConfig | undefined {
  return named.transfers.get(name);
}
