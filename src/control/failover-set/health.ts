/** Health monitoring by the Primary: who is silent on which network, who may be admitted, and who may not. */
import type { Micros } from "../../units/index.js";
import type { Out } from "../kit/desk.js";
import type { MessageOf, Reason } from "../words.js";
import { compareVersions } from "./configuration.js";
import { isBeingTakenDown, wasJustPutRight } from "./corrections.js";
import { durableVersion, propose } from "./database.js";
import { giveUpMember, nameSecondary } from "./failover.js";
import type { MemberConfig } from "./member-config.js";
import type { Book, MemberState } from "./member-state.js";
import { isHeldOut } from "./role.js";
import { askSelfTest } from "./self-test.js";
import { patienceOf } from "./talk.js";

type Answer = MessageOf<"ruled">;

/** A member has answered: one that was started since, or failed, or was silent, has to be tested before it holds a role again. */
export function noteAlive(state: MemberState, member: string, book: Book, answer: Answer, now: Micros, out: Out): void {
  if (book.boots !== 0 && book.boots !== answer.boots && book.standing === "fit") {
    giveUpMember(state, member, { rule: "ended-before", because: "it was started anew" }, now, out);
  }
  if (book.boots !== answer.boots) book.heardSince = now;
  book.boots = answer.boots;
  if (!answer.fit && (book.standing === "fit" || book.standing === "testing")) {
    return giveUpMember(state, member, { rule: "not-to-specification", by: "itself" }, now, out);
  }
  if (book.standing === "failed") {
    if (!answer.fit) return testForAdmission(state, member, now, out);
    book.standing = "new";
  }
  if (book.standing !== "new") return;
  const refusal = whyNot(state, member, book, answer, now);
  if (refusal === "later") return;
  if (refusal !== null) return refuse(state, member, book, refusal, out);
  book.refused = null;
  testForAdmission(state, member, now, out);
}

/** Only that answer admits it: while another test is under way it goes on being new, and is tested when it answers next. */
function testForAdmission(state: MemberState, member: string, now: Micros, out: Out): void {
  const book = state.ruling!.books[member]!;
  const isAsked = askSelfTest(state, member, { why: "admission", over: state.config.networks }, now, out);
  if (isAsked && book.standing === "new") book.standing = "testing";
}

/** Why a candidate may hold no role; `later`: it may as soon as it is up to date, and not about to be restarted. */
function whyNot(state: MemberState, member: string, book: Book, answer: Answer, now: Micros): Reason | "later" | null {
  const { config, configuration, ruling } = state;
  const unlike = config.policy.compatible.find((what) => configuration.requires?.[what] !== answer[what]);
  if (unlike !== undefined) {
    return { rule: "incompatible", what: unlike, has: answer[unlike], wanted: configuration.requires![unlike] };
  }
  if (isHeldOut(state, member)) {
    const failures = configuration.failures[member]?.length ?? 0;
    return { rule: "over-the-limit", failures, within: config.policy.limit?.within ?? 0 };
  }
  if (isBeingTakenDown(state, member)) return "later";
  if (!ruling!.serves || compareVersions(answer.version, durableVersion(state)) < 0) return "later";
  const heard = networksOf(book, now, state);
  const missing = aliveNetworks(state, now).filter((each) => !heard.includes(each));
  // What leaves at one instant arrives over one network before the other: it is given the time of one interval.
  if (missing.length === 0) return null;
  const rule = "heard-on-some-networks";
  return now - book.heardSince < config.policy.every ? "later" : { rule, heard, missing };
}

function refuse(state: MemberState, member: string, book: Book, because: Reason, out: Out): void {
  if (book.refused === because.rule) return;
  book.refused = because.rule;
  out.push({ kind: "note", note: { kind: "candidate-refused", set: state.config.set, member, because } });
}

/** It passed its self-test: it may hold a role. */
export function admit(state: MemberState, member: string, now: Micros, out: Out): void {
  const { config, ruling, configuration } = state;
  const book = ruling?.books[member];
  if (book?.standing !== "testing" || ruling === null) return;
  // It may have missed something while it was tested.
  if (compareVersions(book.version, durableVersion(state)) < 0) return void (book.standing = "new");
  ruling.rolesChanged = true;
  book.standing = "fit";
  book.admitted = true;
  book.silent = [];
  const { version } = configuration;
  out.push({ kind: "note", note: { kind: "member-admitted", set: config.set, member, version } });
  if (configuration.failed.includes(member)) propose(state, { what: "back", member }, now, out);
  nameSecondary(state, now, out);
}

/** At each interval: whoever is silent on every network may have failed, and whoever is on one may have a broken link. */
export function lookAtMembers(state: MemberState, now: Micros, out: Out): void {
  const { config, ruling } = state;
  const alive = aliveNetworks(state, now);
  for (const { name } of config.members) {
    const book = ruling!.books[name];
    if (book === undefined) continue;
    if (book.standing === "new") lookAtCandidate(state, name, book, now, out);
    if (book.standing !== "fit") continue;
    const heard = networksOf(book, now, state);
    const missing = config.networks.filter((each) => !heard.includes(each));
    const newly = missing.filter((each) => !book.silent.includes(each));
    book.silent = missing;
    if (newly.length === 0) continue;
    judgeSilence(state, name, { heard, newly, alive }, now, out);
    if (state.ruling === null) return;
  }
}

/** Who holds no role yet fails like any other: it was never heard, or not any more, and is not just being put right. */
function lookAtCandidate(state: MemberState, member: string, book: Book, now: Micros, out: Out): void {
  const { config, ruling } = state;
  const { since, corrections } = ruling!;
  if (corrections[member] !== undefined || wasJustPutRight(state, member, now)) return;
  if (networksOf(book, now, state).length > 0 || now - since <= patienceOf(state)) return;
  askSelfTest(state, member, { why: "silent", over: config.networks }, now, out);
}

interface Silence {
  readonly heard: readonly string[];
  readonly newly: readonly string[];
  /** Networks over which anybody is heard. */
  readonly alive: readonly string[];
}

function judgeSilence(
  state: MemberState,
  member: string,
  { heard, newly, alive }: Silence,
  now: Micros,
  out: Out,
): void {
  const { networks, policy } = state.config;
  if (!policy.selfTest) {
    const because: Reason =
      heard.length === 0 ? silentEverywhere(state.config) : { rule: "silent-on-one-network", network: newly[0]! };
    return giveUpMember(state, member, because, now, out);
  }
  const why = heard.length === 0 ? "silent" : "partly-silent";
  const over = heard.length === 0 ? networks : heard;
  // A network over which nobody is heard says nothing of a member.
  if (why === "silent" || newly.some((each) => alive.includes(each)))
    askSelfTest(state, member, { why, over }, now, out);
}

export function silentEverywhere({ networks, policy }: MemberConfig): Reason {
  return { rule: "silent-on-all-networks", networks, within: policy.selfTestWithin };
}

function networksOf({ heard }: Book, now: Micros, state: MemberState): readonly string[] {
  const { networks } = state.config;
  return networks.filter((each) => (heard[each] ?? -Infinity) > now - patienceOf(state));
}

/** Over which anybody is heard: looked for once at each instant. */
function aliveNetworks(state: MemberState, now: Micros): readonly string[] {
  const { alive, books } = state.ruling!;
  if (alive.at !== now) {
    const all = Object.values(books);
    alive.at = now;
    alive.networks = state.config.networks.filter((network) =>
      all.some(({ heard }) => (heard[network] ?? -Infinity) > now - patienceOf(state)),
    );
  }
  return alive.networks;
}
