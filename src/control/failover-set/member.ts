/** A member of a failover set: a control processor on which all services run, and which may come to be Primary. */
import type { Micros } from "../../units/index.js";
import { act, isSet, newDesk, type Out, settle, takeTimer } from "../kit/desk.js";
import { storeBefore } from "../kit/position.js";
import type { Machine } from "../machine.js";
import type { Effect, EffectId, Input, Message, Outcome, TimerName } from "../words.js";
import { endBid, hearBid, hearResigned, hearVote, stand } from "./arbitration.js";
import { boot, discover, hearAnnounce, hearHere } from "./boot.js";
import { hearCorrected } from "./corrections.js";
import { hearChange, hearSnapshot } from "./database.js";
import { giveBack } from "./failover.js";
import { hearRule, isAwaited, isFollowing, loseStarter, onSilence } from "./follow.js";
import { service } from "./limit.js";
import type { MemberConfig } from "./member-config.js";
import { type MemberState, newMember, type Stored } from "./member-state.js";
import { hearAssigned } from "./replacement.js";
import { hearGranted, hearWanted, takeRequest, workOff } from "./requests.js";
import { stepDown } from "./resign.js";
import { beat, checkLease, hearOverruled, hearRuled, hearStored, tellRoles } from "./rule.js";
import { answerSelfTest, hearSelfTest } from "./self-test.js";
import { planToStand } from "./standing.js";
import { wake } from "./talk.js";
import { hearSelfTested, missSelfTest } from "./verdict.js";

const POSITION = "position";

export const setMember: Machine<MemberConfig, MemberState, Input, Effect> = {
  start: (config, now) => begin(config, null, now),
  restart: (config, disk, now) => begin(config, (disk[POSITION] as Stored | undefined) ?? null, now),
  step(state, input, now) {
    const out: Out = [];
    checkLease(state, now, out);
    take(state, input, now, out);
    tellRoles(state, now, out);
    return storing(state, out);
  },
};

/** Actions of an earlier life have other numbers. */
const ACTIONS_OF_A_LIFE = 1_000_000;

function begin(config: MemberConfig, stored: Stored | null, now: Micros) {
  const state = newMember(config, stored, newDesk(), now);
  state.desk.nextId = state.boots * ACTIONS_OF_A_LIFE;
  const out: Out = [];
  boot(state, now, out);
  if (config.looksAfter) examine(state, now, out);
  return storing(state, out);
}

/** Nothing is said that would not be known after a restart. */
function storing(state: MemberState, out: Out) {
  const { boots, promised, promisedTo, configuration, unstored } = state;
  const content = (): Stored => ({ boots, promised, promisedTo, configuration });
  state.unstored = false;
  return { state, effects: storeBefore(out, POSITION, () => unstored, content) };
}

function take(state: MemberState, input: Input, now: Micros, out: Out): void {
  switch (input.kind) {
    case "timer":
      takeTimer(state.desk, input.timer);
      return onTimer(state, input.timer, now, out);
    case "message": {
      const { from, over, body } = input;
      if (body.kind === "hardware-error") state.errors += 1;
      if (body.kind === "serviced") return service(state, body.host, now, out);
      if (!("set" in body) || body.set !== state.config.set) return;
      return hear(state, from, over ?? "", body, now, out);
    }
    case "outcome":
      return onOutcome(state, input.id, input.outcome, now, out);
  }
}

function onTimer(state: MemberState, { kind, subject }: TimerName, now: Micros, out: Out): void {
  switch (kind) {
    case "stand":
      return stand(state, now, out);
    case "bid-over":
      return endBid(state, now, out);
    case "discover":
      return discover(state, now, out);
    case "beat":
      return beat(state, now, out);
    case "lease":
      return checkLease(state, now, out);
    case "silent":
      return onSilence(state, subject, now, out);
    case "self-test":
      return missSelfTest(state, subject, now, out);
    case "examine":
      return examine(state, now, out);
    case "request":
      return workOff(state, Number(subject), now, out);
  }
}

function hear(state: MemberState, from: string, over: string, body: Message, now: Micros, out: Out): void {
  switch (body.kind) {
    case "announce":
      loseStarter(state, from, body.promised, now, out);
      return hearAnnounce(state, from, over, out);
    case "here":
      return hearHere(state, body, now, out);
    case "bid":
      loseStarter(state, from, body.epoch - 1, now, out);
      return hearBid(state, from, body, now, out);
    case "vote":
      return hearVote(state, from, body, now, out);
    case "resigned":
      return hearResigned(state, from, body, now, out);
    case "rule":
      return hearRule(state, from, over, body, now, out);
    case "ruled":
      hearRuled(state, from, over, body, now, out);
      return giveBack(state, now, out);
    case "stored":
      return hearStored(state, from, body, now, out);
    case "overruled":
      return hearOverruled(state, body, now, out);
    case "change":
      // Whoever was promised the epoch rules if it makes changes under it: that comes before it says so.
      if (!isFollowing(state, from, body.epoch) && !isAwaited(state, from, body.epoch)) return;
      return hearChange(state, from, over, body, out);
    case "snapshot":
      return isFollowing(state, from, body.epoch) ? hearSnapshot(state, from, over, body, out) : undefined;
    case "self-test":
      return hearSelfTest(state, from, body.asked, out);
    case "self-tested":
      return hearSelfTested(state, from, body, now, out);
    case "request":
      return takeRequest(state, from, body, now, out);
    case "wanted":
      return hearWanted(state, from, body, now, out);
    case "granted":
      return hearGranted(state, body, out);
  }
}

function onOutcome(state: MemberState, id: EffectId, outcome: Outcome, now: Micros, out: Out): void {
  const owner = settle(state.desk, id)?.owner;
  switch (owner?.of) {
    case "self-test":
      return hearTestOfItself(state, outcome, now, out);
    case "examination":
      if (outcome.status === "done" && outcome.found?.what === "parts") state.broken = outcome.found.broken;
      return;
    case "duty":
      return hearAssigned(state, owner, outcome, now, out);
    case "correction":
      return hearCorrected(state, owner.part, outcome, now, out);
  }
}

/** Whoever fails steps down. Whoever did before, and is not led by anybody, has its turn again: to stand, or to test itself once more. */
function hearTestOfItself(state: MemberState, outcome: Outcome, now: Micros, out: Out): void {
  const wasFit = state.fit;
  if (answerSelfTest(state, outcome, out)) stepDown(state, { rule: "not-to-specification", by: "itself" }, now, out);
  if (!wasFit && state.ruling === null && state.primary === null)
    planToStand(state, now, out, state.config.policy.every);
}

/** Looks at the parts of its server, at each health interval. */
function examine(state: MemberState, now: Micros, out: Out): void {
  const { config, desk } = state;
  const server = config.members.find(({ name }) => name === config.self)!.server;
  const because = { rule: "step", step: "examine", figure: null } as const;
  act(desk, { kind: "examine-parts", server }, because, { of: "examination" }, out);
  if (!isSet(desk, { kind: "examine", subject: config.self })) wake(state, "examine", now + config.policy.every, out);
}
