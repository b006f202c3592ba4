/** Transfers between storage systems by agents that stand in for one another, under a transfer server. */
import { MOVE_STEPS, transferAgent, transferServer } from "../../control/index.js";
import { type Family, placed } from "./family.js";
import { replicationFaults } from "./replication/faults.js";
import { agentConfig, serverConfig } from "./replication/config.js";
import { replicationMeaning, type ReplicationMeaning } from "./replication/meaning.js";
import { planReplication } from "./replication/plan.js";
import { replicationPart, replicationPolicySchema, type ReplicationSpec } from "./replication/policy.js";
import {
  AFTER,
  AGENT,
  APPLICATION,
  BEFORE,
  declareNames,
  replicationSchema,
  SERVER,
  TRANSFER,
  type WrittenReplication,
} from "./replication/section.js";
import { replicationWeaknesses } from "./replication/weaknesses.js";
import { warnOfBeats } from "../meaning/beats.js";
import type { PolicySpec, Scenario } from "../scenario.js";

export const replication: Family<Parameters<typeof replicationPart>[0], ReplicationSpec, ReplicationMeaning> = {
  name: "replication",
  about: "Agents move data between storage systems, and stand in for those that fail.",
  schema: replicationPolicySchema,
  decode: (written, { at, parts, checks }) => {
    if (parts.ofFamilies["replication"] === undefined) {
      checks.keyError(at, {
        message: "there is nothing to transfer",
        expected: "a section `replication:` with transfers",
      });
    }
    warnOfBeats(written.detect.every, [...at, "detect", "every"], parts, checks);
    return { part: replicationPart(written) };
  },
  section: {
    key: "replication",
    about: "Data that agents move between storage systems, and who stands in for whom.",
    form: "single",
    schema: replicationSchema,
    declare: declareNames,
    defines: [TRANSFER, AGENT, APPLICATION],
    decode: (written, parts, checks, world) => replicationMeaning(written as WrittenReplication, parts, checks, world),
    adds: ({ processes, applications }) => ({ processes, applications }),
  },
  places: [SERVER],
  deploy: (policy, scenario) => {
    const [part, meaning] = spoken(policy, scenario);
    if (part === undefined || meaning === undefined) return [];
    return [
      placed(SERVER, transferServer, serverConfig(meaning, part)),
      ...meaning.agents.map(({ name }) => placed(name, transferAgent, agentConfig(name, meaning, part))),
    ];
  },
  plan: (policy, scenario) => {
    const [part, meaning] = spoken(policy, scenario);
    return part === undefined || meaning === undefined ? null : planReplication(part, meaning, scenario.world);
  },
  weaknesses: (scenario) => replicationWeaknesses(meaningOf(scenario), scenario.world),
  failsBack: (name, scenario) => {
    const isTransfer = meaningOf(scenario)?.transfers.some((each) => each.name === name) === true;
    return isTransfer ? { to: SERVER, body: { kind: "fail-back-transfer", transfer: name } } : null;
  },
  steps: [...MOVE_STEPS, "carry-out", "ask-target", ...BEFORE, "open", "copy", "close", "look", ...AFTER],
  undertakesFor: [TRANSFER],
  faults: replicationFaults,
};

function meaningOf({ sections }: Scenario): ReplicationMeaning | undefined {
  return sections?.["replication"] as ReplicationMeaning | undefined;
}

function spoken({ parts }: PolicySpec, scenario: Scenario) {
  return [parts["replication"] as ReplicationSpec | undefined, meaningOf(scenario)] as const;
}
