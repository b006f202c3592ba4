/** Hosts in the way of a service that may be at work: whatever they say is heard, for it tells that they do not do as they were told. */
import { HOUR, type Micros } from "../../units/index.js";
import { type Out, cancelTimer, isSet, setTimer } from "../kit/desk.js";
import { watchOf } from "../kit/watching.js";
import type { TimerName } from "../words.js";
import { comesBack } from "./comes-back.js";
import { host } from "./facts.js";
import { type FailoverState, type GroupState, takeoverOf } from "./state.js";
import { isAtHome } from "./known-as.js";
import { isGivenNothing } from "./step/identity.js";
import { isSuspect } from "./step/others.js";

/** Nothing comes of it when it rings, and it is set anew: it only says that no report is to be left out meanwhile. */
const FOR: Micros = HOUR;

/** At the end of a turn: from now on, or no more. */
export function heedAll(state: FailoverState, now: Micros, out: Out): void {
  const before = state.heeded;
  const heeded = whoIsHeeded(state);
  for (const name of heeded) if (!isSet(state.desk, timerOf(name))) heed(state, name, now, out);
  for (const name of before) if (!heeded.includes(name)) cancelTimer(state.desk, timerOf(name), out);
  if (heeded.length > 0 || before.length > 0) state.heeded = heeded;
}

/** Each report of it sets that anew, and so is none of which nothing comes. */
export function heed(state: FailoverState, name: string, now: Micros, out: Out): void {
  const { beat } = watchOf(state, name);
  setTimer(state.desk, { ...timerOf(name), at: now + FOR, putOffBy: beat, unsteady: true }, out);
}

function timerOf(name: string): TimerName {
  return { kind: "heed", subject: name };
}

/** Of many hosts few have ever been near others' volumes. One that is watched is heard anyhow. */
function whoIsHeeded(state: FailoverState): readonly string[] {
  const { facts, groups } = state;
  const moving = new Map<string, GroupState[]>();
  for (const group of groups) {
    const to = takeoverOf(group)?.move.to;
    if (to !== undefined) moving.set(to, [...(moving.get(to) ?? []), group]);
  }
  return [...new Set([...Object.keys(facts.near), ...moving.keys(), ...homesLeft(state)])].filter((name) => {
    const { stage, stageAt, unplugged, reportEvery } = host(facts, name);
    if (stage !== "unknown" || stageAt === 0 || unplugged || reportEvery === null) return false;
    if (watchOf(state, name).active) return false;
    const given = moving.get(name) ?? [];
    return (
      isGivenMore(state, name, given) ||
      isKeptFromMoving(state, name) ||
      (given.length === 0 && (isStray(state, name) || isDouble(state, name)))
    );
  });
}

/**
 * A takeover under way has fenced it, or is about to give it what it has not got yet. Its routine sees to that before it starts
 * anybody; until then what it may write of what it had would be lost.
 */
export function isInTheWay(state: FailoverState, name: string): boolean {
  const given = state.groups.filter((group) => takeoverOf(group)?.move.to === name);
  return isGivenMore(state, name, given) || isKeptFromMoving(state, name);
}

function isGivenMore({ facts }: FailoverState, name: string, given: readonly GroupState[]): boolean {
  return given.some((group) => group.holder !== name && !isGivenNothing(takeoverOf(group)!.move, facts));
}

function isKeptFromMoving(state: FailoverState, name: string): boolean {
  return groupsNear(state, name).some((group) => {
    const move = takeoverOf(group)?.move;
    return move !== undefined && move.to !== name && mayHave(state, group, name);
  });
}

/** It may have what others serve, and nobody is about to change that. */
function isStray(state: FailoverState, name: string): boolean {
  return groupsNear(state, name).some((group) => takeoverOf(group) === null && mayHave(state, group, name));
}

function homesLeft({ groups }: FailoverState): readonly string[] {
  return groups.flatMap(({ config, holder }) => (config.holder === holder ? [] : [config.holder]));
}

/** It was replaced, serves nobody, and would answer beside its stand-in under the same address, from a disk of its own. */
export function isDouble({ facts, groups }: FailoverState, name: string): boolean {
  const isTaken = groups.some((group) => group.holder === name || takeoverOf(group)?.move.to === name);
  if (isTaken || host(facts, name).lent === "now") return false;
  return groups.some(({ config, holder, phase }) => {
    const { holder: home } = config;
    if (home !== name || phase.is !== "serving" || !isAtHome(facts, { home }, holder)) return false;
    return comesBack(facts, name) && !isSuspect(facts, config, name);
  });
}

function mayHave({ facts }: FailoverState, group: GroupState, name: string): boolean {
  return group.holder !== name && isSuspect(facts, group.config, name);
}

const byVolume = new WeakMap<readonly GroupState[], ReadonlyMap<string, GroupState>>();

/** Those of which it may have something: of many, the few that anything was ever ordered of for it. */
function groupsNear({ facts, groups }: FailoverState, name: string): readonly GroupState[] {
  let known = byVolume.get(groups);
  if (known === undefined) {
    known = new Map(groups.flatMap((group) => group.config.volumes.map((each) => [each, group] as const)));
    byVolume.set(groups, known);
  }
  const found = known;
  return [...new Set((facts.near[name] ?? []).flatMap((each) => found.get(each) ?? []))];
}
