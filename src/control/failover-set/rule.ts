/** The rule of a Primary: it is said to all at each health interval, and lasts by their answers: without a quorum of them its lease ends. */
import type { Micros } from "../../units/index.js";
import type { Out } from "../kit/desk.js";
import type { MessageOf } from "../words.js";
import { tellBooted } from "./boot.js";
import { callForHeldOut } from "./corrections.js";
import { bringUpToDate, commitUpTo, noteStored, propose } from "./database.js";
import { lookAtMembers, noteAlive } from "./health.js";
import { giveUpMember, nameSecondary } from "./failover.js";
import { type Bid, type Book, type MemberState, NO_SYMPTOMS, type Ruling } from "./member-state.js";
import type { Role } from "./messages.js";
import { countVoters, quorumOf, votersOf } from "./order.js";
import { lookAtDuties } from "./replacement.js";
import { stepDown } from "./resign.js";
import { takeRole } from "./role.js";
import { noteSymptoms } from "./symptoms.js";
import { patienceOf, tellMember, wake } from "./talk.js";
import { grantDurable, tellRoster } from "./requests.js";

/** A quorum has promised to follow: it begins to rule, and serves as soon as its first change is durable. */
export function beginRule(
  state: MemberState,
  bid: Pick<Bid, "epoch" | "sentAt" | "cold">,
  now: Micros,
  out: Out,
): void {
  const { config, configuration } = state;
  const first = configuration.version.index + 1;
  const books = Object.fromEntries(
    votersOf(config)
      .filter((each) => each !== config.self)
      .map((each) => [each, newBook(bid.sentAt)]),
  );
  state.primary = null;
  state.ruling = {
    ...{
      epoch: bid.epoch,
      since: now,
      cold: bid.cold,
      serves: false,
      first,
      named: first,
      committed: first - 1,
      stored: {},
    },
    ...{
      leaseUntil: bid.sentAt + config.policy.lease,
      said: 0,
      books,
      waiting: [],
      corrections: {},
      corrected: {},
      moving: {},
      roster: [],
      alive: { at: -1, networks: [] },
      rolesChanged: false,
    },
  };
  const { hardware, firmware } = state.own;
  const after = state.givenUp?.failed === true ? "failure" : "other";
  const requires = { hardware, firmware };
  propose(state, { what: "primary", member: config.self, at: now, requires, after }, now, out);
  wake(state, "lease", state.ruling.leaseUntil, out);
  beat(state, now, out);
  if (quorumOf(config) === 1 && commitUpTo(state.ruling, first)) onDurable(state, now, out);
}

/** Whoever voted for it has promised to follow for a while. */
function newBook(ackedAt: Micros): Book {
  return {
    ...{ heard: {}, silent: [], ackedAt, version: { epoch: 0, index: 0 }, digest: 0, sent: null, resendAt: 0 },
    ...{
      boots: 0,
      heardSince: 0,
      symptoms: NO_SYMPTOMS,
      standing: "new",
      admitted: false,
      broken: null,
      refused: null,
      told: "none",
    },
  };
}

function sayRule(state: MemberState, ruling: Ruling, to: string, now: Micros, out: Out): void {
  const { config, configuration, errors } = state;
  const { epoch, books } = ruling;
  const { priority } = state.own;
  const { version, primarySince: since } = configuration;
  const as = roleOf(state, to);
  const book = books[to]!;
  book.told = as;
  ruling.said += 1;
  // Whoever comes when that is over, or is started anew, comes into a set that is there.
  const cold = ruling.cold && book.heardSince - ruling.since < patienceOf(state);
  const body = {
    kind: "rule",
    set: config.set,
    epoch,
    number: ruling.said,
    sentAt: now,
    version,
    as,
    order: { priority, since },
    cold,
    errors,
  } as const;
  tellMember(state, to, body, out);
}

/** Whose role has changed in this turn is told so at once. */
export function tellRoles(state: MemberState, now: Micros, out: Out): void {
  const { ruling } = state;
  if (ruling === null || !ruling.rolesChanged) return;
  ruling.rolesChanged = false;
  for (const [name, { told }] of Object.entries(ruling.books)) {
    if (told !== roleOf(state, name)) sayRule(state, ruling, name, now, out);
  }
}

/** Says to all that it rules, and looks at what they have answered so far. */
export function beat(state: MemberState, now: Micros, out: Out): void {
  const { config, ruling } = state;
  if (ruling === null) return;
  for (const to of Object.keys(ruling.books)) sayRule(state, ruling, to, now, out);
  wake(state, "beat", now + config.policy.every, out);
  if (!ruling.serves) return;
  lookAtMembers(state, now, out);
  if (state.ruling !== null) {
    callForHeldOut(state, now, out);
    lookAtDuties(state, now, out);
  }
  tellRoster(state, out);
}

/** Told to it by the Primary alone: one that is not up to date, not tested or held out has none. */
function roleOf({ ruling, configuration }: MemberState, member: string): Role {
  const { admitted } = ruling!.books[member]!;
  if (!admitted) return "none";
  return configuration.secondary === member && ruling!.named <= ruling!.committed ? "secondary" : "alternate";
}

/** What a member answers: that it follows, what it has, and how it is. */
export function hearRuled(
  state: MemberState,
  from: string,
  over: string,
  body: MessageOf<"ruled">,
  now: Micros,
  out: Out,
): void {
  const book = bookOf(state, from, body.epoch);
  if (book === null) return;
  book.heard[over] = now;
  book.ackedAt = Math.max(book.ackedAt, body.sentAt);
  book.broken = body.broken;
  // A witness votes and holds no role: it is no candidate, and has nothing to test.
  if (from !== state.config.witness) noteAlive(state, from, book, body, now, out);
  if (state.ruling === null) return;
  book.symptoms = noteSymptoms(state, from, book.symptoms, body.errors, now, out);
  if (noteStored(state, book, body.version, body.digest)) onDurable(state, now, out);
  if (state.ruling !== null) bringUpToDate(state, from, book, now, out);
}

export function hearStored(state: MemberState, from: string, body: MessageOf<"stored">, now: Micros, out: Out): void {
  const book = bookOf(state, from, body.epoch);
  if (book === null) return;
  if (noteStored(state, book, body.version, body.digest)) onDurable(state, now, out);
  if (state.ruling !== null) bringUpToDate(state, from, book, now, out);
}

/** Somebody follows a newer one. Where no quorum is asked for, it makes itself newer. */
export function hearOverruled(state: MemberState, { epoch }: MessageOf<"overruled">, now: Micros, out: Out): void {
  const { ruling, config } = state;
  state.newest = Math.max(state.newest, epoch);
  if (ruling === null || epoch <= ruling.epoch) return;
  if (config.policy.quorum === "none")
    return beginRule(state, { epoch: epoch + 1, sentAt: now, cold: false }, now, out);
  stepDown(state, { rule: "newer-epoch", epoch }, now, out);
}

/** What it knows of somebody who answers to its present rule. */
function bookOf({ ruling }: MemberState, from: string, epoch: number): Book | null {
  return ruling?.epoch === epoch ? (ruling.books[from] ?? null) : null;
}

/** More than before is durable. */
function onDurable(state: MemberState, now: Micros, out: Out): void {
  const ruling = state.ruling!;
  if (!ruling.serves && ruling.committed >= ruling.first) serve(state, now, out);
  if (state.ruling === null) return;
  ruling.rolesChanged = true;
  grantDurable(state, out);
}

/** From now on it is Primary. Whom it follows has failed, if it was given up. */
function serve(state: MemberState, now: Micros, out: Out): void {
  const ruling = state.ruling!;
  const { config, givenUp } = state;
  ruling.serves = true;
  const votes = quorumOf(config);
  takeRole(state, "primary", ruling.epoch, { rule: "best-of-those-who-vote", votes, of: countVoters(config) }, out);
  tellBooted(state, ruling.cold, out);
  state.givenUp = null;
  if (givenUp !== null && givenUp.failed) {
    giveUpMember(state, givenUp.primary, { rule: "primary-given-up", primary: givenUp.primary }, now, out);
  }
  nameSecondary(state, now, out);
}

// ---- the lease

/** Until when a quorum has promised to have nobody else. */
function leaseOf({ config, ruling }: MemberState, now: Micros): Micros {
  const acked = [now, ...Object.values(ruling!.books).map(({ ackedAt }) => ackedAt)].toSorted((a, b) => b - a);
  return (acked[quorumOf(config) - 1] ?? -Infinity) + config.policy.lease;
}

/** Before anything else is done: whoever was away, or unheard, for too long is not Primary any more. */
export function checkLease(state: MemberState, now: Micros, out: Out): void {
  const { ruling } = state;
  if (ruling === null || now < ruling.leaseUntil) return;
  ruling.leaseUntil = leaseOf(state, now);
  if (now < ruling.leaseUntil) return wake(state, "lease", ruling.leaseUntil, out);
  stepDown(state, { rule: "lease-ended", leaseUntil: ruling.leaseUntil }, now, out);
}
