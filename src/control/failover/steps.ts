/** The steps that presets are made of: each a function from who moves where to a step of a routine. */
import { DAY } from "../../units/index.js";
import type { Step } from "../kit/routine.js";
import { type Facts, host } from "./facts.js";
import type { FailoverPolicy } from "./policy.js";

export type FailoverStep = Step<Facts>;

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
export type MoveKind = "takeover" | "failback" | "own life" | "giving way";

/** Orderly shutdown of the former holder; when that is not confirmed, its relay; when that is not either, as the policy says. */
export function shutDown(move: Move, relay: string | null, figure?: string): readonly FailoverStep[] {
  const { shutdown, limits } = move.policy;
  const byRelay = relay === null || shutdown.relay === "never" ? null : cutPower(move, relay, figure);
  const orderly: FailoverStep = {
    name: "shut-down",
    ...numbered(figure),
    phase: "fence",
    act: (facts) => {
      const known = host(facts, move.from);
      if (known.stage === "off") return { skip: `${move.from} is known to be off` };
      return { do: [{ kind: "order-shutdown", host: move.from }] };
    },
    within: shutdown.within,
    proof: offOrStandalone(move.from),
    otherwise: byRelay ?? orElse(unconfirmed(move, figure), "shut-down", limits.retryAfter),
  };
  return shutdown.relay === "always" && byRelay !== null ? [{ ...orderly, otherwise: "skip" }, ...byRelay] : [orderly];
}

/** The relay is switched and then read back: an acknowledgement alone is no proof. */
export function cutPower(
  move: Move,
  relay: string,
  figure?: string,
  unconfirmedWay: "retry" | "skip" | readonly FailoverStep[] = unconfirmed(move, figure),
): readonly FailoverStep[] {
  const { limits } = move.policy;
  return [
    {
      name: "cut-power",
      ...numbered(figure),
      phase: "fence",
      act: (facts) =>
        host(facts, move.from).stage === "off"
          ? { skip: `${move.from} is known to be off` }
          : { do: [{ kind: "switch-relay", relay, to: "off" }] },
      within: limits.relay,
      otherwise: "skip",
    },
    {
      name: "read-back",
      ...numbered(figure),
      phase: "fence",
      act: (facts) =>
        host(facts, move.from).stage === "off"
          ? { skip: `${move.from} is known to be off` }
          : { do: [{ kind: "read-relay", relay }] },
      within: limits.relay,
      proof: offOrStandalone(move.from),
      otherwise: orElse(unconfirmedWay, "cut-power", limits.retryAfter),
    },
  ];
}

function orElse(
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
    act: () => ({ do: [{ kind: "unplug", host: move.from, ...(startsAnew(move) && { briefly: true }) }] }),
    within: move.policy.limits.boot,
    proof: offOrStandalone(move.from),
    otherwise: { again: "page", after: move.policy.limits.retryAfter },
  };
}

/** Nobody takes over from it: it goes on where it is. */
export function startsAnew({ from, to, kind }: Move): boolean {
  return from === to && kind !== "giving way";
}

export function powerOn(move: Move, relay: string | null, figure?: string): FailoverStep {
  return {
    name: "power-on",
    ...numbered(figure),
    phase: "boot",
    act: (facts) => {
      if (relay === null) return { skip: `${move.to} has no relay` };
      if (["standalone", "online"].includes(host(facts, move.to).stage)) return { skip: `${move.to} has power` };
      return { do: [{ kind: "switch-relay", relay, to: "on" }] };
    },
    within: move.policy.limits.relay,
    otherwise: "skip",
    handsOver: true,
  };
}

export function boot(move: Move, figure?: string): FailoverStep {
  return {
    name: "boot",
    ...numbered(figure),
    phase: "boot",
    act: () => ({ do: [{ kind: "boot", host: move.to }] }),
    within: move.policy.limits.boot,
    proof: {
      of: `${move.to} online`,
      shownAt: (facts) => (host(facts, move.to).stage === "online" ? host(facts, move.to).stageAt : null),
      found: (facts) => `${move.to} ${host(facts, move.to).stage}`,
    },
    otherwise: "give-up",
    handsOver: true,
  };
}

export function moveCables(move: Move): FailoverStep {
  return {
    name: "move-cables",
    phase: "person",
    act: () => ({ do: [{ kind: "move-cables", from: move.from, to: move.to }] }),
    within: 30 * DAY,
    otherwise: { again: "move-cables", after: move.policy.limits.retryAfter },
  };
}

export function offOrStandalone(name: string): NonNullable<FailoverStep["proof"]> {
  return {
    of: `${name} off or in standalone`,
    shownAt: (facts) => {
      const known = host(facts, name);
      return known.stage === "off" || known.stage === "standalone" ? known.stageAt : null;
    },
    found: (facts) => `${name} ${host(facts, name).stage}`,
  };
}

export function numbered(figure: string | undefined): { figure: string } | Record<string, never> {
  return figure === undefined ? {} : { figure };
}
