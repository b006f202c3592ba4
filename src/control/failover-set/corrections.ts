/** Corrective actions: what failed is restarted, power-cycled or replaced, one after the other as the policy says; at last a person repairs it. */
import type { Micros } from "../../units/index.js";
import { act, type Out } from "../kit/desk.js";
import { tellBegun, tellEnded } from "../kit/undertaking.js";
import type { Action, Outcome, Reason, Undertaking } from "../words.js";
import type { MemberState } from "./member-state.js";

/** As Primary: tries the action of that place in the list with a part, or with a member. */
export function correct(state: MemberState, part: string, attempt: number, out: Out): void {
  const { ruling, config } = state;
  const known = ruling!.corrections[part];
  if (attempt === 0) {
    if (known !== undefined) return;
    tellBegun(correctionOf(state, part), "corrective action", { rule: "part-failed", part }, out);
  }
  ruling!.corrections[part] = attempt;
  const by = config.policy.actions[attempt];
  const action: Action = by === undefined ? { kind: "repair-part", part } : { kind: "correct-part", part, by };
  const of = correctionOf(state, part);
  const step = by ?? "repair";
  const phase = by === undefined ? "person" : "boot";
  out.push({ kind: "note", note: { kind: "step-begun", of, step, figure: null, phase } });
  act(state.desk, action, { rule: "part-failed", part }, { of: "correction", part }, out);
}

/** It came of it what it came of. */
export function hearCorrected(state: MemberState, part: string, outcome: Outcome, now: Micros, out: Out): void {
  const { ruling, config } = state;
  const attempt = ruling?.corrections[part];
  if (ruling === null || attempt === undefined) return;
  const of = correctionOf(state, part);
  const step = config.policy.actions[attempt] ?? "repair";
  const isDone = outcome.status === "done";
  const because: Reason = isDone ? { rule: "outcomes-in", found: null } : { rule: "refused", why: outcome.why };
  out.push({ kind: "note", note: { kind: "step-ended", of, step, figure: null, result: outcome.status, because } });
  if (!isDone && attempt < config.policy.actions.length) return correct(state, part, attempt + 1, out);
  delete ruling.corrections[part];
  ruling.corrected[part] = now;
  tellEnded(of, isDone ? "done" : "given-up", because, out);
}

function correctionOf({ config, ruling }: MemberState, part: string): Undertaking {
  const subjects = [{ kind: "failover-set", name: config.set }];
  const id = `${part} ${ruling!.epoch}`;
  return { family: "failover-sets", kind: "correction", id, subjects, from: part, recovers: false };
}
