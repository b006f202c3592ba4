/** The three answers to a self-test: it passes, it does not, or there is none on any network. */
import type { Micros } from "../../units/index.js";
import type { Out } from "../kit/desk.js";
import type { MessageOf, Reason } from "../words.js";
import { giveUpMember } from "./failover.js";
import { giveUp } from "./follow.js";
import { admit, silentEverywhere } from "./health.js";
import type { MemberState, Test } from "./member-state.js";
import { takeTest } from "./self-test.js";
import { patienceOf, wake } from "./talk.js";

/** Passes: it is the link that is broken. Does not: the member has failed, although the link lives. */
export function hearSelfTested(
  state: MemberState,
  from: string,
  { passes, asked, rules }: MessageOf<"self-tested">,
  now: Micros,
  out: Out,
): void {
  const test = takeTest(state, from, out, asked);
  if (test === null) return;
  if (!passes) return condemn(state, from, { rule: "not-to-specification", by: "others" }, [], now, out);
  if (test.why === "admission") return admit(state, from, now, out);
  if (state.primary === from && rules !== state.epoch) return giveUp(state, STARTED, [], now, out);
  if (test.why === "partly-silent") tellLink(state, from, test, out);
  if (test.why === "silent" && state.primary === from) watchOn(state, now, out);
}

const STARTED: Reason = { rule: "ended-before", because: "it works, and does not rule any more" };

/** It answers, and what it says as Primary does not come through: it is asked again after a while. */
function watchOn(state: MemberState, now: Micros, out: Out): void {
  for (const network of state.silent) wake(state, "silent", now + patienceOf(state), out, network);
}

/** No answer: silence on all networks. Whoever is heard on one of them still may be too busy to answer, and is tested later. */
export function missSelfTest(state: MemberState, member: string, now: Micros, out: Out): void {
  const test = takeTest(state, member, out);
  if (test === null) return;
  const book = state.ruling?.books[member];
  if (test.why === "admission") {
    if (book?.standing === "testing") book.standing = "new";
    return;
  }
  if (isHeard(state, member, now)) return;
  condemn(state, member, silentEverywhere(state.config), state.config.networks, now, out);
}

function isHeard(state: MemberState, member: string, now: Micros): boolean {
  const heard = state.ruling === null ? state.heard : (state.ruling.books[member]?.heard ?? {});
  return Object.values(heard).some((at) => at > now - patienceOf(state));
}

/** @param unless of a Primary: it was given up too soon if it is heard over one of these */
function condemn(
  state: MemberState,
  member: string,
  because: Reason,
  unless: readonly string[],
  now: Micros,
  out: Out,
): void {
  if (state.ruling !== null) giveUpMember(state, member, because, now, out);
  else if (state.primary === member) giveUp(state, because, unless, now, out);
}

function tellLink({ config, silent, ruling }: MemberState, member: string, { over }: Test, out: Out): void {
  const { set, self: by } = config;
  const missing = ruling === null ? silent : (ruling.books[member]?.silent ?? []);
  for (const network of missing) {
    const because: Reason = { rule: "self-test-passed", over };
    out.push({ kind: "note", note: { kind: "link-given-up", set, member, by, network, because } });
  }
}
