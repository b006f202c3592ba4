/** The three answers to a self-test: it passes, it does not, or there is none on any network. */
import type { Micros } from "../../units/index.js";
import type { Out } from "../kit/desk.js";
import type { Reason } from "../words.js";
import { giveUpMember } from "./failover.js";
import { giveUp } from "./follow.js";
import { admit, silentEverywhere } from "./health.js";
import type { MemberState, Test } from "./member-state.js";
import { takeTest } from "./self-test.js";

/** Passes: it is the link that is broken. Does not: the member has failed, although the link lives. */
export function hearSelfTested(state: MemberState, from: string, passes: boolean, now: Micros, out: Out): void {
  const test = takeTest(state, from, out);
  if (test === null) return;
  if (!passes) return condemn(state, from, { rule: "not-to-specification", by: "others" }, [], now, out);
  if (test.why === "admission") return admit(state, from, now, out);
  if (test.why === "partly-silent") tellLink(state, from, test, out);
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
  const { every, misses } = state.config.policy;
  const heard = state.ruling === null ? state.heard : (state.ruling.books[member]?.heard ?? {});
  return Object.values(heard).some((at) => at > now - misses * every);
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
