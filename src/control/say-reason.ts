/** Any reason in words, whichever family gave it. */
import { balancingReasons } from "./balancing/words.js";
import { domainReasons } from "./dual-server/words.js";
import { failoverReasons } from "./failover/words.js";
import { setReasons } from "./failover-set/words.js";
import { kitReasons } from "./kit/words.js";
import { generalReasons } from "./reason.js";
import { recoveryReasons } from "./recovery/words.js";
import { pathReasons } from "./path/words.js";
import { replicationReasons } from "./replication/words.js";
import { type Phrase, plain } from "./say.js";
import type { Reason } from "./words.js";

type Sayer = (reason: Reason) => string | Phrase;

const sayers = new Map<string, Sayer>();

/** Adds how the reasons of one more family are said. @throws Error when another one has such a reason already */
export function teachReasons(more: Readonly<Record<string, (reason: never) => string | Phrase>>): void {
  for (const [rule, say] of Object.entries(more)) {
    if (sayers.has(rule)) throw new Error(`there is a reason ${rule} already`);
    // A sayer is only ever called with reasons of its own rule.
    sayers.set(rule, say as Sayer);
  }
}

for (const each of [
  generalReasons,
  kitReasons,
  failoverReasons,
  balancingReasons,
  recoveryReasons,
  replicationReasons,
  pathReasons,
  setReasons,
  domainReasons,
])
  teachReasons(each);

/** With its quantities marked. */
export function phraseOf(reason: Reason): Phrase {
  const say = sayers.get(reason.rule);
  if (say === undefined) throw new Error(`no family says the reason ${reason.rule}`);
  const said = say(reason);
  return typeof said === "string" ? plain(said) : said;
}

export function sayReason(reason: Reason): string {
  return phraseOf(reason).text;
}
