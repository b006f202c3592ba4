/** The steps that make users find the stand-in: it takes over the identity, or keeps its own and the director redirects. */
import type { Act } from "../../kit/routine.js";
import { numbered } from "../../kit/steps.js";
import type { ActionOf } from "../../words.js";
import { type Facts, host } from "../facts.js";
import { type FailoverStep, type Move, startsAnew } from "../steps.js";
import { movingVolumes } from "./replicate.js";

/**
 * Home network: the stand-in takes over the identity; a system volume that moved along carries it. Another network, where
 * that address would not be routed: the stand-in's own is kept, and written into a system volume that moved along. With
 * several networks such a volume, or a backup of it, may carry what was valid on another one, and where the stand-in was lent,
 * what it had as a helper: it is always written.
 */
export function takeIdentity(move: Move, figure?: string): FailoverStep {
  return {
    name: "set-identity",
    ...numbered(figure),
    phase: "redirect",
    act: (facts) => {
      if (waitsForStandalone(move, facts)) return { skip: `${move.to} gets its identity in standalone` };
      return setIdentity(move, facts);
    },
    within: move.policy.limits.relay,
    otherwise: "give-up",
  };
}

/** The same, once the host has power and has come to standalone, where it is dynamically configured. */
export function takeIdentityInStandalone(move: Move, figure?: string): readonly FailoverStep[] {
  if (move.policy.identity === undefined) return [];
  return [
    {
      name: "set-identity-in-standalone",
      ...numbered(figure),
      phase: "boot",
      isNeedless: (facts) => !waitsForStandalone(move, facts),
      act: (facts) => setIdentity(move, facts, "in standalone"),
      within: move.policy.limits.boot,
      otherwise: "give-up",
    },
  ];
}

/** Whether it has to start anew to be found under what it gets there. */
export function isNamedInStandalone(move: Move, facts: Facts): boolean {
  return waitsForStandalone(move, facts) && "do" in setIdentity(move, facts, "in standalone");
}

/** One that starts by itself gets its identity while it is off, whatever the policy says. */
function waitsForStandalone({ to, policy }: Move, facts: Facts): boolean {
  return policy.identity !== undefined && host(facts, to).stopsInStandalone === true;
}

function setIdentity(move: Move, facts: Facts, when?: "in standalone"): Act {
  const { borrowed, lent, network } = host(facts, move.to);
  const moved = movingVolumes(facts, move).some(({ holds }) => holds === "system");
  if (borrowed === null) {
    if (moved && lent === "never" && isOneNetwork(facts)) return { skip: "the system volume carries the identity" };
    if (!moved && !isAtHome(facts, move, move.to)) return { skip: `${move.to} keeps its own identity on ${network}` };
  }
  const identity = identityAt(facts, move, move.to);
  const standalone = when === undefined ? {} : ({ standalone: true } as const);
  return { do: [{ kind: "set-identity", host: move.to, identity, ...standalone }] };
}

/** A stand-in that had to write another's identity into its own system gets its own back: nobody may find it under that again. */
export function restoreIdentity(move: Move): readonly FailoverStep[] {
  if (move.from === move.home || startsAnew(move)) return [];
  return [
    {
      name: "restore-identity",
      phase: "fence",
      destroys: move.from,
      act: (facts) => {
        const { borrowed, identity } = host(facts, move.from);
        if (borrowed === null) return { skip: `${move.from} has its own identity` };
        return { do: [{ kind: "set-identity", host: move.from, identity }] };
      },
      within: move.policy.limits.relay,
      // The host is fenced already; it is tried again when that is over, and when the host was serviced.
      otherwise: "skip",
    },
  ];
}

/** The directors of the services send what is for the address of their home to that of whoever holds them; name servers name that. */
export function redirect(move: Move, figure?: string): FailoverStep {
  return {
    name: "redirect",
    ...numbered(figure),
    phase: "redirect",
    act: (facts) => {
      const from = host(facts, move.home).identity.address;
      if (isAtHome(facts, move, move.from) && isAtHome(facts, move, move.to)) {
        return { skip: `${move.to} took over ${from}` };
      }
      const orders = redirections(facts, move, move.to);
      return orders.length === 0
        ? { cannot: `no director redirects ${from}, and no name server names another` }
        : { do: orders };
    },
    within: move.policy.limits.relay,
    otherwise: { again: "redirect", after: move.policy.limits.retryAfter },
  };
}

/** What sends the users of a group to a host. */
export function redirections(
  facts: Facts,
  move: Pick<Move, "home" | "services">,
  name: string,
): readonly (ActionOf<"redirect"> | ActionOf<"register-name">)[] {
  const from = host(facts, move.home).identity.address;
  const { address: to } = identityAt(facts, move, name);
  const { nameServers } = facts.surroundings;
  return [
    ...directorsOf(facts, move.services).map((director) => ({ kind: "redirect", director, from, to }) as const),
    ...move.services.flatMap((service) => {
      const named = nameServers[service];
      return named === undefined ? [] : [{ kind: "register-name", service, address: to, ...named } as const];
    }),
  ];
}

/** Whether the address of the services is valid where a host is. */
export function isAtHome(facts: Facts, { home }: Pick<Move, "home">, name: string): boolean {
  return host(facts, home).network === host(facts, name).network;
}

/** By what a host is known when it holds the services. */
function identityAt(facts: Facts, move: Pick<Move, "home">, name: string) {
  return host(facts, isAtHome(facts, move, name) ? move.home : name).identity;
}

function isOneNetwork({ hosts }: Facts): boolean {
  return new Set(Object.values(hosts).map(({ network }) => network)).size === 1;
}

function directorsOf(facts: Facts, services: readonly string[]): readonly string[] {
  const { directors } = facts.surroundings;
  return [...new Set(services.flatMap((service) => directors[service] ?? []))];
}
