/**
 * Between takeovers: whoever may start with what it is not to have any more is looked at, and stopped when it is not off. So is
 * whoever is heard under the address of another that serves.
 */
import type { Micros } from "../../units/index.js";
import type { Out } from "../kit/desk.js";
import { ON_THE_WAY } from "../kit/detection.js";
import { learnOnline } from "../kit/host-stage.js";
import { listed, listedBehind } from "../kit/listed.js";
import type { Action, ActionOf, Reason } from "../words.js";
import { type HostFacts, host, servesBehind } from "./facts.js";
import { heed, isInTheWay } from "./heeded.js";
import { order } from "./orders.js";
import { isNamesake, namesakesUp } from "./namesakes.js";
import { callsForOff, cutsByRelay } from "./policy.js";
import { type FailoverState, type GroupState, takeoverOf } from "./state.js";
import { isDown, isSuspect, suspectsAmong } from "./step/others.js";

const BECAUSE: Reason = { rule: "may-start" };

/** Those of whom something can be found out, or done about. */
export function suspectsOf(state: FailoverState, group: GroupState): readonly HostFacts[] {
  const { config, facts, groups } = state;
  const isWanted = (name: string): boolean => groups.some((each) => takeoverOf(each)?.move.to === name);
  const suspects = suspectsAmong(facts, group.config).filter(({ name, relay, stage, unplugged }) => {
    if (name === group.holder || unplugged || isWanted(name)) return false;
    return stage !== "off" || (relay !== null && cutsByRelay(config.policy));
  });
  // At the relay of one that is rid of its data nobody looks: it is stopped when it is heard.
  return [...suspects, ...namesakesUp(state, group).filter((each) => !suspects.includes(each))];
}

/**
 * One that is off stays so only as long as its relay is open; one that is not is no holder of anything, and is stopped at once.
 * @param back those that were known to be down until now: that they were told to end before was not in vain
 */
export function lookAtSuspects(
  state: FailoverState,
  group: GroupState,
  now: Micros,
  out: Out,
  back: readonly HostFacts[] = [],
): void {
  const { policy } = state.config;
  for (const suspect of suspectsOf(state, group)) {
    const { name, relay, stage } = suspect;
    const because = becauseOf(state, group, name);
    if (stage === "off") {
      if (relay !== null && cutsByRelay(policy)) order(state, { kind: "read-relay", relay }, because, null, now, out);
      continue;
    }
    // As it is known before it is told once more.
    const cut = relay !== null && cutsByRelay(policy) && mayCut(state, group, suspect, relay) ? relay : null;
    const subject = subjectOf(name);
    const wasTold =
      !back.includes(suspect) && isOpen(state, (action) => action.kind === "order-shutdown" && action.host === name);
    const isPaged = isOpen(state, (action) => action.kind === "page" && action.subject === subject);
    if (wasTold && !isPaged && callsForOff(policy)) order(state, { kind: "page", subject }, because, null, now, out);
    order(state, { kind: "order-shutdown", host: name }, because, null, now, out);
    if (cut !== null) order(state, { kind: "switch-relay", relay: cut, to: "off" }, because, null, now, out);
  }
}

function becauseOf(state: FailoverState, group: GroupState, name: string): Reason {
  const isRid = !isSuspect(state.facts, group.config, name);
  return isRid ? { rule: "namesake", host: name, holder: group.holder } : BECAUSE;
}

/** Not that of whoever serves in its place; nor, for one that is in standalone, that of anybody at work. */
function mayCut({ facts }: FailoverState, { holder }: GroupState, { name, stage }: HostFacts, relay: string): boolean {
  if (facts.hosts[holder]?.relay === relay) return false;
  return stage !== "standalone" || !servesBehind(facts, relay, [name]);
}

/** Hosts that are off as far as is known, of which the position of a relay's contacts tells whether they still are. */
export function offBehind({ facts }: FailoverState, relay: string): readonly HostFacts[] {
  return listedBehind(facts.hosts, relay).filter(({ stage }) => stage === "off");
}

/** Of one that is thought to be down, or was told to be, something is heard: it has started by itself, and is stopped at once. */
export function stopIfStarted(state: FailoverState, name: string, saidAt: Micros, now: Micros, out: Out): void {
  const suspect = host(state.facts, name);
  seeOnAtAll(suspect, saidAt);
  const isHeeded = state.heeded.includes(name);
  if (isHeeded) heed(state, name, now, out);
  const wasDown = isDown(suspect, "off or in standalone");
  const isNews = wasDown || (isHeeded && isBeyondOrders(suspect, saidAt));
  if (!isNews || !learnOnline(suspect, saidAt)) return;
  stop(state, [suspect], wasDown ? [suspect] : [], now, out);
  if (isInTheWay(state, name, wasDown)) order(state, { kind: "order-shutdown", host: name }, BECAUSE, null, now, out);
}

/**
 * Nobody has done anything to it yet, and it says that it works: off when all is well it has started by itself, and is no stand-in
 * that could be given something as it is. Of whoever was lent that is no news.
 */
function seeOnAtAll(suspect: HostFacts, saidAt: Micros): void {
  if (suspect.stage !== "unknown" || suspect.stageAt > 0 || suspect.lent !== "never") return;
  suspect.stage = "online";
  suspect.stageAt = Math.max(1, saidAt);
}

/** What was done to it would have ended it by then: it works all the same, or was started since. */
function isBeyondOrders({ stage, stageAt }: HostFacts, saidAt: Micros): boolean {
  return stage === "unknown" && saidAt > stageAt + ON_THE_WAY;
}

/** Its relay was read: one that was off and is not any more is stopped at once, before it can have started. */
export function stopThoseWithPower(state: FailoverState, wereOff: readonly HostFacts[], now: Micros, out: Out): void {
  const back = wereOff.filter(({ stage }) => stage !== "off");
  stop(state, back, back, now, out);
}

function stop(
  state: FailoverState,
  those: readonly HostFacts[],
  back: readonly HostFacts[],
  now: Micros,
  out: Out,
): void {
  if (those.length === 0) return;
  for (const group of state.groups) {
    if (takeoverOf(group) === null && suspectsOf(state, group).some((each) => those.includes(each)))
      lookAtSuspects(state, group, now, out, back);
  }
}

/**
 * An acknowledgement proves nothing.
 * @param group the one in whose takeover it was switched, `null` when it was for none
 */
export function readBack(
  state: FailoverState,
  { relay, to }: ActionOf<"switch-relay">,
  group: number | null,
  now: Micros,
  out: Out,
): void {
  const because: Reason = group === null ? BECAUSE : { rule: "step", step: "read-back", figure: null };
  if (to === "off") order(state, { kind: "read-relay", relay }, because, group, now, out);
}

/** Somebody came, and pulls the plug of one that is not off yet. */
export function onArrival(state: FailoverState, { subject }: ActionOf<"page">, now: Micros, out: Out): void {
  const namesakes = (group: GroupState): readonly HostFacts[] =>
    listed(state.facts.hosts).filter(({ name, unplugged }) => !unplugged && isNamesake(state, group, name));
  for (const each of new Set(state.groups.flatMap((group) => [...suspectsOf(state, group), ...namesakes(group)]))) {
    if (subjectOf(each.name) !== subject || isDown(each, "off or in standalone")) continue;
    order(state, { kind: "unplug", host: each.name }, BECAUSE, null, now, out);
  }
}

function subjectOf(name: string): string {
  return `${name} may have started again, and cannot be confirmed off`;
}

function isOpen({ desk }: FailoverState, is: (action: Action) => boolean): boolean {
  return Object.values(desk.open).some(({ action }) => is(action));
}
