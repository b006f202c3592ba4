/** By what a host is known when it holds the services of another, and whether the system that it was brought carries that already. */
import { type Identity, isSameIdentity } from "../identity.js";
import { readyAt } from "./devices.js";
import { type Facts, host } from "./facts.js";
import type { Move } from "./steps.js";
import type { VolumeFacts } from "./volume-facts.js";

/** Whether the address of the services is valid where a host is. */
export function isAtHome(facts: Facts, { home }: Pick<Move, "home">, name: string): boolean {
  return host(facts, home).network === host(facts, name).network;
}

/** By what a host is known when it holds the services. */
export function identityAt(facts: Facts, move: Pick<Move, "home">, name: string): Identity {
  return host(facts, isAtHome(facts, move, name) ? move.home : name).identity;
}

/**
 * Whether a system that moves needs nothing written into it. With several networks it, or a backup of it, may carry what was
 * valid on another one, and where the stand-in was lent, what it had as a helper.
 */
export function carriesItsOwn(facts: Facts, { to }: Pick<Move, "to">): boolean {
  return host(facts, to).lent === "never" && isOneNetwork(facts);
}

/** Whether all systems that were brought for a move were written an identity, the one that is needed. */
export function cameWithIt(facts: Facts, move: Pick<Move, "home" | "to">, systems: readonly VolumeFacts[]): boolean {
  const needed = identityAt(facts, move, move.to);
  return (
    systems.length > 0 &&
    host(facts, move.to).lent === "never" &&
    systems.every((known) => {
      const device = readyAt(known, move.to);
      const carried = device === null ? undefined : known.devices[device]?.identity;
      return carried !== undefined && isSameIdentity(carried, needed);
    })
  );
}

function isOneNetwork({ hosts }: Facts): boolean {
  return new Set(Object.values(hosts).map(({ network }) => network)).size === 1;
}
