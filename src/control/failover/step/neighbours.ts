/** Others who hang on the relay of a host that is to be left though it has not failed: whoever is seen at work keeps his power. */
import { listedBehind } from "../../kit/listed.js";
import type { Step } from "../../kit/routine.js";
import { type Facts, host } from "../facts.js";
import type { FailoverPolicy } from "../policy.js";

/** What is asked of a move here. */
interface Leaving {
  readonly kind: string;
  readonly from: string;
  readonly to: string;
  readonly policy: Pick<FailoverPolicy, "limits">;
}

/** Where a host was given up there is no choice: whoever hangs on its relay goes down with it. */
export function mustSpare(move: Leaving, relay: string, facts: Facts): boolean {
  return move.kind !== "takeover" && move.kind !== "own life" && feedsOthers(move, relay, facts);
}

/** Others who are seen at work get their power through it. */
export function feedsOthers({ from, to }: Leaving, relay: string, { hosts }: Facts): boolean {
  return listedBehind(hosts, relay).some(({ name, stage }) => name !== from && name !== to && stage === "online");
}

/** Nobody needs a move that is only wanted so much: it is given up, and may be tried another time. */
export function spareNeighbours(move: Leaving, relay: string): Step<Facts> {
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
export function leftOutForNeighbours(step: Step<Facts>, move: Leaving, relay: string): Step<Facts> {
  return {
    ...step,
    act: (facts) =>
      isDown(move, facts) && feedsOthers(move, relay, facts)
        ? { skip: `${relay} feeds others too, who are at work, and ${move.from} is down` }
        : step.act(facts),
  };
}

function isDown({ from }: Leaving, facts: Facts): boolean {
  const { stage } = host(facts, from);
  return stage === "off" || stage === "standalone";
}
