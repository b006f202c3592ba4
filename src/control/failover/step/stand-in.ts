/** The steps that make room on a stand-in: it ends what it does, its own data is put aside, its power is cut; in this order. */
import type { Micros } from "../../../units/index.js";
import type { Act } from "../../kit/step.js";
import { type Unless, numbered } from "../../kit/steps.js";
import type { Action } from "../../words.js";
import { expectedMicros } from "../data/index.js";
import { isPutAside, isWithdrawn, mirrorAnywhere } from "../devices.js";
import { type Facts, type HostFacts, host, ownVolumes, servesBehind } from "../facts.js";
import { type FailoverStep, type Move, steps } from "../steps.js";
import type { VolumeFacts } from "../volume-facts.js";
import { awaitEnd } from "./await-end.js";
import { call, whoIsThere } from "./by-hand.js";
import { isGivenNothing } from "./identity.js";
import { warnUsers } from "./power-off.js";

/** Its users are warned; then as below. */
export function shutDownStandIn(move: Move, relay: string | null, figure?: string): readonly FailoverStep[] {
  return [...warnUsers(move, move.to, "warn-users-of-stand-in"), orderly(move, relay, "shut-down-stand-in", figure)];
}

/** A stand-in that does not answer loses its power before its mirror is broken, so that no write comes between. */
function orderly(move: Move, relay: string | null, name: string, figure?: string): FailoverStep {
  const { to, policy } = move;
  const unless: Unless = (stage) => (stage === "off" || stage === "standalone" ? `${to} is in ${stage} already` : null);
  return steps.shutDown(to, unless, {
    name,
    ...numbered(figure),
    phase: "fence",
    within: policy.shutdown.within,
    proof: steps.isOffOrStandalone(to),
    otherwise: cutStandInPower(move, relay),
  });
}

/**
 * A stand-in that should be off may be on when all is well, or have been started meanwhile: by a relay that feeds another host
 * too or closes by itself, by a repair. What it runs it would go on with, and it would take neither an identity nor its data anew. One that is given
 * neither serves as it is.
 * @param before it was looked at before, and was down then unless something was seen or done since
 */
export function takeDownStandIn(move: Move, relay: string | null, before?: "again"): readonly FailoverStep[] {
  const { to, policy } = move;
  const stage = (facts: Facts): HostFacts["stage"] => stageOf(facts, to, before !== undefined);
  const isUp = (facts: Facts): boolean => stage(facts) === "online";
  const isDown = (facts: Facts): boolean => ["off", "standalone"].includes(stage(facts));
  const down: FailoverStep = orderly(move, relay, "take-down-stand-in");
  const ifUp: FailoverStep = {
    ...down,
    isNeedless: (facts) => !isUp(facts),
    act: (facts) => (isGivenNothing(move, facts) ? { skip: `${to} serves as it is` } : down.act(facts)),
  };
  if (relay === null) return [ifUp];
  return [
    {
      ...steps.readBack(to, relay, () => null, {
        name: "look-at-stand-in",
        phase: "fence",
        within: policy.limits.relay,
        proof: steps.isOffOrStandalone(to),
        otherwise: [down],
      }),
      isNeedless: (facts) => isDown(facts) || isUp(facts),
    },
    ifUp,
  ];
}

/** As it is when all is well, or was taken down from that, until something was done that may have changed that. */
function stageOf(facts: Facts, name: string, wasTakenDown: boolean): HostFacts["stage"] {
  const { stage, stageAt, startsOnline, relay } = host(facts, name);
  const isOnFirst = startsOnline === true && !wasTakenDown;
  // Where nobody can look it is told to end, and answers.
  if (stage === "unknown" && relay === null && isOnFirst) return "online";
  if (stage !== "unknown" || stageAt > 0) return stage;
  return isOnFirst ? "online" : "off";
}

/**
 * What it read as a helper it gives back: of a volume that comes to it from another storage system it would have two devices, and
 * could only read the first.
 */
export function giveBackWhatItRead({ to, policy }: Move): FailoverStep {
  return {
    name: "give-back-what-it-read",
    phase: "data",
    isNeedless: (facts) => host(facts, to).lent !== "before",
    act: (facts) => ({ do: [{ kind: "configure", host: to, identity: host(facts, to).identity, volumes: [] }] }),
    within: policy.limits.relay,
    otherwise: "skip",
  };
}

/** The mirror of each volume of its own is split off, so that it gets its data back; or that data is backed up. */
export function putOwnDataAside(move: Move, figure?: string): FailoverStep {
  const way = move.policy.ownData ?? "mirror";
  return {
    name: way === "mirror" || way === "discard" ? "break-mirror" : "back-up-own-data",
    ...numbered(figure),
    phase: "data",
    destroys: move.to,
    act: (facts) => {
      if (way === "discard") return { skip: "its own data does not matter" };
      if (way === "recent-backup") return { skip: "its last backup is recent enough" };
      const own = volumesToPutAside(move, facts);
      if (own.length === 0) {
        const rest = ownVolumes(facts, move.to).length === 0 ? "has no data of its own" : "keeps its own";
        return { skip: `${move.to} ${rest}` };
      }
      const why = whyNotPutAside(move, facts);
      if (why !== null) return { cannot: why };
      const left = own.filter((each) => !isPutAside(each) && !isWithdrawn(each));
      if (left.length === 0) return { skip: `the data of ${move.to} is put aside` };
      return {
        do: left.map((each) => (way === "backup" ? { kind: "back-up", volume: each.name } : breakMirror(each))),
      };
    },
    within: move.policy.limits.replicate,
    ...(way === "backup" && { expects: (facts: Facts) => backupMicros(move, facts) }),
    otherwise: "give-up",
  };
}

/** All at once: each at its own pace, and over one link where they are kept on another storage system. */
function backupMicros(move: Pick<Move, "to" | "policy">, facts: Facts): Micros {
  const { arrayLinks } = facts.surroundings;
  return expectedMicros(
    volumesToPutAside(move, facts).flatMap(({ size, array, backup }) => {
      if (backup === null) return [];
      const place = backup.array ?? array;
      const link = arrayLinks.find(({ joins }) => joins.includes(array) && joins.includes(place) && array !== place);
      const way = { bandwidth: link?.bandwidth ?? Infinity, through: link?.name ?? place };
      return { fixed: 0, bytes: size, ...way, most: backup.bandwidth };
    }),
  );
}

/** What a stand-in has of its own, and may be laid over: only by what is of the same kind, and nothing else moves than the policy says. */
export function volumesToPutAside({ to, policy }: Pick<Move, "to" | "policy">, facts: Facts): readonly VolumeFacts[] {
  return ownVolumes(facts, to).filter(({ holds }) => policy.parts?.includes(holds) ?? true);
}

/** Why the data of an active stand-in would be lost, `null` when it can be put aside, or need not be. */
export function whyNotPutAside(move: Pick<Move, "to" | "policy">, facts: Facts): string | null {
  const { to, policy } = move;
  const way = policy.ownData ?? "mirror";
  if (way === "discard") return null;
  const copyOf = (known: VolumeFacts) => (way === "mirror" ? mirrorAnywhere(known) : known.backup);
  const bare = volumesToPutAside(move, facts).filter(
    (known) => !isPutAside(known) && !isWithdrawn(known) && copyOf(known) === null,
  );
  if (bare.length === 0) return null;
  const what = bare.map(({ name }) => name).join(", ");
  const lags = way === "mirror" && bare.some(({ remoteMirror }) => remoteMirror?.lags === true);
  const lack = `${bare.length === 1 ? "has" : "have"} no ${way === "recent-backup" ? "recent backup" : way}`;
  return `${what} of ${to} ${lack}${lags ? " that does not lag" : ""}`;
}

function breakMirror(known: VolumeFacts): Action {
  return { kind: "break-mirror", volume: known.name, device: mirrorAnywhere(known) ?? "" };
}

/** Its relay is opened and read back, or somebody comes; without a relay that feeds it alone it must have answered from standalone. */
export function cutStandInPower(move: Move, relay: string | null, figure?: string): readonly FailoverStep[] {
  const { to, policy } = move;
  const { power } = policy;
  if (power?.off === "by-hand" && (relay !== null || power.on === "by-hand"))
    return cutStandInByHand(move, relay, figure);
  const fence = { ...numbered(figure), phase: "fence", within: policy.limits.relay } as const;
  const cut = { name: "cut-power-stand-in", ...fence, otherwise: "skip" } as const;
  const readBack = {
    name: "read-back-stand-in",
    ...fence,
    proof: steps.isOffOrStandalone(to),
    otherwise: "give-up",
  } as const;
  if (relay === null) {
    return [
      { ...cut, act: () => ({ skip: `${to} has no relay` }) },
      { ...readBack, act: (facts) => withoutRelay(to, facts) },
    ];
  }
  const unless: Unless = (stage) => (stage === "off" ? `${to} is off` : null);
  const switched = steps.switchRelay(to, relay, "off", unless, cut);
  const readBackIt = steps.readBack(to, relay, unless, readBack);
  const unlessShared = (step: FailoverStep): FailoverStep => ({
    ...step,
    act: (facts) => (servesBehind(facts, relay, [move.from, to]) ? withoutRelay(to, facts) : step.act(facts)),
  });
  const isCut = (facts: Facts): boolean => !servesBehind(facts, relay, [move.from, to]);
  const ended = { name: to, asked: "ask-whether-stand-in-ends", awaited: "await-end-of-stand-in", isCut };
  return [...awaitEnd(move, ended), unlessShared(switched), unlessShared(readBackIt)];
}

/** Who has to be switched on by its relay later is switched off there, not at its plug. */
function cutStandInByHand(move: Move, relay: string | null, figure?: string): readonly FailoverStep[] {
  const { to, policy } = move;
  const off = (facts: Facts): string | null => (host(facts, to).stage === "off" ? `${to} is off` : null);
  const atRelay = policy.power?.on === undefined ? (true as const) : undefined;
  const isShared = (facts: Facts): boolean =>
    atRelay === true && relay !== null && servesBehind(facts, relay, [move.from, to]);
  return [
    call(move, "call-to-cut-power-stand-in", `${to} has to be switched off`, (facts) => {
      return (isShared(facts) ? `${relay} feeds others too` : off(facts)) ?? whoIsThere(facts, [move.from]);
    }),
    {
      name: "cut-power-stand-in-by-hand",
      ...numbered(figure),
      phase: "fence",
      destroys: to,
      act: (facts) => {
        if (isShared(facts)) return withoutRelay(to, facts);
        const why = off(facts);
        return why === null ? { do: [{ kind: "unplug", host: to, ...(atRelay && { atRelay }) }] } : { skip: why };
      },
      within: policy.limits.boot,
      proof: steps.isOffOrStandalone(to),
      otherwise: "give-up",
    },
  ];
}

/** It must have answered. */
function withoutRelay(name: string, facts: Facts): Act {
  const { stage } = host(facts, name);
  if (stage === "off") return { skip: `${name} is off` };
  return stage === "standalone" ? { skip: `${name} is in standalone` } : { cannot: `${name} is ${stage}` };
}
