/** Failover: a member that failed is counted, replaced in its role, put right if it can be, and held out if it fails too often. */
import type { Micros } from "../../units/index.js";
import type { Out } from "../kit/desk.js";
import type { Reason } from "../words.js";
import { putRight } from "./corrections.js";
import { holdOut } from "./limit.js";
import { propose } from "./database.js";
import { specOf } from "./member-config.js";
import type { MemberState } from "./member-state.js";
import { compareClaims } from "./order.js";
import { stepDown } from "./resign.js";

/** As Primary: a member has failed. */
export function giveUpMember(state: MemberState, member: string, because: Reason, now: Micros, out: Out): void {
  const { config, ruling } = state;
  const book = ruling!.books[member];
  if (book === undefined || book.standing === "failed" || specOf(config, member) === undefined) return;
  book.standing = "failed";
  book.admitted = false;
  ruling!.rolesChanged = true;
  const { set, self } = config;
  out.push({ kind: "note", note: { kind: "member-given-up", set, member, by: self, because } });
  countFailure(state, member, now, out);
  nameSecondary(state, now, out);
  putRight(state, member, now, out);
}

/** One that an earlier Primary has counted, and that has not been in its role since, is the same failure. */
function countFailure(state: MemberState, member: string, now: Micros, out: Out): void {
  const { config, configuration, ruling } = state;
  if (configuration.failed.includes(member)) return;
  out.push({ kind: "note", note: { kind: "failure-counted", set: config.set, member, epoch: ruling!.epoch } });
  propose(state, { what: "failure", member, at: now }, now, out);
  holdOut(state, member, now, out);
}

/** The best of those that may hold a role is Secondary, as long as the present one may not. */
export function nameSecondary(state: MemberState, now: Micros, out: Out): void {
  const { configuration, config } = state;
  const ruling = state.ruling!;
  if (!ruling.serves) return;
  const mayBe = (name: string): boolean => ruling.books[name]?.admitted === true;
  const present = configuration.secondary;
  if (present !== null && mayBe(present)) return;
  const wanted =
    config.policy.reintegrate === "former-role" && configuration.former !== null && mayBe(configuration.former)
      ? configuration.former
      : bestOf(state, mayBe);
  if (wanted === present) return;
  ruling.named = propose(state, { what: "secondary", member: wanted, at: now }, now, out);
}

/** Who was Primary before and is back as Secondary gets its role, where the policy wants that. */
export function giveBack(state: MemberState, now: Micros, out: Out): void {
  const { configuration, config, ruling } = state;
  const { former, secondary } = configuration;
  if (config.policy.reintegrate !== "former-role" || former === null || ruling?.serves !== true) return;
  if (secondary !== former || ruling.named > ruling.committed) {
    const isBack = ruling.books[former]?.admitted === true && secondary !== former;
    if (isBack) ruling.named = propose(state, { what: "secondary", member: former, at: now }, now, out);
    return;
  }
  const { epoch, index } = configuration.version;
  const { version } = ruling.books[former]!;
  if (version.epoch !== epoch || version.index < index) return;
  stepDown(state, { rule: "given-back", to: former }, now, out, former);
}

function bestOf({ config }: MemberState, mayBe: (name: string) => boolean): string | null {
  const able = config.members.filter(({ name }) => mayBe(name)).map((each) => ({ ...each, since: null }));
  return able.toSorted(compareClaims)[0]?.name ?? null;
}
