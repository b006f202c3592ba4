/** The former holder goes off: by an orderly shutdown, by its relay, or by somebody who pulls its plug. */
import { type Unless, numbered, untilDone } from "../../kit/steps.js";
import type { Action } from "../../words.js";
import { type Facts, host } from "../facts.js";
import { callsForOff, cutsByRelay } from "../policy.js";
import { type FailoverStep, type Move, startsAnew, steps } from "../steps.js";
import { awaitEnd } from "./await-end.js";
import { call, page } from "./by-hand.js";
import { feedsOthers, leftOutForNeighbours, mustSpare, spareNeighbours } from "./neighbours.js";

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
      // Whoever pulled it and put it back has seen it off; by now it has power again.
      ...(!briefly && { proof: steps.isOffOrStandalone(from) }),
      otherwise: { again: "call-to-cut-power", after: policy.limits.retryAfter },
    },
  ];
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

export function unplug(move: Move, figure?: string): FailoverStep {
  return {
    name: "unplug",
    ...numbered(figure),
    phase: "fence",
    destroys: move.from,
    act: () => ({ do: [{ kind: "unplug", host: move.from, ...(startsAnew(move) && { briefly: true }) }] }),
    within: move.policy.limits.boot,
    ...(!startsAnew(move) && { proof: steps.isOffOrStandalone(move.from) }),
    otherwise: { again: "page", after: move.policy.limits.retryAfter },
  };
}
