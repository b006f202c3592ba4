/** Between takeovers: whoever may start with what it is not to have any more is looked at, and stopped when it is not off. */
import type { Micros } from "../../units/index.js";
import type { Out } from "../kit/desk.js";
import { ON_THE_WAY } from "../kit/detection.js";
import { learnOnline } from "../kit/host-stage.js";
import { listedBehind } from "../kit/listed.js";
import type { Action, ActionOf, Reason } from "../words.js";
import { type HostFacts, host, servesBehind } from "./facts.js";
import { heed, isDouble, isInTheWay } from "./heeded.js";
import { order } from "./orders.js";
import { callsForOff, cutsByRelay } from "./policy.js";
import { type FailoverState, type GroupState, takeoverOf } from "./state.js";
import { isDown, suspectsAmong } from "./step/others.js";

const BECAUSE: Reason = { rule: "may-start" };

/** Those of whom something can be found out, or done about. */
export function suspectsOf({ config, facts, groups }: FailoverState, group: GroupState): readonly HostFacts[] {
  const isWanted = (name: string): boolean => groups.some((each) => takeoverOf(each)?.move.to === name);
  return suspectsAmong(facts, group.config).filter(({ name, relay, stage, unplugged }) => {
    if (name === group.holder || unplugged || isWanted(name)) return false;
    return stage !== "off" || (relay !== null && cutsByRelay(config.policy));
  });
}

/** One that is off stays so only as long as its relay is open; one that is not is no holder of anything, and is stopped at once. */
export function lookAtSuspects(state: FailoverState, group: GroupState, now: Micros, out: Out): void {
  const { policy } = state.config;
  for (const suspect of suspectsOf(state, group)) {
    const { name, relay, stage } = suspect;
    if (stage === "off") {
      if (relay !== null && cutsByRelay(policy)) order(state, { kind: "read-relay", relay }, BECAUSE, null, now, out);
      continue;
    }
    // As it is known before it is told once more.
    const cut = relay !== null && cutsByRelay(policy) && mayCut(state, group, suspect, relay) ? relay : null;
    const subject = subjectOf(name);
    const wasTold = isOpen(state, (action) => action.kind === "order-shutdown" && action.host === name);
    const isPaged = isOpen(state, (action) => action.kind === "page" && action.subject === subject);
    if (wasTold && !isPaged && callsForOff(policy)) order(state, { kind: "page", subject }, BECAUSE, null, now, out);
    order(state, { kind: "order-shutdown", host: name }, BECAUSE, null, now, out);
    if (cut !== null) order(state, { kind: "switch-relay", relay: cut, to: "off" }, BECAUSE, null, now, out);
  }
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
  const isNews = isDown(suspect, "off or in standalone") || (isHeeded && isBeyondOrders(suspect, saidAt));
  if (!isNews || !learnOnline(suspect, saidAt)) return;
  stopThoseWithPower(state, [suspect], now, out);
  if (isInTheWay(state, name) || isDouble(state, name))
    order(state, { kind: "order-shutdown", host: name }, BECAUSE, null, now, out);
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
  if (back.length === 0) return;
  for (const group of state.groups) {
    if (takeoverOf(group) === null && suspectsOf(state, group).some((each) => back.includes(each)))
      lookAtSuspects(state, group, now, out);
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
  for (const each of new Set(state.groups.flatMap((group) => suspectsOf(state, group)))) {
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
