/** Arbitration: who stands for Primary, and who votes for whom. Nobody serves before a quorum has promised to follow. */
import type { Micros } from "../../units/index.js";
import { cancelTimer, type Out } from "../kit/desk.js";
import { tellBegun, tellEnded } from "../kit/undertaking.js";
import type { MessageOf, Reason } from "../words.js";
import { abandonBid, settlingOf, tellStep, tellStepEnd } from "./bidding.js";
import type { Bid, MemberState } from "./member-state.js";
import { countVoters, quorumOf } from "./order.js";
import { promise } from "./promise.js";
import { isHeldOut } from "./role.js";
import { beginRule } from "./rule.js";
import { testItself } from "./self-test.js";
import { planToStand, planToStandAgain, rankOf } from "./standing.js";
import { tellMember, tellVoters, wake } from "./talk.js";
import { wouldVote } from "./voting.js";

/** Its turn has come: it asks first who would vote for it, so that a bid in vain disturbs nobody. */
export function stand(state: MemberState, now: Micros, out: Out): void {
  const { ruling, bid, primary, config, promised, newest } = state;
  if (ruling !== null || bid !== null || primary !== null || rankOf(state) === null) return;
  if (now < state.promisedUntil) return planToStand(state, now, out);
  // It may be the only one who can: nobody else asks whether it works again where there is no Primary.
  if (!state.fit) return testItself(state, out);
  state.bids += 1;
  const because: Reason =
    state.givenUp === null
      ? { rule: "no-primary-heard", since: Math.max(state.bootedAt, ...Object.values(state.heard)) }
      : { rule: "primary-given-up", primary: state.givenUp.primary };
  tellBegun(settlingOf(state), "arbitration", because, out);
  const epoch = Math.max(promised, newest) + 1;
  ask(state, { epoch, trial: true, sentAt: now, votes: [config.self], cold: state.boot === null }, now, out);
}

function ask(state: MemberState, bid: Bid, now: Micros, out: Out): void {
  const { config, configuration } = state;
  const { hardware, firmware } = state.own;
  const { epoch, trial } = bid;
  state.bid = bid;
  tellStep(state, out);
  const body = {
    kind: "bid",
    set: config.set,
    epoch,
    trial,
    version: configuration.version,
    hardware,
    firmware,
  } as const;
  tellVoters(state, body, out);
  wake(state, "bid-over", now + config.policy.every, out);
  count(state, now, out);
}

function count(state: MemberState, now: Micros, out: Out): void {
  const { bid, config } = state;
  if (bid === null || bid.votes.length < quorumOf(config)) return;
  const because: Reason = { rule: "best-of-those-who-vote", votes: bid.votes.length, of: countVoters(config) };
  tellStepEnd(state, "done", because, out);
  if (bid.trial) {
    promise(state, bid.epoch, config.self);
    return ask(state, { ...bid, trial: false, sentAt: now, votes: [config.self] }, now, out);
  }
  tellEnded(settlingOf(state), "done", because, out);
  state.bid = null;
  cancelTimer(state.desk, { kind: "bid-over", subject: config.self }, out);
  beginRule(state, bid, now, out);
}

export function hearBid(state: MemberState, from: string, body: MessageOf<"bid">, now: Micros, out: Out): void {
  const { config, configuration, promised, promisedTo, ruling } = state;
  const { epoch, trial, version } = body;
  const promisedUntil = ruling !== null ? Infinity : state.promisedUntil;
  const voter = { promised, promisedTo, promisedUntil, version: configuration.version };
  const granted =
    wouldVote(voter, { candidate: from, epoch, version }, now) && fits(state, body) && !isHeldOut(state, from);
  if (granted && !trial) {
    promise(state, epoch, from);
    state.promisedUntil = now + config.policy.lease + config.policy.margin;
    abandonBid(state, { rule: "better-claim", of: from }, out);
    planToStand(state, now, out);
  }
  const isIn = state.boot !== null;
  const answer = { kind: "vote", set: config.set, epoch, trial, granted, promised: state.promised, isIn } as const;
  tellMember(state, from, answer, out);
}

/** It is of the kind that the set requires, or of its own where the set has never had a Primary. */
function fits({ config, own, configuration }: MemberState, candidate: MessageOf<"bid">): boolean {
  const wanted = configuration.requires ?? own;
  return config.policy.compatible.every((what) => wanted[what] === candidate[what]);
}

export function hearVote(state: MemberState, from: string, body: MessageOf<"vote">, now: Micros, out: Out): void {
  const { bid } = state;
  state.newest = Math.max(state.newest, body.promised);
  if (bid === null || bid.epoch !== body.epoch || bid.trial !== body.trial) return;
  if (!body.granted || bid.votes.includes(from)) return;
  state.bid = { ...bid, votes: [...bid.votes, from], cold: bid.cold && !body.isIn };
  if (body.isIn) state.metFailover = true;
  count(state, now, out);
}

/** Too few promised in time. */
export function endBid(state: MemberState, now: Micros, out: Out): void {
  if (state.bid === null) return;
  abandonBid(state, { rule: "no-answer", within: state.config.policy.every }, out);
  planToStandAgain(state, now, out);
}

/** The Primary has stepped down: the promise to it binds no more, whether it was given up before or not. */
export function hearResigned(
  state: MemberState,
  from: string,
  body: MessageOf<"resigned">,
  now: Micros,
  out: Out,
): void {
  const { config, primary, epoch, givenUp, promised, ruling } = state;
  if ((primary ?? givenUp?.primary) !== from || epoch !== body.epoch || ruling !== null) return;
  // Whoever has been promised a newer epoch since is not concerned.
  const isBound = promised === epoch && now < state.promisedUntil;
  if (primary === null && !isBound) return;
  state.primary = null;
  if (isBound) state.promisedUntil = now;
  state.givenUp = { primary: from, epoch, failed: body.failed, unless: [] };
  if (body.heir === config.self) return stand(state, now, out);
  planToStand(state, now, out);
}
