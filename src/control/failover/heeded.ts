/** Hosts in the way of a service that may be at work: whatever they say is heard, for it tells that they do not do as they were told. */
import { HOUR, type Micros } from "../../units/index.js";
import { type Out, cancelTimer, isSet, setTimer } from "../kit/desk.js";
import { watchOf } from "../kit/watching.js";
import type { TimerName } from "../words.js";
import { host } from "./facts.js";
import { type FailoverState, type GroupState, takeoverOf } from "./state.js";
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
  const standIns = groups.flatMap((group) => takeoverOf(group)?.move.to ?? []);
  return [...new Set([...Object.keys(facts.near), ...standIns])].filter((name) => {
    const { stage, stageAt, unplugged, reportEvery } = host(facts, name);
    if (stage !== "unknown" || stageAt === 0 || unplugged || reportEvery === null) return false;
    return !watchOf(state, name).active && (isInTheWay(state, name) || isStray(state, name));
  });
}

/**
 * A takeover under way has fenced it, or is about to give it what it has not got yet. Its routine sees to that before it starts
 * anybody; until then what it may write of what it had would be lost.
 */
export function isInTheWay({ facts, groups }: FailoverState, name: string): boolean {
  return groups.some((group) => {
    const move = takeoverOf(group)?.move;
    if (move === undefined || group.holder === name) return false;
    return move.to === name ? !isGivenNothing(move, facts) : isSuspect(facts, group.config, name);
  });
}

/** It may have what others serve, and nobody is about to change that. */
function isStray({ facts, groups }: FailoverState, name: string): boolean {
  const isWanted = groups.some((each) => takeoverOf(each)?.move.to === name);
  const mayHave = (group: GroupState): boolean => group.holder !== name && isSuspect(facts, group.config, name);
  return !isWanted && groups.some((group) => takeoverOf(group) === null && mayHave(group));
}
