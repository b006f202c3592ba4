/** What a second failure would lead to: that of the stand-in, before anybody has repaired what failed first. */
import {
  type Facts,
  type FailoverConfig,
  handVolumesOver,
  initialState,
  learnOutcome,
  lostMirrors,
  inUseOf,
  type Move,
  preset,
  relaysOf,
  whyNotEligible,
} from "../../control/index.js";
import { imagine } from "../../model/index.js";
import { goAhead, learnInPlan } from "./learn-in-plan.js";
import { ImaginedWorld } from "./imagined-world.js";
import type { Neighbourhood } from "./neighbourhood.js";
import type { NextMove } from "./planned-move.js";
import { timeOf, Walk } from "./planned-steps.js";

/** @param others who may stand in for the first host too, in the order in which they are asked */
export function nextMove(
  first: Move,
  others: readonly string[],
  config: FailoverConfig,
  around: Neighbourhood,
): Omit<NextMove, "noticedWithinMicros"> {
  const { facts, world } = factsAfter(first, config, around);
  let why: string | null = null;
  for (const to of others) {
    const move: Move = { ...first, from: first.to, to };
    const whyNot = whyNotEligible(move, facts);
    why ??= whyNot;
    if (whyNot !== null) continue;
    return { to, expectedMicros: timeOf(walk(move, facts, new ImaginedWorld(world.spec, first.to))) };
  }
  return { to: null, expectedMicros: null, ...(why !== null && { why }) };
}

/** What is known, and what became of the world, when a takeover has gone well. */
export function factsAfter(move: Move, config: FailoverConfig, around: Neighbourhood) {
  const { facts } = initialState(config);
  const world = new ImaginedWorld(around.worldOf(config), move.from);
  walk(move, facts, world);
  if (move.policy.mirrorAgain === true) mirrorAgain(move, facts);
  return { facts, world };
}

function walk(move: Move, facts: Facts, world: ImaginedWorld) {
  goAhead(move, facts);
  const handOver = (known: Facts): void => handVolumesOver(known, move.volumes, { to: move.to, isAnother: true }, 0);
  return new Walk(facts, world, learnInPlan, handOver).follow(
    preset(move.policy.preset).steps(move, relaysOf(move, facts)),
  );
}

/** As the policy has it done once the stand-in serves. */
function mirrorAgain({ volumes }: Move, facts: Facts): void {
  for (const name of volumes) {
    const known = facts.volumes[name]!;
    for (const device of lostMirrors(known, "all")) {
      const action = { kind: "re-establish", volume: name, device, of: inUseOf(known) } as const;
      learnOutcome(facts, action, imagine(action), 0);
    }
  }
}
