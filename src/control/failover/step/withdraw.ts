/** The storage is fenced too: a host that gets its power back unasked finds nothing to start from and nothing to write to. */
import { type Facts, volume } from "../facts.js";
import { cutPower, type FailoverStep, type Move, startsAnew } from "../steps.js";

/**
 * The former holder's devices are withdrawn from it: a relay may weld closed, and somebody may press a button, so that
 * power alone is no fence that lasts. Where the storage does not confirm it, a host in standalone loses its power at least:
 * otherwise somebody could boot it, and it would find all that it had. A holder that takes up its own services again gets its
 * devices back instead.
 */
export function withdraw(move: Move, relay: string | null): FailoverStep {
  const returns = startsAnew(move);
  return {
    name: returns ? "give-back" : "withdraw",
    phase: returns ? "data" : "fence",
    act: (facts) => {
      const held = devicesOf(move, facts).filter(
        ({ withdrawn, left, useless, current }) =>
          withdrawn === returns && !(returns && (left !== "devices" || useless === current.device)),
      );
      if (held.length === 0) return { skip: returns ? `${move.to} has its devices` : `${move.from} has none` };
      return {
        do: held.map(({ name, current: { device } }) =>
          returns
            ? { kind: "reassign", volume: name, device, to: move.to }
            : { kind: "withdraw", volume: name, device, from: move.from },
        ),
      };
    },
    within: returns ? move.policy.limits.replicate : move.policy.limits.relay,
    otherwise: returns || relay === null || move.policy.shutdown.relay === "never" ? "skip" : cutPower(move, relay),
  };
}

function devicesOf(move: Move, facts: Facts) {
  return move.volumes.map((name) => volume(facts, name)).filter(({ current }) => current.host === move.from);
}
