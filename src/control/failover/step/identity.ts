/** The steps that make users find the stand-in: it takes over the address, or keeps its own and the director redirects. */
import { type Facts, host } from "../facts.js";
import { type FailoverStep, type Move, numbered } from "../steps.js";
import { movingVolumes } from "./replicate.js";

/**
 * Same network: the stand-in takes over the address; a system volume that moved along carries it. Another network, where
 * that address would not be routed: the stand-in's own is kept, and written into a system volume that moved along.
 */
export function takeIdentity(move: Move, figure?: string): FailoverStep {
  return {
    name: "set-identity",
    ...numbered(figure),
    phase: "redirect",
    act: (facts) => {
      const moved = movingVolumes(facts, move).some(({ holds }) => holds === "system");
      if (onOneNetwork(facts, move)) {
        if (moved) return { skip: "the system volume carries the identity" };
        return { do: [{ kind: "set-identity", host: move.to, address: move.address }] };
      }
      if (!moved) return { skip: `${move.to} keeps its own address on ${host(facts, move.to).network}` };
      return { do: [{ kind: "set-identity", host: move.to, address: host(facts, move.to).address }] };
    },
    within: move.policy.limits.relay,
    otherwise: "give-up",
  };
}

/** The directors of the services send what is for the old address to the new one. */
export function redirect(move: Move, figure?: string): FailoverStep {
  return {
    name: "redirect",
    ...numbered(figure),
    phase: "redirect",
    act: (facts) => {
      const { address: to } = host(facts, move.to);
      if (onOneNetwork(facts, move)) return { skip: `${move.to} took over ${move.address}` };
      const directors = directorsOf(facts, move.services);
      if (directors.length === 0) return { cannot: `no director redirects ${move.address}` };
      return { do: directors.map((director) => ({ kind: "redirect", director, from: move.address, to })) };
    },
    within: move.policy.limits.relay,
    otherwise: { again: "redirect", after: move.policy.limits.retryAfter },
  };
}

export function onOneNetwork(facts: Facts, { from, to }: Pick<Move, "from" | "to">): boolean {
  return host(facts, from).network === host(facts, to).network;
}

function directorsOf(facts: Facts, services: readonly string[]): readonly string[] {
  const { directors } = facts.surroundings;
  return [...new Set(services.flatMap((service) => directors[service] ?? []))];
}
