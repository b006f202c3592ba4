/** Replacement of parts by the Primary: it learns from the members of each server what does not work there, and has alternates stand in. */
import type { Micros } from "../../units/index.js";
import { act, type Out } from "../kit/desk.js";
import { tellBegun, tellEnded } from "../kit/undertaking.js";
import type { Outcome, Reason, Undertaking } from "../words.js";
import { foundBroken, putRight, wasJustPutRight } from "./corrections.js";
import { propose } from "./database.js";
import { alternateFor, dutiesOf, type Duty, holderOf, works } from "./duties.js";
import { specOf } from "./member-config.js";
import type { MemberState } from "./member-state.js";
import { isHeldOut } from "./role.js";

/** At each interval: every duty whose holder does not work is given to somebody who does, and what fails is put right. */
export function lookAtDuties(state: MemberState, now: Micros, out: Out): void {
  const { config, configuration, ruling } = state;
  if (config.sets.length === 0) return;
  const found = foundBroken(state);
  const isHere = (part: string): boolean => config.serverOf[part] !== undefined && !wasJustPutRight(state, part, now);
  const broken = new Set([...found].filter(isHere));
  const unanswered = unansweredParts(state);
  const fails = (part: string): boolean => broken.has(part) || unanswered.has(part);
  const duties = dutiesOf(config.sets);
  for (const duty of duties) {
    if (ruling!.moving[duty.name] !== undefined) continue;
    const holder = holderOf(configuration, duty);
    const isAble = (name: string | null): boolean =>
      duty.set.members.some((each) => each.name === name && works(each, config.sets, fails));
    const load = (name: string): number =>
      duties.filter((each) => (ruling!.moving[each.name] ?? holderOf(state.configuration, each)) === name).length;
    const wanted =
      config.policy.reintegrate === "former-role" && isAble(duty.first)
        ? duty.first
        : isAble(holder)
          ? holder
          : alternateFor(duty, ({ name }) => isAble(name), load);
    if (wanted !== holder) give(state, duty, holder, wanted, now, out);
    else if (!isAble(holder) && duty.set.composition === "single") tellLost(state, duty, now, out);
  }
  for (const part of found) if (isToBePutRight(state, part, now)) putRight(state, part, now, out);
}

/** What works for a set, or carries what does; a member when it was given up. */
function isToBePutRight(state: MemberState, part: string, now: Micros): boolean {
  const { config, ruling } = state;
  if (config.hangsOn[part] === undefined || wasJustPutRight(state, part, now)) return false;
  if (specOf(config, part) === undefined) return true;
  return ruling!.books[part]?.standing === "failed" && !isHeldOut(state, part);
}

function give(state: MemberState, duty: Duty, from: string | null, to: string | null, now: Micros, out: Out): void {
  if (to === null) return tellLost(state, duty, now, out);
  const { ruling } = state;
  ruling!.moving[duty.name] = to;
  const of = replacementOf(state, duty.name, from, to);
  const because: Reason =
    from === null ? { rule: "set-exhausted", set: duty.set.name } : { rule: "part-failed", part: from };
  tellBegun(of, "replacement", because, out);
  out.push({ kind: "note", note: { kind: "step-begun", of, step: "assign", figure: null, phase: "redirect" } });
  const action = { kind: "assign-duty", duty: duty.name, to, epoch: ruling!.epoch } as const;
  act(state.desk, action, because, { of: "duty", duty: duty.name, to, from }, out);
}

/** Nobody is left: told once. */
function tellLost(state: MemberState, duty: Duty, now: Micros, out: Out): void {
  if (state.configuration.duties[duty.name] === null) return;
  propose(state, { what: "duty", duty: duty.name, holder: null }, now, out);
  const because: Reason = { rule: "set-exhausted", set: duty.set.name };
  out.push({ kind: "note", note: { kind: "duty-lost", set: duty.set.name, duty: duty.name, because } });
}

/** Somebody does it from now on, or could not be made to. */
export function hearAssigned(
  state: MemberState,
  { duty, to, from }: { readonly duty: string; readonly to: string; readonly from: string | null },
  outcome: Outcome,
  now: Micros,
  out: Out,
): void {
  const { ruling } = state;
  if (ruling?.moving[duty] !== to) return;
  delete ruling.moving[duty];
  const of = replacementOf(state, duty, from, to);
  const isDone = outcome.status === "done";
  const because: Reason = isDone ? { rule: "outcomes-in", found: null } : { rule: "refused", why: outcome.why };
  out.push({
    kind: "note",
    note: { kind: "step-ended", of, step: "assign", figure: null, result: outcome.status, because },
  });
  tellEnded(of, isDone ? "done" : "given-up", because, out);
  if (isDone) propose(state, { what: "duty", duty, holder: to }, now, out);
}

/** Whoever is Primary no more does not wait for whom it has told to stand in. */
export function abandonReplacements(state: MemberState, because: Reason, out: Out): void {
  for (const [duty, to] of Object.entries(state.ruling!.moving)) {
    const of = replacementOf(state, duty, null, to);
    out.push({
      kind: "note",
      note: { kind: "step-ended", of, step: "assign", figure: null, result: "unknown", because },
    });
    tellEnded(of, "given-up", because, out);
  }
}

/** All parts of servers for which nobody answers: nobody can use them, though they may work. */
function unansweredParts(state: MemberState): ReadonlySet<string> {
  const parts = Object.entries(state.config.serverOf).filter(([, server]) => isUnanswered(state, server));
  return new Set(parts.map(([part]) => part));
}

/** Nobody who looks after a server works: they have failed, or are being put right and hold no role yet. */
function isUnanswered({ config, ruling }: MemberState, server: string): boolean {
  const those = config.members.filter((each) => each.server === server);
  const { books, corrections } = ruling!;
  const isAway = (name: string): boolean => {
    const standing = books[name]?.standing;
    return standing === "failed" || (standing === "new" && corrections[name] !== undefined);
  };
  return those.length > 0 && those.every(({ name }) => isAway(name));
}

function replacementOf({ config }: MemberState, duty: string, from: string | null, to: string): Undertaking {
  const [set] = duty.split("/");
  const subjects = [{ kind: "failover-set", name: set ?? config.set }];
  const id = `${duty} ${to}`;
  return {
    family: "failover-sets",
    kind: "replacement",
    id,
    subjects,
    from: from ?? duty,
    to,
    recovers: false,
    restores: true,
  };
}
