/** Following a Primary: it is heard at each interval over each network, answered, and given up when it is silent or fails its self-test. */
import type { Micros } from "../../units/index.js";
import { cancelTimer, type Out } from "../kit/desk.js";
import type { MessageOf, Reason } from "../words.js";
import { abandonBid } from "./bidding.js";
import { tellBooted } from "./boot.js";
import { silentEverywhere } from "./health.js";
import { type MemberState, NO_SYMPTOMS } from "./member-state.js";
import { compareClaims } from "./order.js";
import { promise } from "./promise.js";
import { stepDown } from "./resign.js";
import { takeRole } from "./role.js";
import { beginRule } from "./rule.js";
import { askSelfTest } from "./self-test.js";
import { planToStand } from "./standing.js";
import { noteSymptoms } from "./symptoms.js";
import { patienceOf, tellMember, wake } from "./talk.js";

export function hearRule(
  state: MemberState,
  from: string,
  over: string,
  body: MessageOf<"rule">,
  now: Micros,
  out: Out,
): void {
  if (!accepts(state, from, over, body, now, out)) return;
  if (state.primary !== from || state.epoch !== body.epoch) begin(state, from, body.epoch, out);
  state.heard[over] = now;
  state.silent = state.silent.filter((each) => each !== over);
  const { lease, margin } = state.config.policy;
  state.promisedUntil = now + lease + margin;
  wake(state, "silent", now + patienceOf(state), out, over);
  // What was said before over a slower network says nothing new, though it were said at the same instant.
  if (body.number > state.said) {
    state.said = body.number;
    takeRole(state, body.as, body.epoch, { rule: "told-by-primary", primary: from }, out);
  }
  if (body.as !== "none") tellBooted(state, body.cold, out);
  tellMember(state, from, answerTo(state, body), out, [over]);
  state.symptoms = noteSymptoms(state, from, state.symptoms, body.errors, now, out);
}

/** Whether it follows whoever says to be Primary; if not, that one is told why. */
function accepts(
  state: MemberState,
  from: string,
  over: string,
  body: MessageOf<"rule">,
  now: Micros,
  out: Out,
): boolean {
  const { config, ruling, givenUp, promised } = state;
  if (givenUp?.primary === from && givenUp.epoch === body.epoch && !givenUp.unless.includes(over)) return false;
  if (ruling !== null && config.policy.quorum === "none") return meets(state, from, body, now, out);
  if (body.epoch < promised || ruling?.epoch === body.epoch) {
    tellMember(state, from, { kind: "overruled", set: config.set, epoch: promised }, out);
    return false;
  }
  if (ruling !== null) stepDown(state, { rule: "newer-epoch", epoch: body.epoch }, now, out);
  return true;
}

/** Two Primaries, which a quorum rules out: the total order decides, and the loser steps down. */
function meets(state: MemberState, from: string, body: MessageOf<"rule">, now: Micros, out: Out): boolean {
  const { config, configuration, ruling } = state;
  const { set, self } = config;
  out.push({ kind: "note", note: { kind: "roles-conflict", set, member: self, other: from } });
  const own = { name: self, priority: state.own.priority, since: configuration.primarySince };
  if (compareClaims(own, { name: from, ...body.order }) > 0) {
    stepDown(state, { rule: "better-claim", of: from }, now, out);
    state.promised = 0;
    return true;
  }
  // Its next change has to be newer than all that the other one has made.
  if (body.epoch >= ruling!.epoch) beginRule(state, { epoch: body.epoch + 1, sentAt: now, cold: false }, now, out);
  return false;
}

function begin(state: MemberState, primary: string, epoch: number, out: Out): void {
  promise(state, Math.max(epoch, state.promised), epoch >= state.promised ? primary : (state.promisedTo ?? primary));
  state.primary = primary;
  state.epoch = epoch;
  state.said = 0;
  state.heard = {};
  state.silent = [];
  state.symptoms = NO_SYMPTOMS;
  state.givenUp = null;
  abandonBid(state, { rule: "told-by-primary", primary }, out);
  for (const kind of ["stand", "discover"]) cancelTimer(state.desk, { kind, subject: state.config.self }, out);
}

function answerTo(
  { config, own: spec, configuration, boots, fit, errors, broken }: MemberState,
  { epoch, sentAt }: MessageOf<"rule">,
) {
  const { version, digest } = configuration;
  const { hardware, firmware } = spec;
  const own = { boots, fit, errors, broken, hardware, firmware };
  return { kind: "ruled", set: config.set, epoch, sentAt, version, digest, ...own } as const;
}

/**
 * Whoever asks who is there has been started anew: it is Primary no more.
 * @param promised what it had promised then: less, if it said so before it was Primary
 */
export function loseStarter(state: MemberState, from: string, promised: number, now: Micros, out: Out): void {
  if (state.primary !== from || promised < state.epoch) return;
  giveUp(state, { rule: "ended-before", because: "it was started anew" }, [], now, out);
}

/** A network over which the Primary was heard carries nothing of it any more. */
export function onSilence(state: MemberState, network: string, now: Micros, out: Out): void {
  const { primary, config, ruling } = state;
  if (primary === null || ruling !== null) return;
  state.silent = [...state.silent.filter((each) => each !== network), network];
  const heard = Object.keys(state.heard);
  const isSilent = heard.every((each) => state.silent.includes(each));
  if (!isSilent && !config.policy.selfTest)
    return giveUp(state, { rule: "silent-on-one-network", network }, [network], now, out);
  if (!config.policy.selfTest) return giveUp(state, silentEverywhere(config), config.networks, now, out);
  const why = isSilent ? "silent" : "partly-silent";
  askSelfTest(state, primary, { why, over: config.networks.filter((each) => each !== network || isSilent) }, now, out);
}

/** What a Primary says counts as long as it is followed. */
export function isFollowing({ primary, epoch }: MemberState, from: string, of: number): boolean {
  return primary === from && epoch === of;
}

/** It has promised to follow whoever that is, has not heard yet that it rules, and has not given it up. */
export function isAwaited(
  { primary, ruling, promised, promisedTo, givenUp }: MemberState,
  from: string,
  epoch: number,
): boolean {
  return primary === null && ruling === null && promised === epoch && promisedTo === from && givenUp?.epoch !== epoch;
}

/**
 * It does not answer to that Primary any more, and may have another when its promise ends.
 * @param unless it was given up too soon if it is heard over one of these
 */
export function giveUp(state: MemberState, because: Reason, unless: readonly string[], now: Micros, out: Out): void {
  const { primary, config, epoch } = state;
  if (primary === null) return;
  const note = { kind: "member-given-up", set: config.set, member: primary, by: config.self, because } as const;
  out.push({ kind: "note", note });
  state.givenUp = { primary, epoch, failed: true, unless };
  state.primary = null;
  for (const network of config.networks) cancelTimer(state.desk, { kind: "silent", subject: network }, out);
  planToStand(state, now, out);
}
