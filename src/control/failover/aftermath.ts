/** What becomes of the data of a group that moves to nobody: an attempt came to nothing, it gave way, or it was displaced. */
import type { Micros } from "../../units/index.js";
import type { Out } from "../kit/desk.js";
import type { Action, ActionOf } from "../words.js";
import { compareHosts } from "./data/index.js";
import { goOnWith, handOver, leaveTo, turnBack, turnTo } from "./device-changes.js";
import { forgetAside, forgetTwin, setFormer } from "./device-roles.js";
import { changing } from "./device-rows.js";
import {
  asideOf,
  deviceAtWork,
  earlierOf,
  formerOf,
  inUse,
  isTriedInVain,
  isWhole,
  isWithdrawn,
  mirrorOf,
  readyAt,
  strayAt,
  twinOf,
  whyVain,
} from "./devices.js";
import { volume } from "./facts.js";
import { isOnItsWay, order } from "./orders.js";
import { type FailoverState, type GroupState, soughtBy } from "./state.js";
import { doubtMirrors, withdraw } from "./upkeep.js";
import type { VolumeFacts } from "./volume-facts.js";

/**
 * Of two devices with the same data the next attempt goes on with the other one: it may be this one that is no good. Where
 * nothing is left on the one in use, what was in use before is the newest that there is; what it lacks is told by its host.
 */
export function turnToOthers(state: FailoverState, group: GroupState, now: Micros, out: Out): void {
  for (const known of volumesOf(state, group)) {
    const twin = twinOf(known);
    const device = twin?.same === "yes" ? twin.device : whatIsLeft(known);
    if (device === null) continue;
    if (!isWithdrawn(known)) withdraw(state, known.name, inUse(known), known.holder, now, out);
    turnTo(known, device);
  }
}

/**
 * What was made for a host that could not start with it, and was never written to, is given up for what it was made of where
 * somebody could take over who needs no conversion of that. What was converted would have to be converted back for him, if it can be at
 * all; what nobody can start with would be laid over that. Not where the storage system of that has not even answered a withdrawal.
 */
export function giveUpConverted(
  state: FailoverState,
  group: GroupState,
  able: readonly string[],
  now: Micros,
  out: Out,
): void {
  const { facts } = state;
  for (const known of volumesOf(state, group)) {
    const { untouched, holder, holds } = known;
    if (untouched === null || untouched.doubt !== "none" || whyVain(known, untouched.device) !== null) continue;
    const isAlike = (from: string, to: string): boolean => compareHosts(from, to, facts, [holds]).is === "alike";
    const isTried = isTriedInVain(known, inUse(known)) && strayAt(known, untouched.holder) === null;
    if (!isTried && isAlike(untouched.holder, holder)) continue;
    const isWanted = (name: string): boolean =>
      name !== holder && isAlike(untouched.holder, name) && (isTried || !isAlike(holder, name));
    if (!able.some(isWanted)) continue;
    if (!isWithdrawn(known)) withdraw(state, known.name, inUse(known), holder, now, out);
    turnBack(known);
  }
}

/** What was in use before, and is good as far as anybody knows, where the device in use is known to be incomplete: the newest of that. */
function whatIsLeft(known: VolumeFacts): string | null {
  if (isWhole(known, inUse(known))) return null;
  const former = formerOf(known);
  const before = former === null ? earlierOf(known) : [former, ...earlierOf(known)];
  return before.find((device) => whyVain(known, device) === null) ?? null;
}

/**
 * What was brought to a host is withdrawn from it: somebody may boot it, and it would work beside whoever is next. So is what is
 * still on its way: it would come when the host has been given something newer, and starts from that.
 */
export function takeBack(state: FailoverState, group: GroupState, from: string, now: Micros, out: Out): void {
  for (const known of volumesOf(state, group)) {
    const device = readyAt(known, from) ?? (isOnItsWay(state, known.name, from) ? inUse(known) : null);
    if (device !== null) withdraw(state, known.name, device, from, now, out);
  }
}

/**
 * A stand-in that was fenced, and from which nobody took over, stands in for nobody any more if it has a life of its own to
 * go on with. What it held is given to whoever takes it over, its own host as before when all was well.
 */
export function release(state: FailoverState, group: GroupState): void {
  const { holder, config } = group;
  // What did not move is where it was.
  const moved = volumesOf(state, group).filter((known) => known.holder === holder);
  const isWanted = state.groups.some((each) => each.config.holder === holder && soughtBy(each) === "its own life");
  if (holder === config.holder || !isWanted || !moved.every(isWithdrawn)) return;
  group.holder = config.holder;
  for (const known of moved) changing(known).holder = config.holder;
}

/**
 * Its holder goes on with it after all, be it with the twin of what is in use, and gets back what was to be withdrawn from it;
 * a mirror that was split off is joined again.
 */
export function putBack(state: FailoverState, group: GroupState, to: string, now: Micros, out: Out): void {
  const { holder } = group;
  for (const known of volumesOf(state, group)) {
    goOnWith(known, deviceAtWork(known));
    const split = readyAt(known, to);
    const { mirror } = state.config.volumes.find(({ name }) => name === known.name) ?? {};
    if (holder !== to && split !== null && split === mirror?.device && mirrorOf(known) === null) {
      setFormer(known, split);
      group.mirrors = "all";
    }
    forgetTwin(known);
    if (strayAt(known, holder) === null) continue;
    const action: Action = { kind: "reassign", volume: known.name, device: inUse(known), to: holder };
    order(state, action, { rule: "put-back", host: holder }, null, now, out);
  }
  if (holder !== to) takeBack(state, group, to, now, out);
}

/** It has again what was withdrawn from it. */
export function handBack(state: FailoverState, { volume: name, to }: ActionOf<"reassign">, now: Micros): void {
  const known = volume(state.facts, name);
  if (known.holder !== to || !isWithdrawn(known)) return;
  handOver(known, to, now);
  const group = state.groups.find(({ config }) => config.volumes.includes(name));
  if (group !== undefined) doubtMirrors(state, group);
}

/** It gave way: what it has is given to whoever takes it over, its own host as before when all was well. */
export function leaveHost(state: FailoverState, group: GroupState): void {
  group.holder = group.config.holder;
  for (const known of volumesOf(state, group)) leaveTo(known, group.holder);
}

/** What its host put aside was not laid over after all. @returns whether there is anything to go on with */
export function takeUpOwnData(state: FailoverState, group: GroupState): boolean {
  const volumes = volumesOf(state, group);
  if (volumes.some(({ left }) => left === "nothing")) return false;
  for (const known of volumes) {
    const aside = asideOf(known);
    // The mirror is only to be joined again.
    if (aside !== null) setFormer(known, aside);
    forgetAside(known);
    changing(known).laidOver = null;
  }
  return true;
}

function volumesOf({ facts }: FailoverState, { config }: GroupState): readonly VolumeFacts[] {
  return config.volumes.map((name) => volume(facts, name));
}
