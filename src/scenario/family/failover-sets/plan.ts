/** What `check` tells of failover sets: who would be Primary, who after it, and what would stop all of it. */
import { type SetPolicy, quorumOf } from "../../../control/index.js";
import { SECOND } from "../../../units/index.js";
import type { PlannedMove } from "../../assembly/planned-move.js";
import type { Scenario } from "../../scenario.js";
import type { FamilyPlan } from "../family.js";
import { memberConfigs } from "./config.js";
import type { SetsMeaning } from "./meaning.js";
import type { SetsSpec } from "./policy.js";

export function planSets(part: SetsSpec, meaning: SetsMeaning): FamilyPlan {
  return { about: sayPolicy(part, meaning), moves: [planRoles(part, meaning)] };
}

function sayPolicy(part: SetsSpec, meaning: SetsMeaning): string {
  const [config] = memberConfigs(meaning, part);
  const agree =
    part.quorum === "none" ? "nobody has to agree to a Primary" : `${quorumOf(config!)} of ${meaning.members.length} agree to a Primary`;
  return `${agree}; it speaks every ${part.every / SECOND} s`;
}

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
  const silence = `silence for ${(misses * every) / SECOND} s`;
  return [selfTest ? `${silence} on all networks, and no answer to a self-test` : `${silence} on any network`];
}

function stepOf(name: string, does: string, withinMicros: number) {
  return { name, figure: null, does: [does], withinMicros, expectedMicros: null, otherwise: "give-up" };
}

/** One sentence for each failure that stops a set whatever the policy. */
export function setWeaknesses(meaning: SetsMeaning | null, { world: { servers = [] } }: Scenario): readonly string[] {
  if (meaning === null) return [];
  const { networks, members, sets } = meaning;
  const found: string[] = [];
  if (networks.length === 1) found.push(`${meaning.set}: its members talk over ${networks[0]} alone`);
  if (members.length < 3) found.push(`${meaning.set}: ${members.length} members: without a witness none may fail`);
  const homes = new Set(members.map(({ server }) => server));
  if (homes.size === 1) {
    const home = servers.find(({ name }) => homes.has(name));
    const supplies = home?.parts.filter(({ kind }) => kind === "supply") ?? [];
    if (supplies.length === 1) found.push(`${meaning.set}: all members hang on the supply ${supplies[0]!.name}`);
  }
  for (const { name, composition, members: of } of sets) {
    if (composition === "single") found.push(`${name}: nobody stands in for ${of[0]!.name}`);
  }
  return found;
}
