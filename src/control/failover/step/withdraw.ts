/** The storage is fenced too: a host that gets its power back unasked finds nothing to start from and nothing to write to. */
import { untilDone } from "../../kit/steps.js";
import { hasStill, inUse, isUseless, isWithdrawn } from "../devices.js";
import { type Facts, host, servesBehind, volume } from "../facts.js";
import { cutsByRelay } from "../policy.js";
import { type FailoverStep, type Move, silentTo, startsAnew } from "../steps.js";
import { powerOff } from "./power-off.js";

/**
 * The former holder's devices are withdrawn from it: a relay may weld closed, and somebody may press a button, so that
 * power alone is no fence that lasts. Where the storage does not confirm it, a host in standalone loses its power at least:
 * otherwise somebody could boot it, and it would find all that it had. Not by a relay through which others get theirs who are at
 * work: it is down, and is looked at until the storage confirms. A holder that takes up its own services again keeps
 * them.
 */
export function withdraw(move: Move, relay: string | null): readonly FailoverStep[] {
  if (startsAnew(move)) return [];
  return [
    {
      name: "withdraw",
      phase: "fence",
      destroys: move.from,
      act: (facts) => {
        const held = devicesOf(move, move.from, facts).filter((each) => !isWithdrawn(each));
        if (held.length === 0) return { skip: `${move.from} has none` };
        return {
          do: held.map((each) => ({ kind: "withdraw", volume: each.name, device: inUse(each), from: move.from })),
        };
      },
      within: move.policy.limits.relay,
      otherwise:
        powerOff(move, relay)?.map((step) => untilDone(unlessShared(step, move, relay), whyNoMore(move))) ?? "skip",
    },
  ];
}

/** The storage may confirm it while power is cut for want of that. */
function whyNoMore(move: Move): (facts: Facts) => string | null {
  return (facts) => {
    const isRid = devicesOf(move, move.from, facts).every((each) => isWithdrawn(each) && silentTo(each, move) === null);
    return isRid ? `${move.from} has none any more` : null;
  };
}

/** A host in standalone does no harm for now: nobody else loses his power for it. */
function unlessShared(step: FailoverStep, { from, policy }: Move, relay: string | null): FailoverStep {
  if (relay === null || !cutsByRelay(policy)) return step;
  const spared = (facts: Facts): boolean =>
    host(facts, from).stage === "standalone" && servesBehind(facts, relay, [from]);
  return {
    ...step,
    act: (facts) =>
      spared(facts) ? { skip: `${relay} feeds others too, and ${from} is in standalone` } : step.act(facts),
  };
}

/**
 * Who takes up its own services again gets back what was withdrawn from it, or may have been, and no stand-in used. So does whoever gave
 * services back to a host that wrote nothing then.
 */
export function giveBack(move: Move): readonly FailoverStep[] {
  const isOwn = startsAnew(move) || move.to === move.home;
  const lacking = (facts: Facts) =>
    devicesOf(move, move.to, facts).filter(
      (each) => !hasStill(each, move.to) && each.left === "devices" && !isUseless(each, inUse(each)),
    );
  return [
    {
      name: "give-back",
      phase: "data",
      ...(!isOwn && { isNeedless: (facts: Facts) => lacking(facts).length === 0 }),
      act: (facts) => {
        const held = lacking(facts);
        if (held.length === 0) return { skip: `${move.to} has its devices` };
        // Another may have the data without it.
        const silent = held.map((each) => silentTo(each, move)).find((each) => each !== null);
        if (silent !== undefined && move.elsewhere !== undefined) return { skip: `${silent} does not answer` };
        return {
          do: held.map((each) => ({ kind: "reassign", volume: each.name, device: inUse(each), to: move.to })),
        };
      },
      within: move.policy.limits.replicate,
      // Without them it does not boot, and that is seen then.
      otherwise: "skip",
    },
  ];
}

function devicesOf(move: Move, name: string, facts: Facts) {
  return move.volumes.map((each) => volume(facts, each)).filter(({ holder }) => holder === name);
}
