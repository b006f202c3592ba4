/** Somebody has repaired a host, or made it of something else: it may be used again, and whoever waits for one gets it. */
import { type Micros, SECOND } from "../../units/index.js";
import { type Out, isSet } from "../kit/desk.js";
import { hasSpokenSince, heardWithin } from "../kit/detection.js";
import { forgetStage } from "../kit/host-stage.js";
import { hearAnew, watchOf } from "../kit/watching.js";
import type { Said } from "../kit/words.js";
import type { Platform } from "../platform.js";
import type { MessageOf, Reason } from "../words.js";
import { bootAnewOrNoLonger } from "./boot-in-vain.js";
import { changing } from "./device-rows.js";
import { change, heldBy, host, volume } from "./facts.js";
import { planFailback, tryFailbackAnew } from "./failback-plan.js";
import { forgetFollowedInVain, isOneSite } from "./site.js";
import { byPriority } from "./stand-in.js";
import { type FailoverState, type GroupState, lacksHost, setGroupTimer, takeoverOf, timerOf } from "./state.js";
import { suspectsOf } from "./suspects.js";
import { seekTakeover, serveWaiting } from "./takeover.js";
import { returnIdentity, sweep } from "./upkeep.js";
import { mayBeAtWork } from "./whether-needed.js";

/** It was on its way while somebody said that the host is in order: its agent says once more what is still wrong. */
export function isOfBefore(
  { facts }: FailoverState,
  { host: name, repairs = 0 }: { readonly host: string } & Said,
): boolean {
  return repairs < host(facts, name).repairs;
}

/** A repaired host may be used again; whoever waits for one gets it. What is told late, and was done before it was heard last, is no news. */
export function onServiced(
  state: FailoverState,
  { host: name, unplugged, doneAt, repairs = 0 }: MessageOf<"serviced">,
  now: Micros,
  out: Out,
): void {
  hearAnew(state.desk, watchOf(state, name), now, out);
  change(state.facts, name).repairs = repairs;
  if (hasSpokenSince(watchOf(state, name), doneAt)) return;
  const wasBroken = !host(state.facts, name).fit;
  const inOrder = { fit: true, unproven: false, servicedAt: now, unplugged: unplugged === true };
  Object.assign(change(state.facts, name), inOrder);
  forgetFollowedInVain(state, name);
  const repaired = host(state.facts, name);
  // Off as it should be when all is well, until now: with power it starts by itself once it is repaired.
  if (repaired.stage === "unknown" && repaired.stageAt === 0 && repaired.stopsInStandalone !== true)
    forgetStage(repaired, now);
  returnIdentity(state, name, now, out);
  lookAtServiced(state, name, now, out);
  for (const group of byPriority(state)) {
    group.tries = 0;
    if (wasBroken) forgetInVain(group, name);
    if (group.config.holder === name && takeoverOf(group)?.move.to === name) group.returns = true;
    if (lacksHost(group)) hearFirst(state, group, name, now, out);
    else bootAnewOrNoLonger(state, group, name, now, out);
  }
  for (const group of state.groups) {
    if (!isOneSite(state.config.policy, group.config.holder, name)) continue;
    tryFailbackAnew(group);
    planFailback(state, group, now, out);
  }
}

/**
 * It was broken itself: that it could not be made to serve then says nothing of it any more, nor how long to pause. Where something
 * else was mended that it hangs on, whoever was not tried yet comes first all the same: it may need nothing of that.
 */
function forgetInVain(group: GroupState, name: string): void {
  if (group.givenUpAt[name] === undefined) return;
  group.givenUp = 0;
  group.givenUpAt = Object.fromEntries(Object.entries(group.givenUpAt).filter(([each]) => each !== name));
}

/** What is made of something else may not be able to stand in any more, or may be now. */
export function onUpgraded(state: FailoverState, name: string, platform: Platform, now: Micros, out: Out): void {
  if (state.facts.hosts[name] === undefined) return;
  for (const known of heldBy(state.facts, name)) {
    if (known.owner !== name) changing(known).madeFor ??= host(state.facts, name).platform;
  }
  for (const group of state.groups) {
    const move = takeoverOf(group)?.move;
    if (move?.to !== name || move.from === name || move.home === name) continue;
    for (const each of move.volumes) changing(volume(state.facts, each)).meantFor ??= host(state.facts, name).platform;
  }
  change(state.facts, name).platform = platform;
  forgetFollowedInVain(state, name);
  const because: Reason = { rule: "upgraded", host: name };
  out.push({ kind: "note", note: { kind: "configuration-recorded", host: name, because } });
  serveWaiting(state, because, now, out);
}

/** Whoever repaired it has put its plug back in: it may start with what it is not to have any more. */
function lookAtServiced(state: FailoverState, name: string, now: Micros, out: Out): void {
  for (const group of state.groups) {
    if (suspectsOf(state, group).some((each) => each.name === name)) sweep(state, group, now, out);
  }
}

/** Whoever mended a network speaks of one host after the other. */
const SAID_TOGETHER: Micros = SECOND;

/**
 * The holder may be at work itself, when a network was mended, say: then it is heard soon, and nobody takes over. That it is
 * among those who were repaired may be said after others were spoken of.
 */
function hearFirst(state: FailoverState, group: GroupState, serviced: string, now: Micros, out: Out): void {
  const isHolder = group.holder === serviced;
  const within = mayBeAtWork(state, group) ? heardWithin(watchOf(state, group.holder)) : null;
  if (within === null) return seekTakeover(state, group, { rule: "serviced", host: serviced }, now, out);
  if (!isHolder && isSet(state.desk, timerOf(state, group, "hear"))) return;
  setGroupTimer(state, group, "hear", now + (isHolder ? within : Math.min(within, SAID_TOGETHER)), out);
}
