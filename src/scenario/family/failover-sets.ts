/** Parts of storage servers that replace one another, under control processors that settle roles among themselves. */
import type { Micros } from "../../units/index.js";
import { setConsole, setMember, setWitness, votersOf } from "../../control/index.js";
import type { PolicySpec, Scenario } from "../scenario.js";
import { CONTROL_PROCESSOR } from "../section/storage-servers.js";
import { memberConfigs, witnessConfig } from "./failover-sets/config.js";
import { setFaults } from "./failover-sets/faults.js";
import { checkFitness } from "./failover-sets/fitness.js";
import { setsMeaning, type SetsMeaning } from "./failover-sets/meaning.js";
import { planSets } from "./failover-sets/plan.js";
import { setsPart, setsPolicySchema, type SetsSpec } from "./failover-sets/policy.js";
import { CONSOLE, declareSets, SET, setsSchema, type WrittenSets } from "./failover-sets/section.js";
import { setWeaknesses } from "./failover-sets/weaknesses.js";
import { warnOfBeats } from "../meaning/beats.js";
import { type Family, placed } from "./family.js";

export const failoverSets: Family<Parameters<typeof setsPart>[0], SetsSpec, SetsMeaning | null> = {
  name: "failover-sets",
  about: "Parts of storage servers replace one another, and control processors settle who sees to that.",
  schema: setsPolicySchema,
  decode: (written, around) => {
    const part = setsPart(written);
    if (around.parts.ofFamilies["failover-sets"] === undefined) {
      const expected = "a section `failover-sets:` with sets";
      around.checks.keyError(around.at, { message: "there are no failover sets", expected });
    } else checkFitness(part, around);
    warnOfBeats(written.every, [...around.at, "every"], around.parts, around.checks);
    return { part };
  },
  section: {
    key: "failover-sets",
    about: "Parts of storage servers that can replace one another, and who asks for changes.",
    form: "single",
    schema: setsSchema,
    declare: declareSets,
    defines: [SET, CONTROL_PROCESSOR],
    decode: (written, parts, checks, world) => setsMeaning(written as WrittenSets, parts, checks, world),
    adds: (meaning) => (meaning === null ? {} : worldOf(meaning)),
  },
  places: [CONSOLE],
  deploy: (policy, scenario) => {
    const [part, meaning] = spoken(policy, scenario);
    if (part === undefined || meaning === null) return [];
    const members = memberConfigs(meaning, part, scenario.world.servers ?? []);
    const { console } = meaning;
    const hasWitness = part.witness !== null && votersOf(members[0]!).includes(part.witness);
    return [
      ...members.map((each) => placed(each.self, setMember, each)),
      ...(hasWitness ? [placed(part.witness!, setWitness, witnessConfig(meaning, part))] : []),
      ...(console === null ? [] : [placed(CONSOLE, setConsole, console)]),
    ];
  },
  plan: (policy, scenario) => {
    const [part, meaning] = spoken(policy, scenario);
    return part === undefined || meaning === null ? null : planSets(part, meaning, scenario.world);
  },
  declare: (policy, scenario) => {
    const [part, meaning] = spoken(policy, scenario);
    if (part === undefined || meaning === null) return {};
    const times = { setPatience: patienceOf(part, meaning.members.length), setSilence: silenceOf(part) };
    return part.limit === null ? times : { ...times, failureLimit: part.limit };
  },
  weaknesses: (scenario) => {
    const meaning = meaningOf(scenario);
    const parts = scenario.policies.flatMap((policy) => {
      const [part] = spoken(policy, scenario);
      return part === undefined ? [] : [{ policy: policy.name, part }];
    });
    return meaning === null ? [] : setWeaknesses(meaning, parts, scenario.world);
  },
  steps: ["canvass", "stand", "assign", "restart", "power-cycle", "replace", "repair"],
  faults: setFaults,
};

function meaningOf({ sections }: Scenario): SetsMeaning | null {
  return (sections?.["failover-sets"] ?? null) as SetsMeaning | null;
}

/** Twice what silence, a self-test, the promises of before, everybody's turn to stand, and being brought up to date take. */
function patienceOf(part: SetsSpec, members: number): Micros {
  const { lease, margin, stagger, misses, every, selfTestWithin } = part;
  return 2 * (lease + margin + members * stagger + (misses + 3) * every + selfTestWithin);
}

/** So many beats are missed, one of them just begun, and then a self-test is not answered. */
function silenceOf({ misses, every, selfTestWithin }: SetsSpec): Micros {
  return (misses + 1) * every + selfTestWithin;
}

function worldOf({ set, members, networks, duties }: SetsMeaning) {
  const memberSets = [{ name: set, members: members.map(({ name }) => name), networks }];
  return { memberSets, ...(duties.length > 0 && { duties }) };
}

function spoken({ parts }: PolicySpec, scenario: Scenario) {
  return [parts["failover-sets"] as SetsSpec | undefined, meaningOf(scenario)] as const;
}
