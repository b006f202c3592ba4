/** Failback: a repaired host takes its services back, with what its stand-in has changed meanwhile. */
import type { Micros } from "../../units/index.js";
import { type Out, isSet } from "../kit/desk.js";
import type { ActionOf, EffectId, Reason } from "../words.js";
import { whoComesBackWith } from "./comes-back.js";
import { arrayOf, inUse } from "./devices.js";
import { whyInVain, whyNotEligible } from "./eligibility.js";
import { change, host, volume } from "./facts.js";
import { failbackAt, isAway, isInVain, tryFailbackAnew } from "./failback-plan.js";
import { whoServesAs } from "./namesakes.js";
import { order } from "./orders.js";
import type { FailoverPolicy } from "./policy.js";
import { optionsOf, preset } from "./preset/index.js";
import { isOneSite, unfitOfSite } from "./site.js";
import { byPriority, candidatesFor, isOnWireOfAnother, possibleMove, whyNotFree } from "./stand-in.js";
import { type FailoverState, type GroupState, lacksHost, setGroupTimer, takeoverOf, timerOf } from "./state.js";
import { isDown, isSuspect } from "./step/others.js";
import { callForPlug, plugInByHand } from "./step/power-on.js";
import { silentTo } from "./steps.js";
import { askHome, hearHome } from "./storage-asked.js";
import { begin } from "./takeover.js";
import { hasStrays, withdrawStrays } from "./upkeep.js";

/** An operator gives the order for all groups of a host, and with it of its site; what cannot be done is refused with the reason. */
export function failBackAll(state: FailoverState, name: string, now: Micros, out: Out): void {
  for (const group of state.groups) {
    if (!isOneSite(state.config.policy, group.config.holder, name)) continue;
    tryFailbackAnew(group);
    const why = whyNotNow(state, group);
    if (why === null) failBackWhenAnswered(state, group, true, now, out);
    else if (!waitForWire(state, group, now, out))
      out.push({ kind: "note", note: { kind: "order-refused", host: name, because: { rule: "refused", why } } });
    if (why === null || !isAway(group)) continue;
    withdrawStrays(state, name, now, out);
    if (isToBePluggedIn(state, group)) callForPlugOf(state, group.config.holder, now, out);
  }
}

/**
 * The pause is over, or what was in the way may have gone: the group goes back if nothing else is, and else when a host
 * becomes free again. A home that may still have data of others is rid of it first.
 */
export function failBackOrWait(state: FailoverState, group: GroupState, now: Micros, out: Out): void {
  const ordered = group.asksHome?.ordered === true;
  if (whyNotNow(state, group) === null) return failBackWhenAnswered(state, group, ordered, now, out);
  const home = group.config.holder;
  // Whoever is there, and has left its plug out, leaves.
  if (group.asksHome !== null && takeoverOf(group) === null) change(state.facts, home).attended = false;
  group.asksHome = null;
  if (!isAway(group) || waitForWire(state, group, now, out)) return;
  const lacksPlug = isToBePluggedIn(state, group);
  if (!lacksPlug && !hasStrays(state, group, home) && silentOfHome(state, group) === null) return;
  withdrawStrays(state, home, now, out);
  if (lacksPlug) callForPlugOf(state, home, now, out);
  setGroupTimer(state, group, "failback", now + state.config.policy.limits.retryAfter, out);
}

/**
 * A host is free again: whoever waits for it as its home goes back, at the time of the day that the policy wants; whatever that says,
 * at once where another waits for a host that would get its power with this home, or that is this home, whose address is in use.
 */
export function failBackWaiting(state: FailoverState, now: Micros, out: Out): void {
  const { failback } = state.config.policy;
  const waiting = state.groups.filter(({ phase }) => phase.is === "waiting");
  if (failback === undefined && waiting.length === 0) return;
  for (const group of byPriority(state)) {
    const isInTheWay = waiting.some(
      (other) => keepsFromPower(state, group, other) || keepsFromAddress(state, group, other),
    );
    if ((failback === undefined && !isInTheWay) || isInVain(state, group)) continue;
    if (isSet(state.desk, timerOf(state, group, "failback")) || whyNotNow(state, group) !== null) continue;
    const at = isInTheWay ? now : failbackAt({ ...failback, after: 0 }, now);
    if (at > now) setGroupTimer(state, group, "failback", at, out);
    else failBackWhenAnswered(state, group, false, now, out);
  }
}

/** Its home, which was replaced, would come back with a host that another group could go to: nobody gives that power. */
function keepsFromPower(state: FailoverState, group: GroupState, waiting: GroupState): boolean {
  if (group === waiting || !isAway(group)) return false;
  const { relay, name: home } = host(state.facts, group.config.holder);
  if (relay === null) return false;
  return candidatesFor(state.config, waiting.config.holder).some(
    (name) => name !== home && host(state.facts, name).relay === relay && whoComesBackWith(state, name)?.home === home,
  );
}

/**
 * Another group could go to its home, but for the address of that under which this one is served from elsewhere: once that is home again
 * whoever stood in for it takes the other.
 */
function keepsFromAddress(state: FailoverState, group: GroupState, waiting: GroupState): boolean {
  const { config, holder } = group;
  if (group === waiting || !isAway(group)) return false;
  const candidates = candidatesFor(state.config, waiting.config.holder);
  if (![config.holder, holder].every((name) => candidates.includes(name))) return false;
  const isAble = whyNotEligible(possibleMove(state, waiting, holder), state.facts) === null;
  return isAble && whoServesAs(state, waiting, config.holder)?.other === group;
}

/** Why a group cannot go back to its own host now, `null` when it can. */
function whyNotNow(state: FailoverState, group: GroupState): string | null {
  const { facts, config } = state;
  const { holder: home, services } = group.config;
  const told = services.join(" and ");
  const takeover = takeoverOf(group);
  if (takeover !== null) return `${told} is being taken over by ${takeover.move.to}`;
  if (!isAway(group)) return `${home} has ${told}`;
  if (lacksHost(group)) return `${told} is not served by anybody that could give it back`;
  if (!host(facts, home).fit) return `${home} failed, and nobody has said that it is in order`;
  const unfit = unfitOfSite(state, group);
  if (unfit !== null) return `${unfit}, which is of its site, failed, and nobody has said that it is in order`;
  if (mayBeUp(state, group, home)) return `${home} may have started with what it is not to have any more`;
  const silent = silentOfHome(state, group);
  if (silent !== null) return `${silent} does not answer`;
  const back = { ...possibleMove(state, group, home), policy: wayBack(config.policy, home) };
  return (
    whyNotFree(state, back, group)?.why ??
    whyInVain(back, facts) ??
    (isToBePluggedIn(state, group) ? `the plug of ${home} is out` : null)
  );
}

/** Whoever serves from elsewhere is not ended for nothing: the storage system of its home has not answered since. */
function silentOfHome({ facts }: FailoverState, { config }: GroupState): string | null {
  for (const name of config.volumes) {
    const known = volume(facts, name);
    const silent = silentTo(known, { from: config.holder });
    if (silent !== null && silent !== arrayOf(known, inUse(known))) return silent;
  }
  return null;
}

/**
 * Its home is fit, and somebody pulled its plug: whoever serves meanwhile is not ended before it is in again, or somebody is there
 * who puts it in. Not where somebody comes who switches it on.
 */
function isToBePluggedIn({ facts, config: { policy } }: FailoverState, { config }: GroupState): boolean {
  if (policy.preset === "manual") return false;
  const { fit, unplugged, attended, relay } = host(facts, config.holder);
  return fit && unplugged && !attended && relay !== null && policy.power?.on === undefined;
}

function callForPlugOf(state: FailoverState, home: string, now: Micros, out: Out): void {
  const subject = callForPlug(home);
  const isPaged = Object.values(state.desk.open).some(
    ({ action }) => action.kind === "page" && action.subject === subject,
  );
  if (!isPaged) order(state, { kind: "page", subject }, { rule: "plug-is-out", host: home }, null, now, out);
}

/** Somebody came for that. */
export function plugHomesIn(state: FailoverState, { subject }: ActionOf<"page">, now: Micros, out: Out): void {
  for (const group of state.groups) {
    const home = group.config.holder;
    if (callForPlug(home) !== subject || !isAway(group) || !isToBePluggedIn(state, group)) continue;
    order(state, plugInByHand(home), { rule: "plug-is-out", host: home }, null, now, out);
  }
}

/**
 * Somebody came for a plug, and pulled it or put it in. Where they had to leave that of a home out, lest it take the power of
 * others or start at once, they stay until it is to start: now, if nothing else is in the way.
 */
export function onPlug(state: FailoverState, { host: name, atRelay }: ActionOf<"unplug">, now: Micros, out: Out): void {
  const known = change(state.facts, name);
  if (atRelay === true && known.unplugged) {
    const own = state.groups.filter(({ config }) => config.holder === name);
    known.attended = true;
    for (const group of own) failBackOrWait(state, group, now, out);
    if (own.some((group) => group.asksHome !== null || takeoverOf(group)?.move.to === name)) return;
  }
  known.attended = false;
}

/** Its stand-in is not ended for a home that may be at work with old data: it is stopped first, see `suspects`. */
function mayBeUp({ facts }: FailoverState, { config }: GroupState, home: string): boolean {
  return isSuspect(facts, config, home) && !isDown(host(facts, home), "off or in standalone");
}

function failBackWhenAnswered(state: FailoverState, group: GroupState, ordered: boolean, now: Micros, out: Out): void {
  if (askHome(state, group, ordered, now, out)) failBack(state, group, ordered, now, out);
}

/** A storage system has answered: whoever waited for that goes back, if nothing else has come between. */
export function failBackIfAnswered(state: FailoverState, id: EffectId, now: Micros, out: Out): void {
  for (const { group, ordered } of hearHome(state, id, out)) {
    if (whyNotNow(state, group) === null) failBack(state, group, ordered, now, out);
    else waitForWire(state, group, now, out);
  }
}

/**
 * Its time has come, and another takeover is at the relay that its home hangs on, such as that of a neighbour which goes back
 * first: it follows as soon as that is over, and neither waits for the same time of the next day nor for another order.
 */
function waitForWire(state: FailoverState, group: GroupState, now: Micros, out: Out): boolean {
  const { failback, limits } = state.config.policy;
  const home = group.config.holder;
  const isReady = isAway(group) && host(state.facts, home).fit && unfitOfSite(state, group) === null;
  if (!isReady || takeoverOf(group) !== null || !isOnWireOfAnother(state, group, home)) return false;
  // Of those who may go back at any time the end of the other takeover reminds.
  const isReminded = failback !== undefined && failback.timeOfDay === undefined;
  if (!isReminded) setGroupTimer(state, group, "failback", now + limits.retryAfter, out);
  return true;
}

/**
 * The way back is the routine of the way there: the stand-in is shut down in order, so that nothing is lost; what it changed
 * is applied to the original block by block; then identity, director and power go back.
 */
function failBack(state: FailoverState, group: GroupState, ordered: boolean, now: Micros, out: Out): void {
  const home = group.config.holder;
  const because: Reason = { rule: "failback", host: home, ordered };
  const policy = wayBack(state.config.policy, home);
  begin(state, group, home, { kind: "failback", routine: "failback", policy, because }, now, out);
}

/** Its original is a mirror again, or what changed since is moved to it. */
const FIRST: readonly string[] = ["split-mirror", "pre-replicated"];

/** The repaired host has no life of its own, and has its data but for what changed. */
export function wayBack(policy: FailoverPolicy, home: string): FailoverPolicy {
  const { dataFor: _, backupWhen: __, ...rest } = policy;
  const { data } = optionsOf(policy, preset(policy.preset), home);
  const others = data.filter((name) => !FIRST.includes(name));
  return { ...rest, standby: "cold", data: [...FIRST, ...others] };
}
