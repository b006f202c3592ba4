/** The storage is fenced too: a host that gets its power back unasked finds nothing to start from and nothing to write to. */
import { type Facts, volume } from "../facts.js";
import { type FailoverStep, type Move, startsAnew } from "../steps.js";

/**
 * The former holder's devices are withdrawn from it: a relay may weld closed, and somebody may press a button, so that
 * power alone is no fence that lasts. A holder that takes up its own services again gets its devices back instead.
 */
export function withdraw(move: Move): FailoverStep {
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
    // The host is fenced already; and when the storage does not answer there is nothing to take over.
    otherwise: "skip",
  };
}

function devicesOf(move: Move, facts: Facts) {
  return move.volumes.map((name) => volume(facts, name)).filter(({ current }) => current.host === move.from);
}
