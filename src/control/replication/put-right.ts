/** Applications that a run left as it wanted them while nobody carries it on: somebody who is heard is to put them right. */
import type { Micros } from "../../units/index.js";
import { type Out, setTimer, tell } from "../kit/desk.js";
import { addressOf, factsOf, isHeard, type ServerState, type TransferConfig } from "./server-state.js";

/** Who finished with something owed sees to that itself; somebody else does when it fails, or when nobody goes on. */
export function seeToOwed(state: ServerState, transfer: TransferConfig, now: Micros, out: Out): void {
  const facts = factsOf(state, transfer);
  if (facts.owes === null || facts.hand !== null) return;
  if (transfer.after.length === 0) {
    facts.owes = null;
    return;
  }
  const { agent, number } = facts.owes;
  const isKnown = number === facts.number;
  const all = [agent, ...transfer.agents.flat()];
  const who = all.find((each) => isHeard(state, each));
  if (who !== undefined && (who !== agent || !isKnown)) {
    facts.number += 1;
    facts.owes = { agent: who, number: facts.number };
  }
  if (who !== undefined && facts.owes.number > 0) tellPutRight(state, transfer, out);
  const at = now + state.config.policy.limits.retryAfter;
  setTimer(state.desk, { kind: "owes", subject: transfer.name, at }, out);
}

function tellPutRight(state: ServerState, transfer: TransferConfig, out: Out): void {
  const { owes, run } = factsOf(state, transfer);
  if (owes === null) return;
  const { agent, number } = owes;
  const epoch = state.config.policy.epochs ? number : 1;
  const { name, after } = transfer;
  tell(addressOf(state, agent), { kind: "put-right", agent, transfer: name, run, number, epoch, after }, out);
}
