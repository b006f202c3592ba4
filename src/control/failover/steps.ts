/** The steps that presets are made of: each a function from who moves where to a step of a routine. */
import { DAY } from "../../units/index.js";
import type { Step } from "../kit/routine.js";
import { type Unless, hostSteps, numbered } from "../kit/steps.js";
import { type Facts, host } from "./facts.js";
import type { FailoverPolicy } from "./policy.js";

export type FailoverStep = Step<Facts>;

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
}

/** `own life`: a host goes on with what it did before it stood in; `giving way`: it goes nowhere, its host is wanted for something else. */
export type MoveKind = "takeover" | "failback" | "own life" | "giving way" | "with its site";

/** Orderly shutdown of the former holder; when that is not confirmed, its relay; when that is not either, as the policy says. */
export function shutDown(move: Move, relay: string | null, figure?: string): readonly FailoverStep[] {
  const { shutdown, limits } = move.policy;
  const byRelay = relay === null || shutdown.relay === "never" ? null : cutPower(move, relay, figure);
  const orderly = steps.shutDown(move.from, unlessOff(move.from), {
    name: "shut-down",
    ...numbered(figure),
    phase: "fence",
    within: shutdown.within,
    proof: steps.isOffOrStandalone(move.from),
    otherwise: byRelay ?? orElse(unconfirmed(move, figure), "shut-down", limits.retryAfter),
  });
  return shutdown.relay === "always" && byRelay !== null ? [{ ...orderly, otherwise: "skip" }, ...byRelay] : [orderly];
}

/** The relay is switched and then read back. */
export function cutPower(
  move: Move,
  relay: string,
  figure?: string,
  unconfirmedWay: "retry" | "skip" | readonly FailoverStep[] = unconfirmed(move, figure),
): readonly FailoverStep[] {
  const { relay: within, retryAfter } = move.policy.limits;
  const fence = { ...numbered(figure), phase: "fence", within } as const;
  return [
    steps.switchRelay(move.from, relay, "off", unlessOff(move.from), {
      name: "cut-power",
      ...fence,
      otherwise: "skip",
    }),
    steps.readBack(move.from, relay, unlessOff(move.from), {
      name: "read-back",
      ...fence,
      proof: steps.isOffOrStandalone(move.from),
      otherwise: orElse(unconfirmedWay, "cut-power", retryAfter),
    }),
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
function unconfirmed(move: Move, figure?: string): "retry" | "skip" | readonly FailoverStep[] {
  switch (move.policy.shutdown.unconfirmed) {
    case "retry":
      return "retry";
    case "proceed-unsafely":
      return "skip";
    case "page":
      return [page(move, `${move.from} cannot be confirmed off`), unplug(move, figure)];
  }
}

/** A person is called and comes; asked again and again until somebody does. */
export function page(move: Move, subject: string): FailoverStep {
  return {
    name: "page",
    phase: "person",
    act: () => ({ do: [{ kind: "page", subject }] }),
    within: DAY,
    otherwise: { again: "page", after: move.policy.limits.retryAfter },
  };
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

export function powerOn(move: Move, relay: string | null, figure?: string): FailoverStep {
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
  const unless: Unless = (stage) => (stage === "standalone" || stage === "online" ? `${to} has power` : null);
  return steps.switchRelay(to, relay, "on", unless, frame);
}

export function moveCables(move: Move): FailoverStep {
  return {
    name: "move-cables",
    phase: "person",
    destroys: move.from,
    act: () => ({ do: [{ kind: "move-cables", from: move.from, to: move.to }] }),
    within: 30 * DAY,
    otherwise: { again: "move-cables", after: move.policy.limits.retryAfter },
  };
}
