/** Whether a host could ever stand in for another under a policy, judged by configuration before any failure. */
import { type DataStrategy, compareData, compareHosts, conversion, dataStrategy } from "./data/index.js";
import { aheadFor, arrayOf, inUse, isThere, whyVain } from "./devices.js";
import { type Facts, host, liesIn, ownedBy, twinFor, volume } from "./facts.js";
import { isAtHome } from "./known-as.js";
import { type FailoverPolicy, isSetInStandalone } from "./policy.js";
import { optionsOf, preset, waysOf } from "./preset/index.js";
import { movingVolumes } from "./step/moving-volumes.js";
import { insteadOf } from "./step/instead.js";
import { whyNotPutAside } from "./step/stand-in.js";
import type { VolumeFacts } from "./volume-facts.js";

/** A move that may be needed one day. */
export interface PossibleMove {
  readonly from: string;
  readonly to: string;
  readonly home: string;
  readonly services: readonly string[];
  readonly volumes: readonly string[];
  readonly policy: FailoverPolicy;
}

/** Why `to` can never stand in for `from`, `null` when it may be able to. */
export function whyNotEligible(move: PossibleMove, facts: Facts): string | null {
  if (move.policy.preset === "manual") return whyNotByHand(move, facts);
  return (
    whyUnread(move, facts) ??
    whyNotSpared(move, facts) ??
    whyNotApart(move, facts) ??
    whyNotFound(move, facts) ??
    whyUnheard(move, facts) ??
    whyNotFreed(move, facts) ??
    whyNotPowered(move, facts) ??
    whyNotNamed(move, facts) ??
    whyNotStarted(move, facts) ??
    whyNotWhole(move, facts) ??
    movingVolumes(facts, move).reduce<string | null>((why, each) => why ?? whyNotBrought(each, move, facts), null)
  );
}

/** What is where it is to move from would be of no use there; of a host that could not start with what it got all may be elsewhere. */
function whyUnread({ from, to, volumes, policy }: PossibleMove, facts: Facts): string | null {
  const held = volumes.map((name) => volume(facts, name)).filter(({ holder }) => holder === from);
  const isAsItsHost = volumes.length === 0 || held.some(({ madeFor }) => madeFor === null);
  const comparisons = [
    ...(isAsItsHost ? [compareHosts(from, to, facts, policy.parts)] : []),
    ...held.filter(({ madeFor }) => madeFor !== null).map((known) => compareData(known, to, facts, policy.parts)),
  ];
  for (const comparison of comparisons) if (comparison.is === "unknown") return comparison.why;
  return null;
}

/** Who comes can do anything but convert data, restore what there is no backup of, or send users to another network. */
function whyNotByHand(move: PossibleMove, facts: Facts): string | null {
  const { from, to } = move;
  if (from === to) return null;
  const unfound = whyNotFound(move, facts);
  if (unfound !== null) return unfound;
  const moving = move.volumes.map((name) => volume(facts, name));
  const unread = moving.find(({ holder, holds }) => compareHosts(holder, to, facts, [holds]).is !== "alike");
  if (unread !== undefined) return `${unread.name} would have to be converted for ${to}, which nobody does by hand`;
  if (move.policy.restoresByHand !== true) return null;
  return moving.reduce<string | null>((why, each) => why ?? whyNotBrought(each, move, facts), null);
}

/** A pool counts on each of its members: none of them is there to stand in for others. */
function whyNotSpared({ to, home }: PossibleMove, facts: Facts): string | null {
  const { poolOf } = host(facts, to);
  return to === home || poolOf === undefined ? null : `${to} is one of the hosts that ${poolOf} runs on`;
}

/** What must be off and what must be on cannot hang on one switch. */
function whyNotApart({ from, to }: PossibleMove, facts: Facts): string | null {
  const { relay } = host(facts, to);
  if (from === to || relay === null || relay !== host(facts, from).relay) return null;
  return `${relay} switches the power of ${from} as well: while that must be off ${to} cannot be on`;
}

/** In another network users must be redirected to find it. */
function whyNotFound(move: PossibleMove, facts: Facts): string | null {
  if (isAtHome(facts, move, move.to)) return null;
  const { network } = host(facts, move.to);
  if (!optionsOf(move.policy, preset(move.policy.preset)).redirect) {
    return `${move.to} is in another network (${network}), and the policy does not redirect`;
  }
  const { directors, nameServers, apart, untold = [] } = facts.surroundings;
  const from = host(facts, move.home).network;
  if (apart?.[from]?.includes(network) === true) {
    return `${move.to} is in another network (${network}), and no connector leads there from ${from}`;
  }
  const alone = move.services.filter((each) => directors[each] === undefined && nameServers[each] === undefined);
  const deaf = move.services
    .flatMap((each) => directors[each] ?? nameServers[each]?.server ?? [])
    .find((each) => untold.includes(each));
  if (deaf !== undefined) return `${deaf}, which would have to be told, is on no network that the controller reaches`;
  return alone.length === 0
    ? null
    : `${move.to} is in another network (${network}), and ${alone.join(", ")} has neither a director nor a name server that could send users there`;
}

/** Whoever is never heard there would be taken for dead as soon as it serves. */
function whyUnheard({ home, to }: PossibleMove, facts: Facts): string | null {
  if (host(facts, to).unheard !== true || host(facts, home).unheard === true) return null;
  return `${to} is on no network that the controller reaches: at work it would be taken for dead`;
}

/** An active stand-in must be able to put its own data aside. */
function whyNotFreed(move: PossibleMove, facts: Facts): string | null {
  const { standby } = optionsOf(move.policy, preset(move.policy.preset));
  return standby === "active" && move.from !== move.to ? whyNotPutAside(move, facts) : null;
}

function whyNotPowered({ to, policy }: PossibleMove, facts: Facts): string | null {
  if (host(facts, to).needsHands !== true || policy.power?.on === "by-hand") return null;
  return `${to} is off and has no relay: nobody can start it from afar`;
}

/** Where it is to get its identity in standalone it must stop there; at home a host has its own. */
function whyNotNamed({ to, home, policy }: PossibleMove, facts: Facts): string | null {
  if (!isSetInStandalone(policy) || to === home || host(facts, to).stopsInStandalone === true) return null;
  return `${to} goes from power-on straight to online, and nobody could set its identity in standalone`;
}

/**
 * Without a system that moves along it starts from its own: a volume, or a disk of its own if it has volumes and none of them
 * is a system. One that has neither finds nothing to start from where hosts start from what they are given.
 */
function whyNotStarted(move: PossibleMove, facts: Facts): string | null {
  const { to, home } = move;
  if (to === home || ownedBy(facts, to).length > 0) return null;
  const isGivenSystems = host(facts, to).arrays.some((array) =>
    liesIn(facts, array).some(({ holds }) => holds === "system"),
  );
  if (!isGivenSystems || movingVolumes(facts, move).some(({ holds }) => holds === "system")) return null;
  return `${to} has no system of its own to start from, and none moves there`;
}

/** Of what stays where it is the stand-in needs its own: it may have programs, and nobody has another's data. */
function whyNotWhole(move: PossibleMove, facts: Facts): string | null {
  const { to, volumes } = move;
  const moving = movingVolumes(facts, move);
  for (const known of volumes.map((name) => volume(facts, name))) {
    if (known.holder === to || known.holds === "system" || moving.includes(known)) continue;
    if (known.holds === "data") return `${known.name} does not move, and nobody serves without it`;
    if (ownedBy(facts, to).some(({ holds }) => holds === "programs")) continue;
    return `${to} has no programs of its own, and ${known.name} does not move there`;
  }
  return null;
}

function whyNotBrought(volume: VolumeFacts, move: PossibleMove, facts: Facts): string | null {
  if (volume.holder === move.to) return null;
  const transforms = conversion(volume, move.to, facts) !== null;
  const names = waysOf(move, preset(move.policy.preset));
  const strategies = names.map(dataStrategy).filter((each) => (each.transforms === true) === transforms);
  if (strategies.length === 0) {
    return transforms
      ? `${volume.name} must be transformed for ${move.to}, and the policy has no way to do that`
      : `nothing brings ${volume.name} to ${move.to}`;
  }
  const lacks = strategies.map((strategy) => strategy.lacks(volume, move.to, facts));
  return lacks.includes(null) ? null : [...new Set(lacks)].join("; ");
}

/** A host could have all that moves without the storage systems in which the data in use lies. */
export function doesWithoutItsArrays(move: PossibleMove, facts: Facts): boolean {
  const moving = movingVolumes(facts, move);
  const strategies = waysOf(move, preset(move.policy.preset)).map(dataStrategy);
  const arrays = moving.map((known) => arrayOf(known, inUse(known)));
  const isHad = (known: VolumeFacts): boolean => {
    const transforms = conversion(known, move.to, facts) !== null;
    return strategies.some(
      ({ asks, lacks, ...each }) =>
        asks !== undefined &&
        (each.transforms === true) === transforms &&
        !arrays.includes(asks(known)) &&
        lacks(known, move.to, facts) === null,
    );
  };
  return moving.length > 0 && moving.every(isHad);
}

/**
 * Why nobody is to be ended for a move who works: what would be brought is of no use, or not whole, or was not made ahead; `null`
 * when it is good as far as anybody knows.
 * @param isLost whoever holds it serves no more: then it is good enough, too, if it takes as long as if nothing had been made ahead
 */
export function whyInVain(move: PossibleMove, facts: Facts, isLost = false): string | null {
  const strategies = waysOf(move, preset(move.policy.preset)).map(dataStrategy);
  for (const known of movingVolumes(facts, move)) {
    if (isThere(known, move.to) || twinFor(known, move.to, facts) !== null) continue;
    const transforms = conversion(known, move.to, facts) !== null;
    const able = strategies.filter(
      (each) => (each.transforms === true) === transforms && each.lacks(known, move.to, facts) === null,
    );
    const isMadeNow = (strategy: DataStrategy, index: number): boolean =>
      isLost && insteadOf(known, strategy, able.slice(index + 1), move, facts) !== null;
    const vain = able.map((strategy, index) =>
      isMadeNow(strategy, index) ? null : whyTakenInVain(strategy, known, move.to, facts),
    );
    if (vain.length > 0 && !vain.includes(null)) return vain[0]!;
  }
  return null;
}

/**
 * A host that starts anew where it is would do so with what is of no use: nothing else of that is left, by no way that the policy
 * has. It would be at work as before, and serve nobody.
 */
export function startsInVain(move: PossibleMove, facts: Facts): boolean {
  const { to } = move;
  const strategies = waysOf(move, preset(move.policy.preset)).map(dataStrategy);
  const isLost = (known: VolumeFacts): boolean =>
    whyVain(known, inUse(known)) !== null &&
    twinFor(known, to, facts) === null &&
    !strategies.some((each) => each.transforms !== true && each.lacks(known, to, facts) === null);
  return movingVolumes(facts, move).some((known) => known.holder === to && isLost(known));
}

/** By what a strategy would take first. */
function whyTakenInVain(
  { stages: [first], needsAhead }: DataStrategy,
  volume: VolumeFacts,
  to: string,
  facts: Facts,
): string | null {
  if (needsAhead === true && aheadFor(volume, to) === null) return `nothing of ${volume.name} was made ahead for ${to}`;
  const act = first?.act(volume, to, facts) ?? null;
  return act !== null && "device" in act ? whyVain(volume, act.device) : null;
}
