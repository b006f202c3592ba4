/** What `check` tells of failover sets: who would be Primary, who after it, and what would stop all of it. */
import { type SetPolicy, quorumOf, votersOf } from "../../../control/index.js";
import type { WorldSpec } from "../../../model/index.js";
import { sayLength } from "../../../units/index.js";
import type { PlannedMove } from "../../assembly/planned-move.js";
import type { FamilyPlan } from "../family.js";
import { memberConfigs } from "./config.js";
import type { SetsMeaning } from "./meaning.js";
import { planReplacements } from "./planned-replacements.js";
import type { SetsSpec } from "./policy.js";

export function planSets(part: SetsSpec, meaning: SetsMeaning, world: WorldSpec): FamilyPlan {
  return {
    about: sayPolicy(part, meaning, world),
    moves: [planRoles(part, meaning), ...planReplacements(part, meaning, world)],
  };
}

function sayPolicy(part: SetsSpec, meaning: SetsMeaning, world: WorldSpec): string {
  const [config] = memberConfigs(meaning, part, world.servers ?? []);
  const agree =
    part.quorum === "none"
      ? "nobody has to agree to a Primary"
      : `${quorumOf(config!)} of ${votersOf(config!).length} voters agree to a Primary`;
  const actions = part.actions.map((each) => ACTIONS[each]).join(", then ");
  return `${agree}, which speaks every ${sayLength(part.every)}; what fails is ${actions}, then repaired by a person`;
}

const ACTIONS = { restart: "restarted", "power-cycle": "power-cycled", replace: "replaced" } as const;

/** What is done when the first Primary dies. */
function planRoles(part: SetsSpec, { set, members }: SetsMeaning): PlannedMove {
  const order = members.toSorted((a, b) => a.priority - b.priority);
  const [primary, secondary] = order;
  const { misses, every, lease, margin, selfTestWithin } = part;
  return {
    subjects: [set],
    from: primary!.name,
    to: secondary?.name ?? null,
    excluded: [],
    notices: [...noticesOf(part), "a self-test that is not passed"],
    noticedWithinMicros: misses * every + (part.selfTest ? selfTestWithin : 0),
    ahead: [{ does: "keep the configuration in step on all members", figure: null }],
    steps: [
      stepOf("canvass", "ask all who would vote", Math.max(every, lease + margin - misses * every)),
      stepOf("stand", "have a majority promise to follow", every),
    ],
  };
}

function noticesOf({ selfTest, misses, every }: SetPolicy): readonly string[] {
  const silence = `silence for ${sayLength(misses * every)}`;
  return [selfTest ? `${silence} on all networks, and no answer to a self-test` : `${silence} on any network`];
}

function stepOf(name: string, does: string, withinMicros: number) {
  return { name, figure: null, does: [does], withinMicros, expectedMicros: null, otherwise: "give-up" };
}
