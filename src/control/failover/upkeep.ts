/** What is put in order beside takeovers: what a host should not have is withdrawn, a mirror joined again, an identity given back. */
import type { Micros } from "../../units/index.js";
import { type Out, isSet } from "../kit/desk.js";
import { listed } from "../kit/listed.js";
import type { Action, ActionOf, Outcome } from "../words.js";
import { isData } from "./data-orders.js";
import { doubtMirror } from "./device-roles.js";
import {
  arrayOf,
  formerOf,
  inUse,
  mirrorOf,
  readyAt,
  strayAt,
  strayingRemoteMirror,
  straysOf,
  whyVain,
} from "./devices.js";
import { host, volume } from "./facts.js";
import { isOnItsWay, order } from "./orders.js";
import { type FailoverState, type GroupState, setGroupTimer, takeoverOf, timerOf } from "./state.js";
import { lookAtSuspects, suspectsOf } from "./suspects.js";
import type { VolumeFacts } from "./volume-facts.js";

// ---- Strays: devices that a host should not have any more and may still have. What it does next must not find them.

/** Whether a host may have data of others than this group, on which it would work beside its own. */
export function hasStrays(state: FailoverState, { config }: GroupState, name: string): boolean {
  return nearTo(state, name).some(
    (known) => !config.volumes.includes(known.name) && foundBy(state, name, known) !== null,
  );
}

function nearTo({ facts }: FailoverState, name: string): readonly VolumeFacts[] {
  return (facts.near[name] ?? []).map((each) => volume(facts, each));
}

/**
 * What was to be withdrawn, or was brought for a takeover that was given up, or is still on its way for one. What a takeover
 * under way brings is wanted there.
 */
function foundBy(state: FailoverState, name: string, known: VolumeFacts): string | null {
  const isWanted = (group: GroupState): boolean =>
    takeoverOf(group)?.move.to === name && group.config.volumes.includes(known.name);
  if (state.groups.some(isWanted)) return null;
  const device = strayAt(known, name) ?? readyAt(known, name);
  return device ?? (isOnItsWay(state, known.name, name) ? inUse(known) : null);
}

/**
 * Withdraws from a host what it should not have, again if need be: of the last time nobody said that it was done. Not what it
 * holds itself: whoever takes that over withdraws it, unless the host is seen at work before.
 */
export function withdrawStrays(state: FailoverState, name: string, now: Micros, out: Out): void {
  const held = state.groups.flatMap(({ holder, config }) => (holder === name ? config.volumes : []));
  const near = new Set(nearTo(state, name));
  // In the order of the scenario.
  for (const known of listed(state.facts.volumes)) {
    const device = !near.has(known) || held.includes(known.name) ? null : foundBy(state, name, known);
    if (device !== null) withdraw(state, known.name, device, name, now, out);
  }
}

/** Of a group's data, with the hosts that are not to have it. */
function straysOfGroup({ facts }: FailoverState, { config, holder }: GroupState) {
  return config.volumes.flatMap((name) =>
    straysOf(volume(facts, name))
      .filter((each) => each.host !== holder)
      .map((each) => ({ volume: name, ...each })),
  );
}

/** A host that was not said to be rid of a group's data is not to find it when it gets its power back one day. */
export function sweepLater(state: FailoverState, group: GroupState, now: Micros, out: Out): void {
  if (straysOfGroup(state, group).length === 0 && suspectsOf(state, group).length === 0) return;
  setGroupTimer(state, group, "strays", now + state.config.policy.limits.retryAfter, out);
}

/** Until it is confirmed; a takeover under way withdraws itself what it must, and is followed by another sweep. */
export function sweep(state: FailoverState, group: GroupState, now: Micros, out: Out): void {
  if (takeoverOf(group) !== null) return;
  for (const each of straysOfGroup(state, group)) withdraw(state, each.volume, each.device, each.host, now, out);
  lookAtSuspects(state, group, now, out);
  sweepLater(state, group, now, out);
}

/** What was brought to a host after its takeover was given up is taken back from it, as what was there before then was. */
export function takeBackLate(state: FailoverState, action: Action, now: Micros, out: Out): void {
  if (!isData(action) || ("ahead" in action && action.ahead)) return;
  const { volume: name, to } = action;
  const known = volume(state.facts, name);
  const group = state.groups.find(({ config }) => config.volumes.includes(name));
  if (group === undefined || known.holder === to || takeoverOf(group)?.move.to === to) return;
  const device = readyAt(known, to);
  if (device !== null) withdraw(state, name, device, to, now, out);
  if (!isSet(state.desk, timerOf(state, group, "strays"))) sweepLater(state, group, now, out);
}

/** Nobody needs what a host has of a volume. */
export function withdraw(
  state: FailoverState,
  volume: string,
  device: string,
  from: string,
  now: Micros,
  out: Out,
): void {
  order(state, { kind: "withdraw", volume, device, from }, { rule: "not-needed" }, null, now, out);
}

// ---- Mirrors: after a takeover the device that was in use before becomes one, with what has changed since.

/**
 * Whoever serves at home has again the mirror in another storage system that it had: a takeover may have split that off, and a
 * copy over the original does. All others get what the policy wants them to have.
 */
export function mirrorAsBefore(state: FailoverState, group: GroupState, now: Micros, out: Out): void {
  const isHome = group.holder === group.config.holder;
  const strays = group.config.volumes.some((name) => strayingRemoteMirror(volume(state.facts, name)) !== null);
  if (isHome && strays && group.mirrors === "none") group.mirrors = "elsewhere";
  if (group.mirrors !== "none") mirrorAgain(state, group, now, out);
}

/** Orders a mirror for each volume of a group that lacks one, and again later where that came to nothing. */
export function mirrorAgain(state: FailoverState, group: GroupState, now: Micros, out: Out): void {
  const { limits } = state.config.policy;
  for (const name of group.config.volumes) {
    const known = volume(state.facts, name);
    for (const device of lostMirrors(known, group.mirrors)) {
      const action: Action = { kind: "re-establish", volume: name, device, of: inUse(known) };
      order(state, action, { rule: "mirror-again", volume: name }, null, now, out);
      setGroupTimer(state, group, "mirror", now + limits.replicate, out);
    }
  }
}

/** What is to be brought in step again: the former device beside the one in use, and the mirror that this had in another storage system. */
export function lostMirrors(known: VolumeFacts, wanted: GroupState["mirrors"]): readonly string[] {
  const device = inUse(known);
  // Of what is of no use nothing is made: it would be laid over what may be whole.
  if (whyVain(known, device) !== null) return [];
  const former = formerOf(known);
  const isNear = wanted === "all" && former !== null && arrayOf(known, former) === arrayOf(known, device);
  const remote = strayingRemoteMirror(known);
  return [...(mirrorOf(known) === null && isNear ? [former] : []), ...(remote === null ? [] : [remote])];
}

/** Its holder may write from here on: mirrors that may have been split off meanwhile are to be joined again. */
export function doubtMirrors({ facts }: FailoverState, group: GroupState): void {
  for (const name of group.config.volumes) if (doubtMirror(volume(facts, name))) group.mirrors = "all";
}

/** One that was refused is ordered again after a pause. */
export function onMirrored(
  state: FailoverState,
  { volume: name }: ActionOf<"re-establish">,
  { status }: Outcome,
  now: Micros,
  out: Out,
): void {
  if (status === "done") return;
  const group = state.groups.find(({ config }) => config.volumes.includes(name));
  if (group === undefined || group.mirrors === "none") return;
  setGroupTimer(state, group, "mirror", now + state.config.policy.limits.retryAfter, out);
}

// ---- Identities: a host that stood in under another's, and was not given its own back, is told again.

/** Unless it stands in for somebody or is to; refused, it is tried when it was serviced. */
export function returnIdentity(state: FailoverState, name: string, now: Micros, out: Out): void {
  const { borrowed, identity } = host(state.facts, name);
  const isUsed = state.groups.some((group) => group.holder === name || takeoverOf(group)?.move.to === name);
  if (borrowed === null || isUsed) return;
  order(state, { kind: "set-identity", host: name, identity }, { rule: "not-needed" }, null, now, out);
}
