/** Hosts in the way of a service that may be at work: whatever they say is heard, for it tells that they do not do as they were told. */
import { HOUR, type Micros } from "../../units/index.js";
import { type Out, cancelTimer, isSet, setTimer } from "../kit/desk.js";
import { watchOf } from "../kit/watching.js";
import type { TimerName } from "../words.js";
import { isPutAside, isWithdrawn } from "./devices.js";
import { host, volume } from "./facts.js";
import { type FailoverState, type GroupState, takeoverOf } from "./state.js";
import { isNamesake, mayBeNamesakes } from "./namesakes.js";
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
  const asked = [...Object.keys(facts.near), ...moving.keys(), ...mayBeNamesakes(state, groups)];
  return [...new Set(asked)].filter((name) => {
    const { stage, stageAt, unplugged, reportEvery } = host(facts, name);
    if (stage !== "unknown" || stageAt === 0 || unplugged || reportEvery === null) return false;
    if (watchOf(state, name).active) return false;
    const given = moving.get(name) ?? [];
    if (isGivenMore(state, name, given) && !isAtItsOwn(state, name)) return true;
    return isKeptFromMoving(state, name) || (given.length === 0 && isStray(state, name));
  });
}

/**
 * A takeover under way has fenced it, or is about to give it what it has not got yet. Its routine sees to that before it starts
 * anybody; until then what it may write of what it had would be lost. So has one that is up under what another one is started as.
 * @param wasDown as far as was known when it was heard
 */
export function isInTheWay(state: FailoverState, name: string, wasDown: boolean): boolean {
  const given = state.groups.filter((group) => takeoverOf(group)?.move.to === name);
  if (isGivenMore(state, name, given) && (wasDown || !isAtItsOwn(state, name))) return true;
  return isKeptFromMoving(state, name);
}

/** An active stand-in whose turn has not come: it serves what it did, and nobody has told it to end, or put aside or laid over what is its own. */
function isAtItsOwn({ desk, facts, groups }: FailoverState, name: string): boolean {
  const own = groups.find(({ config, holder, phase }) => {
    return config.holder === name && holder === name && phase.is === "displaced";
  });
  const isTold = Object.values(desk.open).some(({ action }) => {
    return action.kind === "order-shutdown" && action.host === name;
  });
  if (own === undefined || isTold) return false;
  return own.config.volumes.every((each) => {
    const known = volume(facts, each);
    return known.holder === name && !isPutAside(known) && !isWithdrawn(known) && known.laidOver === null;
  });
}

function isGivenMore({ facts }: FailoverState, name: string, given: readonly GroupState[]): boolean {
  return given.some((group) => group.holder !== name && !isGivenNothing(takeoverOf(group)!.move, facts));
}

function isKeptFromMoving(state: FailoverState, name: string): boolean {
  const isKept = (group: GroupState): boolean => ![null, name].includes(takeoverOf(group)?.move.to ?? null);
  if (state.groups.some((group) => isKept(group) && isNamesake(state, group, name))) return true;
  return groupsNear(state, name).some((group) => isKept(group) && mayHave(state, group, name));
}

/** It may have what others serve, or be up under the same address, and nobody is about to change that. */
function isStray(state: FailoverState, name: string): boolean {
  const isAtRest = (group: GroupState): boolean => takeoverOf(group) === null;
  if (state.groups.some((group) => isAtRest(group) && isNamesake(state, group, name))) return true;
  return groupsNear(state, name).some((group) => isAtRest(group) && mayHave(state, group, name));
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
