/** Others who hang on the relay of a host that is to be left though it has not failed: whoever is seen at work keeps his power. */
import { listedBehind } from "../../kit/listed.js";
import { type Facts, host } from "../facts.js";
import type { FailoverStep, Move } from "../steps.js";

/** Where a host was given up there is no choice: whoever hangs on its relay goes down with it. */
export function mustSpare(move: Move, relay: string, facts: Facts): boolean {
  return move.kind !== "takeover" && move.kind !== "own life" && feedsOthers(move, relay, facts);
}

/** Others who are seen at work get their power through it. */
export function feedsOthers({ from, to }: Move, relay: string, { hosts }: Facts): boolean {
  return listedBehind(hosts, relay).some(({ name, stage }) => name !== from && name !== to && stage === "online");
}

/** Nobody needs a move that is only wanted so much: it is given up, and may be tried another time. */
export function spareNeighbours(move: Move, relay: string): FailoverStep {
  return {
    name: "spare-neighbours",
    phase: "fence",
    isNeedless: (facts) => isDown(move, facts) || !mustSpare(move, relay, facts),
    act: () => ({ cannot: `${relay} feeds others too, who are at work` }),
    within: move.policy.limits.relay,
    otherwise: "give-up",
  };
}

/** What does away with the power of a host that is down is not worth that of others, whether it was given up or not. */
export function leftOutForNeighbours(step: FailoverStep, move: Move, relay: string): FailoverStep {
  return {
    ...step,
    act: (facts) =>
      isDown(move, facts) && feedsOthers(move, relay, facts)
        ? { skip: `${relay} feeds others too, who are at work, and ${move.from} is down` }
        : step.act(facts),
  };
}

function isDown({ from }: Move, facts: Facts): boolean {
  const { stage } = host(facts, from);
  return stage === "off" || stage === "standalone";
}
