/** Who may stand in for whom: the candidates of a group in their order, and whether one of them can now. */
import { whoComesBackWith } from "./comes-back.js";
import { type PossibleMove, doesWithoutItsArrays, whyInVain, whyNotEligible } from "./eligibility.js";
import { type Facts, host, volume } from "./facts.js";
import { whoServesAs } from "./namesakes.js";
import type { WhyNot } from "./passed-over.js";
import { optionsOf, preset } from "./preset/index.js";
import { type FailoverConfig, type FailoverState, type GroupState, lacksHost, soughtBy, takeoverOf } from "./state.js";
import type { Move } from "./steps.js";
import { hasStrays } from "./upkeep.js";

/**
 * In their order: those that are kept for the host whose services these are, then those for anybody, then that host itself.
 * When its own are taken it gets what is left of the others', or waits, as the policy says.
 */
export function candidatesFor(config: FailoverConfig, home: string): readonly string[] {
  const { partition } = config.policy;
  const { list: all, has } = anybody(config);
  if (partition === undefined && has(home)) return all;
  const kept = partition?.shares.find((share) => share.for === home)?.by ?? [];
  const keptForOthers = new Set(partition?.shares.flatMap((share) => (share.for === home ? [] : share.by)));
  const free = all.filter((name) => !keptForOthers.has(name));
  const left = partition?.whenTaken === "what-is-left" ? all.filter((name) => keptForOthers.has(name)) : [];
  return [...new Set([...kept, ...free, ...left, home])];
}

interface Anybody {
  readonly list: readonly string[];
  readonly has: (name: string) => boolean;
}

const everybody = new WeakMap<FailoverConfig, Anybody>();

/** All who may stand in for some host, each once; worked out once, for they may be thousands, and are asked for at each takeover. */
function anybody(config: FailoverConfig): Anybody {
  const known = everybody.get(config);
  if (known !== undefined) return known;
  const { standIns } = config.policy;
  const names = new Set(standIns.length > 0 ? standIns : config.hosts.map(({ name }) => name));
  const anybody: Anybody = { list: [...names], has: (name) => names.has(name) };
  everybody.set(config, anybody);
  return anybody;
}

export function canStandIn(state: FailoverState, group: GroupState, name: string): boolean {
  return whyNotNow(state, group, name) === null;
}

/** Why a host cannot take a group now, `null` when it can. */
export function whyNotNow(state: FailoverState, group: GroupState, name: string): WhyNot | null {
  const { fit, unproven } = host(state.facts, name);
  if (!fit) return { kind: "failed", why: `${name} has failed` };
  if (unproven && group.holder !== name)
    return { kind: "in vain", why: `${name} was started again, and has not proved yet that it works` };
  return whyNotFree(state, possibleMove(state, group, name), group);
}

/** Could stand in if it is fit. */
export function isFree(state: FailoverState, group: GroupState, name: string): boolean {
  return whyNotFree(state, possibleMove(state, group, name), group) === null;
}

/** Why a host could not take a group, fit or not: by configuration, or since somebody else has it; `null` when it could. */
export function whyNotFree(state: FailoverState, move: PossibleMove, group: GroupState): WhyNot | null {
  const { to } = move;
  // Whoever helps beside its own users, and has them, is theirs first.
  if (host(state.facts, to).lent === "now" && to !== group.holder)
    return { kind: "busy", why: `${to} helps another service with its load` };
  if (hasStrays(state, group, to)) return { kind: "data", why: `${to} may still have data of others` };
  const why = whyNotEligible(move, state.facts);
  return why === null ? whyTaken(state, move, group) : { kind: "unable", why };
}

/** Others who could stand in if nothing can be had of the storage systems in which the data in use lies. */
export function whoDoesWithout(state: FailoverState, group: GroupState, to: string): readonly string[] {
  const isKeptElsewhere = group.config.volumes.some((name) => {
    const { remoteMirror, backup } = volume(state.facts, name);
    return remoteMirror !== null || backup?.array !== undefined;
  });
  if (!isKeptElsewhere) return [];
  return candidatesFor(state.config, group.config.holder).filter(
    (name) =>
      name !== to &&
      doesWithoutItsArrays(possibleMove(state, group, name), state.facts) &&
      canStandIn(state, group, name),
  );
}

/** It is fit, and what is known of the data keeps it from standing in: that may be found otherwise one day. */
export function wouldBeInVain(state: FailoverState, group: GroupState, name: string): boolean {
  return host(state.facts, name).fit && whyInVain(possibleMove(state, group, name), state.facts, true) !== null;
}

function whyTaken({ groups, facts }: FailoverState, possible: PossibleMove, group: GroupState): WhyNot | null {
  const { to, policy } = possible;
  // Whoever had to give way takes it from nobody else.
  const { standby } = optionsOf(policy, preset(policy.preset));
  const isActive = standby === "active" && soughtBy(group) === "a stand-in";
  for (const other of groups) {
    if (other === group) continue;
    const move = takeoverOf(other)?.move;
    // It would be fenced, and stands in for another: whoever was displaced there waits.
    const isFenced = possible.from !== to && soughtBy(group) === "its own life";
    if (isFenced && (other.holder === possible.from || move?.to === possible.from))
      return { kind: "busy", why: `${possible.from} stands in for ${toldOf(other)}` };
    // An active stand-in gives up what it serves itself, once.
    if (isActive && other.holder === to && move === undefined && other.config.holder === to) {
      const why = whyInVain(possible, facts, true);
      if (why === null) continue;
      return { kind: "data", why };
    }
    const wire = move === undefined ? null : whySameWire(facts, possible, move, () => toldOf(other));
    if (wire !== null) return { kind: "power", why: wire };
    if (move?.to === to) return { kind: "busy", why: `${to} is about to take ${toldOf(other)}` };
    // Nor is one at hand that is being fenced, before whoever takes over from it is there.
    if (move?.from === to) return { kind: "busy", why: `${to} is being fenced for ${toldOf(other)}` };
    if (other.holder !== to) continue;
    return { kind: "busy", why: `${to} ${lacksHost(other) ? "may still hold" : "serves"} ${toldOf(other)}` };
  }
  const namesake = whoServesAs({ groups, facts }, group, to);
  if (namesake !== null) {
    const { by, as, other } = namesake;
    return { kind: "busy", why: `${by} serves ${toldOf(other)} under the address of ${as}` };
  }
  const comesBack = whoComesBackWith({ groups, facts }, to);
  return comesBack === null ? null : { kind: "power", why: comesBack.why };
}

function toldOf({ config }: GroupState): string {
  return config.services.join(" and ");
}

/** What keeps it is over with another takeover, of which those who wait learn nothing else. */
export function isOnWireOfAnother(state: FailoverState, group: GroupState, name: string): boolean {
  const possible = possibleMove(state, group, name);
  return state.groups.some((other) => {
    const move = other === group ? undefined : takeoverOf(other)?.move;
    return move !== undefined && whySameWire(state.facts, possible, move, () => "") !== null;
  });
}

/** What one takeover does to a relay another must not undo: who is being fenced would get its power back with a stand-in. */
function whySameWire(facts: Facts, possible: PossibleMove, move: Move, told: () => string): string | null {
  const isSame = (one: string, other: string): boolean =>
    one !== other && host(facts, one).relay !== null && host(facts, one).relay === host(facts, other).relay;
  if (move.from !== move.to && isSame(possible.to, move.from))
    return `${possible.to} gets its power with ${move.from}, which is being fenced for ${told()}`;
  if (possible.from !== possible.to && isSame(possible.from, move.to))
    return `${possible.from} gets its power with ${move.to}, which is about to take ${told()}`;
  // With one of the two the other would start, its data not there yet.
  if (isSame(possible.to, move.to))
    return `${possible.to} gets its power with ${move.to}, which is about to take ${told()}`;
  return null;
}

/**
 * The group with the lowest priority that stands in somewhere and could give way to this one, `null` when none could. Nobody who
 * works is ended for what is known to be in vain, nor a second time where it was, before anybody was repaired.
 */
export function whoGivesWay(state: FailoverState, group: GroupState): GroupState | null {
  if (state.config.policy.preempts !== true) return null;
  const names = candidatesFor(state.config, group.config.holder).filter((name) => host(state.facts, name).fit);
  const holders = names.flatMap((name) => {
    const there = state.groups.filter((each) => each.holder === name || takeoverOf(each)?.move.to === name);
    const [only, ...others] = there;
    return only === undefined || others.length > 0 ? [] : [only];
  });
  const able = holders.filter(
    (each) =>
      each !== group &&
      takeoverOf(each) === null &&
      each.holder !== each.config.holder &&
      priorityOf(state, each) < priorityOf(state, group) &&
      group.givenUpAt[each.holder] === undefined &&
      whyInVain(possibleMove(state, group, each.holder), state.facts, true) === null &&
      whyNotEligible(possibleMove(state, group, each.holder), state.facts) === null,
  );
  return able.toSorted((a, b) => priorityOf(state, a) - priorityOf(state, b))[0] ?? null;
}

/** That of the most important of its services. */
export function priorityOf({ config: { policy } }: FailoverState, { config }: GroupState): number {
  return Math.max(...config.services.map((service) => policy.priority?.[service] ?? 0));
}

/** Who goes first: the highest priority, then the order of the scenario. */
export function byPriority(state: FailoverState): readonly GroupState[] {
  return state.groups.toSorted((a, b) => priorityOf(state, b) - priorityOf(state, a));
}

export function possibleMove({ config: { policy } }: FailoverState, group: GroupState, to: string): PossibleMove {
  const { services, holder: home, volumes } = group.config;
  return { from: group.holder, to, home, services, volumes, policy };
}
