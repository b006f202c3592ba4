/** The database: the Primary makes changes, members store them in its order, and a change that a quorum has stored is acknowledged. */
import type { Micros } from "../../units/index.js";
import type { Out } from "../kit/desk.js";
import type { MessageOf } from "../words.js";
import { type Change, changedBy, compareVersions, type Configuration, type Version } from "./configuration.js";
import { tellMember, tellVoters } from "./talk.js";
import type { Book, MemberState, Ruling } from "./member-state.js";
import { quorumOf } from "./order.js";

/** Makes a change as Primary. What comes of it is told when it is durable. */
export function propose(state: MemberState, change: Change, now: Micros, out: Out): number {
  const ruling = state.ruling!;
  const { set } = state.config;
  const { version, digest } = state.configuration;
  adopt(state, changedBy(state.configuration, change, ruling.epoch), out);
  const { index } = state.configuration.version;
  ruling.stored[index] = 1;
  const body = { kind: "change", set, epoch: ruling.epoch, onto: { version, digest }, change } as const;
  tellVoters(state, body, out);
  for (const book of Object.values(ruling.books)) {
    if (book.sent === null || compareVersions(book.sent, version) !== 0) continue;
    book.sent = state.configuration.version;
    book.resendAt = now + state.config.policy.every;
  }
  return index;
}

function adopt(state: MemberState, configuration: Configuration, out: Out): void {
  const { set, self } = state.config;
  const { version, digest } = configuration;
  state.configuration = configuration;
  state.unstored = true;
  out.push({ kind: "note", note: { kind: "configuration-stored", set, member: self, version, digest } });
}

/** A member hears of a change: it stores what follows on what it has, and says what it has then. */
export function hearChange(state: MemberState, from: string, body: MessageOf<"change">, out: Out): void {
  const { version, digest } = state.configuration;
  const { onto, change, epoch } = body;
  if (compareVersions(version, onto.version) === 0 && digest === onto.digest) {
    adopt(state, changedBy(state.configuration, change, epoch), out);
  }
  tellStored(state, from, epoch, out);
}

/** Instead of what it has, unless that is as new. */
export function hearSnapshot(state: MemberState, from: string, body: MessageOf<"snapshot">, out: Out): void {
  const { configuration, epoch } = body;
  if (compareVersions(configuration.version, state.configuration.version) > 0) adopt(state, configuration, out);
  tellStored(state, from, epoch, out);
}

function tellStored(state: MemberState, to: string, epoch: number, out: Out): void {
  const { version, digest } = state.configuration;
  tellMember(state, to, { kind: "stored", set: state.config.set, epoch, version, digest }, out);
}

/** A member has told what it has; true when more than before is durable by that. */
export function noteStored(state: MemberState, book: Book, version: Version, digest: number): boolean {
  const ruling = state.ruling!;
  const isLater = compareVersions(version, book.version) > 0;
  const before = book.version;
  if (!isLater) return false;
  book.version = version;
  book.digest = digest;
  if (book.sent === null || compareVersions(book.sent, version) < 0) book.sent = version;
  return version.epoch === ruling.epoch && countStored(state, ruling, before, version);
}

/** Only changes of its own epoch are counted: what an earlier Primary left is durable with the first of them. */
function countStored(state: MemberState, ruling: Ruling, before: Version, { index }: Version): boolean {
  const known = before.epoch === ruling.epoch ? before.index : 0;
  const wanted = quorumOf(state.config);
  let committed = ruling.committed;
  for (let each = Math.max(known, ruling.committed) + 1; each <= index; each++) {
    const stored = (ruling.stored[each] ?? 0) + 1;
    ruling.stored[each] = stored;
    if (stored >= wanted) committed = each;
  }
  return commitUpTo(ruling, committed);
}

export function commitUpTo(ruling: Ruling, committed: number): boolean {
  if (committed <= ruling.committed) return false;
  for (let each = ruling.committed; each <= committed; each++) delete ruling.stored[each];
  ruling.committed = committed;
  return true;
}

/** Who lacks something and will not get it by what is under way is sent all. */
export function bringUpToDate(state: MemberState, member: string, book: Book, now: Micros, out: Out): void {
  const { configuration, config, ruling } = state;
  const lacks = compareVersions(book.version, configuration.version) < 0;
  const isOnItsWay = book.sent !== null && compareVersions(book.sent, book.version) > 0 && now < book.resendAt;
  if (!lacks || isOnItsWay) return;
  book.sent = configuration.version;
  book.resendAt = now + config.policy.every;
  const body = { kind: "snapshot", set: config.set, epoch: ruling!.epoch, configuration } as const;
  tellMember(state, member, body, out);
}

/** The version that all who may hold a role must have. */
export function durableVersion({ ruling }: MemberState): Version {
  return { epoch: ruling!.epoch, index: ruling!.committed };
}
