/** Corrective actions: what failed is restarted, power-cycled or replaced, one after the other as the policy says; at last a person repairs it. */
import type { Micros } from "../../units/index.js";
import { act, type Out } from "../kit/desk.js";
import { tellBegun, tellEnded } from "../kit/undertaking.js";
import type { Action, Outcome, Reason, Undertaking } from "../words.js";
import { atFaultFor, carriersOf } from "./at-fault.js";
import { dutiesOf } from "./duties.js";
import { service } from "./limit.js";
import { type ComponentSet, specOf } from "./member-config.js";
import type { MemberState } from "./member-state.js";
import { isHeldOut } from "./role.js";
import { patienceOf } from "./talk.js";

/** As Primary: has put right what keeps a part, or a member, from working: itself, or what carries it. */
export function putRight(state: MemberState, part: string, now: Micros, out: Out): void {
  const { config } = state;
  const found = foundBroken(state);
  for (const each of atFaultFor(part, config.hangsOn, (name) => found.has(name))) {
    // What carries it was found broken before it was put right, or is a member, of which is known how it is by what it says.
    const isKnownBetter = each !== part && (specOf(config, each) !== undefined || wasJustPutRight(state, each, now));
    if (!isKnownBetter) correct(state, each, out);
  }
}

/** What does not work, as the members of its server say: each says the last thing that it has found. */
export function foundBroken(state: MemberState): ReadonlySet<string> {
  const { config, ruling, broken } = state;
  return new Set(
    config.members.flatMap(({ name }) => {
      const book = ruling!.books[name];
      return (name === config.self ? broken : book?.standing === "fit" ? book.broken : null) ?? [];
    }),
  );
}

/** Unless that is under way. */
function correct(state: MemberState, part: string, out: Out): void {
  if (state.ruling!.corrections[part] !== undefined) return;
  tellBegun(correctionOf(state, part), "corrective action", { rule: "part-failed", part }, out);
  tryAction(state, part, 0, out);
}

/** Whoever is held out stays so until somebody has looked after it, whoever was Primary when it failed. */
export function callForHeldOut(state: MemberState, now: Micros, out: Out): void {
  const { ruling, config, configuration } = state;
  for (const member of configuration.heldOut) {
    if (ruling!.corrections[member] !== undefined || wasJustPutRight(state, member, now)) continue;
    tellBegun(correctionOf(state, member), "corrective action", { rule: "part-failed", part: member }, out);
    tryAction(state, member, config.policy.actions.length, out);
  }
}

/** What was found before it was put right says nothing of it any more. */
export function wasJustPutRight(state: MemberState, part: string, now: Micros): boolean {
  return now - (state.ruling!.corrected[part] ?? -Infinity) < patienceOf(state);
}

/** It is being restarted, power-cycled or replaced: whoever answers still will be away in a moment. */
export function isBeingTakenDown({ ruling, config }: MemberState, member: string): boolean {
  const attempt = ruling!.corrections[member];
  return attempt !== undefined && attempt < config.policy.actions.length;
}

/** The action of that place in the list; after all of them a person. */
function tryAction(state: MemberState, part: string, attempt: number, out: Out): void {
  const { ruling, config } = state;
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
  const { actions } = config.policy;
  const of = correctionOf(state, part);
  const step = actions[attempt] ?? "repair";
  const isDone = outcome.status === "done";
  const because: Reason = isDone ? { rule: "outcomes-in", found: null } : { rule: "refused", why: outcome.why };
  out.push({ kind: "note", note: { kind: "step-ended", of, step, figure: null, result: outcome.status, because } });
  const isByPerson = attempt >= actions.length;
  if (!isDone && !isByPerson) return tryAction(state, part, attempt + 1, out);
  // A restart does not make up for having failed too often.
  if (isHeldOut(state, part) && !isByPerson) return tryAction(state, part, actions.length, out);
  delete ruling.corrections[part];
  ruling.corrected[part] = now;
  tellEnded(of, isDone ? "done" : "given-up", because, out);
  if (isDone && isByPerson) service(state, part, now, out);
}

/** Whoever is Primary no more does not go on with them; what it has begun goes on without it. */
export function abandonCorrections(state: MemberState, because: Reason, out: Out): void {
  for (const [part, attempt] of Object.entries(state.ruling!.corrections)) {
    const of = correctionOf(state, part);
    const step = state.config.policy.actions[attempt] ?? "repair";
    out.push({ kind: "note", note: { kind: "step-ended", of, step, figure: null, result: "unknown", because } });
    tellEnded(of, "given-up", because, out);
  }
}

/** Of a set in which nobody stands in, or nobody is left who could, that alone brings back what it is for. */
function correctionOf({ config, configuration, ruling }: MemberState, part: string): Undertaking {
  // A member carries a whole server beside others; what is done with one concerns those who settle roles.
  const isMember = specOf(config, part) !== undefined;
  const isOf = (each: string): boolean => each === part || (!isMember && carriersOf(each, config.hangsOn).has(part));
  const holding = config.sets.filter(({ members }) => members.some(({ parts }) => parts.some(isOf)));
  const isLost = (set: ComponentSet): boolean =>
    dutiesOf([set]).some(({ name }) => configuration.duties[name] === null);
  const waiting = holding.filter((set) => set.composition === "single" || isLost(set));
  const restores = waiting.length > 0;
  const concerned = restores ? waiting : holding.length > 0 ? holding : [{ name: config.set }];
  const subjects = concerned.map(({ name }) => ({ kind: "failover-set", name }));
  const id = `${part} ${ruling!.epoch}`;
  return { family: "failover-sets", kind: "correction", id, subjects, from: part, recovers: false, restores };
}
