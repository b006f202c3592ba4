/** A group that nobody serves: it waits for a stand-in, and pauses between attempts. Whether and when another one is worth it. */
import type { Micros } from "../../units/index.js";
import { type Out, isSet } from "../kit/desk.js";
import { heardWithin, judge, silentSince } from "../kit/detection.js";
import { listedBehind } from "../kit/listed.js";
import { watchOf } from "../kit/watching.js";
import type { Reason } from "../words.js";
import { startsInVain } from "./eligibility.js";
import { host } from "./facts.js";
import { pauseAfter } from "./pause.js";
import { tellPeers } from "./peers.js";
import { candidatesFor, isFree, isOnWireOfAnother, possibleMove, priorityOf, wouldBeInVain } from "./stand-in.js";
import { type FailoverState, type GroupState, setGroupTimer, soughtBy, takeoverOf, timerOf } from "./state.js";
import { hasStrays, withdrawStrays } from "./upkeep.js";
import { mayBeAtWork } from "./whether-needed.js";

export function waitForHost(state: FailoverState, group: GroupState, because: Reason, out: Out): void {
  const { services } = group.config;
  group.phase = { is: "waiting", seeks: soughtBy(group) };
  out.push({ kind: "note", note: { kind: "waiting", services, because } });
  tellPeers(state, { kind: "host-wanted", services }, out);
}

/** None of them can stand in just now. What is in the way is seen to, or another attempt planned, where either may help. */
export function lookFurther(
  state: FailoverState,
  group: GroupState,
  candidates: readonly string[],
  now: Micros,
  out: Out,
): void {
  // Where all are taken, whoever becomes free is given to those who wait.
  const blocked = candidates.filter((name) => hasStrays(state, group, name));
  for (const name of blocked) withdrawStrays(state, name, now, out);
  if (blocked.length > 0) {
    setGroupTimer(state, group, "strays", now + state.config.policy.limits.retryAfter, out);
  }
  const isLast = group.tries >= state.config.policy.limits.tries;
  const mayHelp = (name: string): boolean =>
    (!isLast && (isWorthATry(state, group, name) || isOnWireOfAnother(state, group, name))) ||
    wouldBeInVain(state, group, name);
  if (candidates.some(mayHelp)) planRetry(state, group, now, out);
}

/** Each pause is twice as long as the one before it, whether for want of a fit host or because a fit one could not be made to serve. */
export function planRetry(state: FailoverState, group: GroupState, now: Micros, out: Out): void {
  const { retryAfter } = state.config.policy.limits;
  const pause = pauseAfter(retryAfter, Math.max(group.tries, group.givenUp - 1));
  setGroupTimer(state, group, "retry", now + pause, out);
}

/** Those that are not fit are tried in turn: one of them may have been kept from it by another takeover until now. */
export function tryLater(state: FailoverState, group: GroupState, now: Micros, out: Out): void {
  if (soughtBy(group) !== "a stand-in" || group.tries >= state.config.policy.limits.tries) return;
  if (isSet(state.desk, timerOf(state, group, "retry"))) return;
  const candidates = candidatesFor(state.config, group.config.holder);
  if (candidates.some((name) => isWorthATry(state, group, name))) planRetry(state, group, now, out);
}

/** It is free; where it is the holder, which would start anew with what it has, that is of use, or something else is left. */
export function isWorthATry(state: FailoverState, group: GroupState, name: string): boolean {
  if (!isFree(state, group, name)) return false;
  return name !== group.holder || !startsInVain(possibleMove(state, group, name), state.facts);
}

/** Somebody less important ends in order, for its sake or for that of another that could stand back as well. */
export function isMadeWay(state: FailoverState, group: GroupState): boolean {
  return state.groups.some((other) => {
    const move = takeoverOf(other)?.move;
    if (move?.kind !== "giving way" || priorityOf(state, other) >= priorityOf(state, group)) return false;
    return candidatesFor(state.config, group.config.holder).includes(move.to);
  });
}

/** Its holder fell silent since its relay was moved for the sake of another, and may have its power back: it is heard soon if it has. */
export function hearsItFirst(state: FailoverState, group: GroupState, now: Micros, out: Out): boolean {
  const watched = watchOf(state, group.holder);
  if (watched.verdict !== "failed" || !mayBeAtWork(state, group)) return false;
  const { relay, stage, stageAt } = host(state.facts, group.holder);
  if (relay === null || listedBehind(state.facts.hosts, relay).length < 2) return false;
  const within = heardWithin(watched);
  if (within === null || stage !== "unknown" || stageAt <= silentSince(judge(watched).because)) return false;
  setGroupTimer(state, group, "hear", now + within, out);
  return true;
}
