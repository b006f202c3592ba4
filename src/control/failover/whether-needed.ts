/** Whether there is still reason to take over: a host that was given up may be seen at work before anybody else is. */
import { watchOf } from "../kit/watching.js";
import type { Reason } from "../words.js";
import { deviceAtWork } from "./devices.js";
import { host, startsFromAnothers, volume } from "./facts.js";
import { isAtHome } from "./known-as.js";
import { type FailoverState, type GroupState, soughtBy, takeoverOf } from "./state.js";
import { movingVolumes } from "./step/moving-volumes.js";
import type { Move } from "./steps.js";

/** Why nobody needs to take over any more, `null` when somebody must. Once another may hold it there is no way back but on. */
export function whyNeedless(state: FailoverState, group: GroupState, { from, kind }: Move): Reason | null {
  if ((kind !== "takeover" && kind !== "own life") || group.holder !== from || !isAtWork(state, group)) return null;
  return { rule: "seen-at-work", host: from, at: host(state.facts, from).stageAt };
}

/**
 * Whether the holder of a group is known to be well: nothing speaks against it, it was seen online after the last thing that
 * was done to it, and it has what the group needs. One that cannot be known to be well is fenced.
 */
export function isAtWork(state: FailoverState, group: GroupState): boolean {
  const { stage } = host(state.facts, group.holder);
  return stage === "online" && watchOf(state, group.holder).verdict === "healthy" && mayBeAtWork(state, group);
}

/** Whether its holder would be heard if it were well, and has what the group needs: its identity, and all its data. */
export function mayBeAtWork(state: FailoverState, group: GroupState): boolean {
  const { facts } = state;
  const { config, holder } = group;
  const { stage, borrowed } = host(facts, holder);
  if (!watchOf(state, holder).active || stage === "off" || stage === "standalone") return false;
  if (soughtBy(group) === "its own life" && !isNobodyElse(state, group)) return false;
  const isItself = holder === config.holder || !isAtHome(facts, { home: config.holder }, holder);
  const needed = neededBy(state, group);
  const isNamed =
    isItself || borrowed !== null || needed.some(({ holds, owner }) => holds === "system" && owner !== holder);
  return isNamed && needed.every((known) => known.holder === holder && deviceAtWork(known) !== null);
}

/** A host that was displaced stands in for nobody any more, and starts as what it was before. */
function isNobodyElse({ facts, groups }: FailoverState, group: GroupState): boolean {
  const { holder } = group;
  const { borrowed, lent } = host(facts, holder);
  if (borrowed !== null || lent === "now" || startsFromAnothers(facts, holder)) return false;
  return !groups.some((other) => other !== group && (other.holder === holder || takeoverOf(other)?.move.to === holder));
}

/** At home the holder has all its volumes; elsewhere those that moved there, and of the others its own. */
function neededBy({ facts, config: { policy } }: FailoverState, { config, holder }: GroupState) {
  if (holder === config.holder) return config.volumes.map((name) => volume(facts, name));
  return movingVolumes(facts, { from: config.holder, to: holder, volumes: config.volumes, policy });
}
