/** The steps that presets are made of: each a function from who moves where to a step of a routine. */
import { DAY } from "../../units/index.js";
import type { Step } from "../kit/routine.js";
import { type Unless, hostSteps, numbered, untilDone } from "../kit/steps.js";
import type { Action, ActionOf } from "../words.js";
import { type VolumeFacts, arrayOf, strayAt } from "./devices.js";
import { type Facts, host } from "./facts.js";
import { callsForOff, cutsByRelay, type FailoverPolicy } from "./policy.js";
import { awaitEnd } from "./step/await-end.js";
import { feedsOthers, leftOutForNeighbours, mustSpare, spareNeighbours } from "./step/neighbours.js";

export interface FailoverStep extends Step<Facts> {
  /** The storage systems that work on it and that something else could do without: they are asked whether they are still there. */
  readonly asks?: (facts: Facts) => readonly string[];
}

/** Those that failover has in common with others. */
export const steps = hostSteps(host);

/** What moves, from where, to where, and by which policy. */
export interface Move {
  readonly from: string;
  readonly to: string;
  /** Whose identity the services have: who holds them when all is well. */
  readonly home: string;
  readonly services: readonly string[];
  readonly volumes: readonly string[];
  readonly policy: FailoverPolicy;
  readonly kind: MoveKind;
  /** The former holder works, and is shut down by choice: for failback, or because it is about to fail or too slow. */
  readonly chosen?: true;
  /** The former holder works, as far as is known, and has said that it does not reach its storage. */
  readonly blind?: true;
  /** Who could stand in instead with what lies in another storage system than the data in use. */
  readonly elsewhere?: readonly string[];
  /** Its users may be sent to where it was before, whoever held it since. */
  readonly sentAway?: true;
}

/** The storage system that has not answered when a device of a volume was to be withdrawn from the former holder. */
export function silentTo(known: VolumeFacts, { from }: Pick<Move, "from">): string | null {
  const stray = strayAt(known, from);
  return stray === null ? null : arrayOf(known, stray);
}

/** `own life`: a host goes on with what it did before it stood in; `giving way`: it goes nowhere, its host is wanted for something else. */
export type MoveKind = "takeover" | "failback" | "own life" | "giving way" | "with its site";

/**
 * Users of a host that works are warned before it is shut down: it answers them first, if that does not take too long. One
 * that has failed answers nobody.
 */
export function warnUsers({ policy }: Move, name: string, step: string): readonly FailoverStep[] {
  const { warn } = policy.shutdown;
  if (warn === undefined) return [];
  return [
    {
      name: step,
      phase: "fence",
      // Whoever is warned is shut out: nobody is who need not go.
      destroys: name,
      act: (facts) => {
        const { stage } = host(facts, name);
        if (stage === "off" || stage === "standalone") return { skip: `${name} is in ${stage} already` };
        return { do: [{ kind: "warn-users", host: name, within: warn }] };
      },
      within: warn + policy.limits.relay,
      otherwise: "skip",
    },
  ];
}

/** Orderly shutdown of the former holder; when that is not confirmed, its power; when that is not either, as the policy says. */
export function shutDown(move: Move, relay: string | null, figure?: string): readonly FailoverStep[] {
  const { shutdown, limits } = move.policy;
  const cut = powerOff(move, relay, figure);
  const orderly = steps.shutDown(move.from, unlessOff(move.from), {
    name: "shut-down",
    ...numbered(figure),
    phase: "fence",
    within: shutdown.within,
    proof: steps.isOffOrStandalone(move.from),
    otherwise: cut ?? orElse(unconfirmed(move, figure, null), "shut-down", limits.retryAfter),
  });
  const warned = move.chosen === true ? warnUsers(move, move.from, "warn-users") : [];
  if (shutdown.relay !== "always" || cut === null) return [...warned, orderly];
  return [...warned, { ...orderly, otherwise: "skip" }, ...cut];
}

/** How the power of the former holder is cut, `null` when it is not: by its relay, or by somebody who comes. */
export function powerOff(move: Move, relay: string | null, figure?: string): readonly FailoverStep[] | null {
  if (cutsByRelay(move.policy)) return relay === null ? null : cutPower(move, relay, figure);
  return move.policy.shutdown.relay === "never" ? null : cutByHand(move, figure);
}

/** Somebody is called to pull its plug, and puts it back where the host starts anew. */
function cutByHand(move: Move, figure?: string): readonly FailoverStep[] {
  const { from, policy } = move;
  const off = unlessOff(from);
  const briefly = startsAnew(move) && policy.power?.on === undefined;
  return [
    call(move, "call-to-cut-power", `${from} has to be switched off`, (facts) => off(host(facts, from).stage)),
    {
      name: "cut-power-by-hand",
      ...numbered(figure),
      phase: "fence",
      destroys: from,
      act: (facts) => {
        const why = off(host(facts, from).stage);
        return why === null
          ? { do: [{ kind: "unplug", host: from, ...(briefly && { briefly: true }) }] }
          : { skip: why };
      },
      within: policy.limits.boot,
      proof: steps.isOffOrStandalone(from),
      otherwise: { again: "call-to-cut-power", after: policy.limits.retryAfter },
    },
  ];
}

/** Whoever switched a host off by hand is there as long as the takeover goes on: nobody needs to be called. */
export function whoIsThere({ hosts }: Facts, switchedOff: readonly string[]): string | null {
  const found = switchedOff.find((name) => hosts[name]?.attended === true);
  return found === undefined ? null : `whoever switched ${found} off is there`;
}

/** A person is called for something and comes, unless there is no need; asked again and again until somebody does. */
export function call(
  { policy: { limits } }: Move,
  name: string,
  subject: string,
  unless: (facts: Facts) => string | null,
): FailoverStep {
  return {
    name,
    phase: "person",
    act: (facts) => {
      const why = unless(facts);
      return why === null ? { do: [{ kind: "page", subject }] } : { skip: why };
    },
    within: DAY,
    otherwise: { again: name, after: limits.retryAfter },
  };
}

/** The relay is switched and then read back. */
export function cutPower(
  move: Move,
  relay: string,
  figure?: string,
  unconfirmedWay: "retry" | "skip" | readonly FailoverStep[] = unconfirmed(move, figure, relay),
): readonly FailoverStep[] {
  const { from, policy } = move;
  const { relay: within, retryAfter } = policy.limits;
  const fence = { ...numbered(figure), phase: "fence", within } as const;
  const spare = spareNeighbours(move, relay);
  const unlessDown = (step: FailoverStep): FailoverStep => leftOutForNeighbours(step, move, relay);
  // Who was given up for his silence answers nobody.
  const isCut = (facts: Facts): boolean => move.chosen !== true || !feedsOthers(move, relay, facts);
  return [
    ...awaitEnd(move, { name: from, asked: "ask-whether-it-ends", awaited: "await-its-end", isCut }),
    spare,
    unlessDown(
      steps.switchRelay(from, relay, "off", unlessOff(from), { name: "cut-power", ...fence, otherwise: "skip" }),
    ),
    unlessDown(
      steps.readBack(from, relay, unlessOff(from), {
        name: "read-back",
        ...fence,
        proof: steps.isOffOrStandalone(from),
        otherwise: orElse(unconfirmedWay, spare.name, retryAfter),
      }),
    ),
  ];
}

function unlessOff(name: string): Unless {
  return (stage) => (stage === "off" ? `${name} is known to be off` : null);
}

export function orElse(
  way: "retry" | "skip" | readonly FailoverStep[],
  from: string,
  after: number,
): FailoverStep["otherwise"] {
  return way === "retry" ? { again: from, after } : way;
}

/** What the policy wants when nobody can say that the former holder is off. */
function unconfirmed(
  move: Move,
  figure: string | undefined,
  relay: string | null,
): "retry" | "skip" | readonly FailoverStep[] {
  const { from, policy } = move;
  if (!callsForOff(policy)) return policy.shutdown.unconfirmed === "retry" ? "retry" : "skip";
  const called = page(move, `${from} cannot be confirmed off`);
  const byHand = unplug(move, figure);
  if (relay === null) return [called, byHand];
  // Whoever was called may be long in coming: until then the relay is tried again and again, and nobody is needed once it obeys.
  const whyOver = (facts: Facts): string | null => {
    const { stage } = host(facts, from);
    return stage === "off" || stage === "standalone" ? `${from} is ${stage === "off" ? "off" : "in standalone"}` : null;
  };
  const meanwhile = (facts: Facts): readonly Action[] =>
    mustSpare(move, relay, facts) ? [] : [{ kind: "switch-relay", relay, to: "off" }];
  return [{ ...untilDone(called, whyOver), meanwhile, destroys: from }, untilDone(byHand, whyOver)];
}

export function page(move: Move, subject: string): FailoverStep {
  return call(move, "page", subject, () => null);
}

export function unplug(move: Move, figure?: string): FailoverStep {
  return {
    name: "unplug",
    ...numbered(figure),
    phase: "fence",
    destroys: move.from,
    act: () => ({ do: [{ kind: "unplug", host: move.from, ...(startsAnew(move) && { briefly: true }) }] }),
    within: move.policy.limits.boot,
    proof: steps.isOffOrStandalone(move.from),
    otherwise: { again: "page", after: move.policy.limits.retryAfter },
  };
}

/** Nobody takes over from it: it goes on where it is. */
export function startsAnew({ from, to, kind }: Move): boolean {
  return from === to && kind !== "giving way";
}

/** The stand-in gets power: from its relay, or from somebody who is called, or is there since the former holder was switched off. */
export function powerOn(move: Move, relay: string | null, figure?: string): readonly FailoverStep[] {
  const { from, to, policy } = move;
  const unless = unlessPowered(to);
  if (policy.power?.on === undefined) return [...plugIn(move, relay), powerOnByRelay(move, relay, unless, figure)];
  return [
    call(move, "call-to-power-on", `${to} has to be switched on`, (facts) => {
      return unless(host(facts, to).stage) ?? whoIsThere(facts, [from, to]);
    }),
    powerOnByHand(move, figure),
  ];
}

/** By whoever stands before it. */
export function powerOnByHand({ to, policy }: Move, figure?: string): FailoverStep {
  return {
    name: "power-on-by-hand",
    ...numbered(figure),
    phase: "boot",
    act: (facts) => {
      const why = unlessPowered(to)(host(facts, to).stage);
      return why === null ? { do: [{ kind: "power-on", host: to }] } : { skip: why };
    },
    within: policy.limits.relay,
    otherwise: "skip",
    handsOver: true,
  };
}

function unlessPowered(name: string): Unless {
  return (stage) => (stage === "standalone" || stage === "online" ? `${name} has power` : null);
}

/**
 * Somebody pulled its plug, and nobody has said since that it is in again: its relay alone does not start it. Where the relay
 * cannot be opened for that, whoever is there gives it power at once.
 */
function plugIn(move: Move, relay: string | null): readonly FailoverStep[] {
  const { from, to, policy } = move;
  if (relay === null) return [];
  const isIn = (facts: Facts): boolean => !host(facts, to).unplugged;
  return [
    { ...call(move, "call-to-plug-in", callForPlug(to), (facts) => whoIsThere(facts, [from, to])), isNeedless: isIn },
    {
      name: "plug-in",
      phase: "boot",
      isNeedless: isIn,
      act: () => ({ do: [plugInByHand(to)] }),
      within: policy.limits.boot,
      proof: {
        of: `the plug of ${to} in`,
        shownAt: (facts) => (isIn(facts) ? Infinity : null),
        found: () => "it still out",
      },
      otherwise: [powerOnByHand(move)],
    },
  ];
}

/** What a person is called for. */
export function callForPlug(name: string): string {
  return `${name} has to be plugged in`;
}

/** The relay is opened by hand, so that the host stays off until it is to start. */
export function plugInByHand(name: string): ActionOf<"unplug"> {
  return { kind: "unplug", host: name, atRelay: true };
}

function powerOnByRelay(move: Move, relay: string | null, unless: Unless, figure?: string): FailoverStep {
  const { to } = move;
  const frame = {
    name: "power-on",
    ...numbered(figure),
    phase: "boot",
    within: move.policy.limits.relay,
    otherwise: "skip",
    handsOver: true,
  } as const;
  if (relay === null) return { ...frame, act: () => ({ skip: `${to} has no relay` }) };
  return steps.switchRelay(to, relay, "on", unless, frame);
}

export function moveCables({ from, to, policy }: Move): FailoverStep {
  const storageOff = from === to ? undefined : policy.storageOff;
  return byHand("move-cables", { kind: "move-cables", from, to, ...(storageOff && { storageOff }) }, policy);
}

export function fetchBackups({ from, to, policy }: Move): FailoverStep {
  return byHand("fetch-backups", { kind: "fetch-backups", from, to }, policy);
}

function byHand(
  name: string,
  action: ActionOf<"move-cables"> | ActionOf<"fetch-backups">,
  { limits }: FailoverPolicy,
): FailoverStep {
  return {
    name,
    phase: "person",
    destroys: action.from,
    act: () => ({ do: [action] }),
    within: 30 * DAY,
    otherwise: { again: name, after: limits.retryAfter },
  };
}
