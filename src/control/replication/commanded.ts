/** What an agent does when it is commanded, when it starts again, and when its paths are not what they were. */
import type { Micros } from "../../units/index.js";
import { type Out, cancelTimer, tell, tellUntilHeard } from "../kit/desk.js";
import { stepAt } from "../kit/step-path.js";
import { tellEnded } from "../kit/undertaking.js";
import type { Reason } from "../words.js";
import { type AgentState, heldOf } from "./agent-state.js";
import type { PutRight, TransferCommand } from "./orders.js";
import { owe } from "./owed.js";
import { drop, factsFor, planOf, progressOf, sayLast, take, unreached } from "./run.js";

/** A command takes effect once, however often it comes; one that is older than another never does. */
export function onCommand(state: AgentState, command: TransferCommand, now: Micros, out: Out): void {
  const { server, agent } = state.config;
  const { transfer } = command.order;
  const held = heldOf(state, transfer);
  if (command.number < held.newest) return;
  if (command.number === held.newest) {
    if (held.job !== null) tell(server, { kind: "accepted", ...progressOf(state, command) }, out);
    else if (held.last !== null) tellUntilHeard(server, held.last, out);
    return;
  }
  const before = held.job;
  if (before !== null) drop(state, before, { rule: "newer-command", number: command.number }, out);
  held.newest = command.number;
  held.job = null;
  held.owed = null;
  held.last = null;
  state.unsaved.add(transfer);
  cancelTimer(state.desk, { kind: "owed", subject: transfer }, out);
  const lacking = unreached(state, command);
  if (lacking.length > 0) {
    const because: Reason = { rule: "no-path", agent, to: lacking };
    return sayLast(state, held, { kind: "refused", ...progressOf(state, command), because }, out);
  }
  out.push({
    kind: "note",
    note: { kind: "command-taken", agent, transfer, run: command.order.run, number: command.number },
  });
  tell(server, { kind: "accepted", ...progressOf(state, command) }, out);
  const known = before !== null && before.facts.command.order.run === command.order.run ? before.facts : null;
  take(state, factsFor(state, command, known), 1, { rule: "commanded" }, now, out);
}

/** The server has nobody carry on with a run, and wants its applications put back. */
export function onPutRight(state: AgentState, owed: PutRight, now: Micros, out: Out): void {
  const held = heldOf(state, owed.transfer);
  if (owed.number < held.newest) return;
  if (owed.number === held.newest) {
    if (held.owed === null && held.last !== null) tellUntilHeard(state.config.server, held.last, out);
    return;
  }
  if (held.job !== null) drop(state, held.job, { rule: "newer-command", number: owed.number }, out);
  held.newest = owed.number;
  held.job = null;
  held.last = null;
  owe(state, owed, now, out);
}

/** After a restart: what it was at is begun anew; how far it had come is asked of the target, or was told. */
export function takeUpRun(state: AgentState, transfer: string, now: Micros, out: Out): void {
  const { job } = heldOf(state, transfer);
  if (job === null) return;
  const { of, steps } = planOf(state, job);
  const step = stepAt(steps, job.routine.path);
  const because: Reason = { rule: "controller-restarted" };
  if (step !== null) {
    out.push({
      kind: "note",
      note: { kind: "step-ended", of, step: step.name, figure: null, result: "unknown", because },
    });
  }
  tellEnded(of, "given-up", because, out);
  const command = { ...job.facts.command, takesOver: true, afresh: false };
  // What it knew may be older than what it had done: the target knows.
  take(state, factsFor(state, command, null), job.attempt + 1, because, now, out);
}

/** Its paths are not what they were: a run that it cannot carry out any more as it was told to, it gives up at once. */
export function giveUpUnreached(state: AgentState, out: Out): void {
  for (const held of Object.values(state.transfers)) {
    const { job } = held;
    // What is declared complete needs no path any more: applications are still to be put right.
    if (job === null || job.facts.closed) continue;
    const { command } = job.facts;
    const to = unreached(state, command);
    if (to.length === 0) continue;
    const because: Reason = { rule: "no-path", agent: state.config.agent, to };
    drop(state, job, because, out);
    held.job = null;
    delete state.heard[command.order.transfer];
    sayLast(state, held, { kind: "broken-off", ...progressOf(state, command), because }, out);
  }
}
