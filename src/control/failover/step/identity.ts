/** The steps that make users find the stand-in: it takes over the identity, or keeps its own and the director redirects. */
import type { Act } from "../../kit/step.js";
import { numbered } from "../../kit/steps.js";
import type { ActionOf } from "../../words.js";
import { inUse, isThere, strayAt, whyVain } from "../devices.js";
import { type Facts, host } from "../facts.js";
import { cameWithIt, carriesItsOwn, identityAt, isAtHome } from "../known-as.js";
import { isSetInStandalone } from "../policy.js";
import { type FailoverStep, type Move, startsAnew } from "../steps.js";
import { movingVolumes } from "./moving-volumes.js";

/**
 * Home network: the stand-in takes over the identity; a system volume that moved along carries it. Another network, where
 * that address would not be routed: the stand-in's own is kept, and written into a system volume that moved along, unless
 * it came with that.
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
  if (!isSetInStandalone(move.policy)) return [];
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
  return isSetInStandalone(policy) && host(facts, to).stopsInStandalone === true;
}

/**
 * Where the policy wants that, it is written where the system lies still, before that is brought: by the storage system, onto a
 * device that nobody has. What comes otherwise, from a backup for example, is written as ever.
 */
export function writeIdentityBefore(move: Move, figure?: string): readonly FailoverStep[] {
  if (move.policy.identity?.set !== "before-copy" || move.from === move.to) return [];
  return [
    {
      name: "set-identity-before-copy",
      ...numbered(figure),
      phase: "redirect",
      destroys: move.from,
      act: (facts) => writeWhereItLies(move, facts),
      within: move.policy.limits.relay,
      otherwise: "skip",
    },
  ];
}

function writeWhereItLies(move: Move, facts: Facts): Act {
  const systems = movingVolumes(facts, move).filter((each) => each.holds === "system" && !isThere(each, move.to));
  if (systems.length === 0) return { skip: "no system is brought" };
  if (carriesItsOwn(facts, move)) return { skip: "the system volume carries the identity" };
  const identity = identityAt(facts, move, move.to);
  // Whoever may have it still could start with what is another's.
  const held = systems.find((each) => strayAt(each, move.from) !== null);
  if (held !== undefined) return { skip: `${move.from} may have ${strayAt(held, move.from)!} still` };
  const whole = systems.filter((each) => each.left === "devices" && whyVain(each, inUse(each)) === null);
  if (whole.length === 0) return { skip: "no device holds a system that could be used" };
  return { do: whole.map((each) => ({ kind: "write-identity", volume: each.name, device: inUse(each), identity })) };
}

/** Whether it goes on under what it has, and with nothing but what it has: all that it needs is that users are sent there. */
export function isGivenNothing(move: Move, facts: Facts): boolean {
  return movingVolumes(facts, move).length === 0 && !("do" in setIdentity(move, facts));
}

function setIdentity(move: Move, facts: Facts, when?: "in standalone"): Act {
  const { borrowed, network } = host(facts, move.to);
  const systems = movingVolumes(facts, move).filter(({ holds }) => holds === "system");
  const moved = systems.length > 0;
  if (borrowed === null) {
    if (moved && carriesItsOwn(facts, move)) return { skip: "the system volume carries the identity" };
    if (cameWithIt(facts, move, systems)) return { skip: "the system came with the identity" };
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
      if (move.sentAway !== true && isAtHome(facts, move, move.from) && isAtHome(facts, move, move.to)) {
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

function directorsOf(facts: Facts, services: readonly string[]): readonly string[] {
  const { directors } = facts.surroundings;
  return [...new Set(services.flatMap((service) => directors[service] ?? []))];
}
