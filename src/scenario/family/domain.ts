/** Server systems under common control: two active servers, and an agent for each of them in every cluster. */
import { sayLength } from "../../units/index.js";
import { warnOfBeats } from "../meaning/beats.js";
import type { PolicySpec, Scenario } from "../scenario.js";
import { deployDomain } from "./domain/config.js";
import { domainFaults } from "./domain/faults.js";
import { domainMeaning, type DomainMeaning } from "./domain/meaning.js";
import { planDomain } from "./domain/plan.js";
import { domainPart, type DomainPolicy, domainPolicySchema } from "./domain/policy.js";
import {
  AGENT,
  CLUSTER,
  CONSOLE,
  declareNames,
  DEVICE,
  domainSchema,
  DRIVER,
  SERVER,
  SITE,
  SYSTEM,
  type WrittenDomain,
} from "./domain/section.js";
import { stepNames } from "./domain/steps.js";
import { domainWeaknesses, hastyAgents } from "./domain/weaknesses.js";
import type { Family } from "./family.js";

export const domain: Family<Parameters<typeof domainPart>[0], DomainPolicy, DomainMeaning> = {
  name: "domain",
  about: "Agents of clusters register with active servers, tell them how their devices are, and have tasks done.",
  schema: domainPolicySchema,
  decode: (written, { at, parts, checks }) => {
    const section = parts.ofFamilies["domain"] as WrittenDomain | null | undefined;
    // What is wrong with a section that is there is told where it stands.
    if (section === undefined) {
      checks.keyError(at, { message: "there is no domain", expected: "a section `domain:` with server systems" });
    } else if (written["re-register"] === "by-hand" && section !== null && section.caretaker === undefined) {
      checks.error([...at, "re-register"], {
        message: "nobody is there to do it",
        expected: "`caretaker:` in `domain:`",
      });
    }
    if (written["re-register"] === "automatic" && written.after <= written.every) {
      checks.warning([...at, "after"], {
        message: `a server that is well is silent for ${sayLength(written.every)} too: agents leave it again and again`,
        expected: "more than `every`",
      });
    }
    warnOfBeats(written.every, [...at, "every"], parts, checks);
    return { part: domainPart(written) };
  },
  section: {
    key: "domain",
    about: "Server systems under common control: clusters, their servers and devices, tasks, and who gives them.",
    form: "single",
    schema: domainSchema,
    declare: declareNames,
    defines: [SITE, SYSTEM, DEVICE, SERVER, AGENT, DRIVER, CONSOLE],
    decode: (written, parts, checks, world) => domainMeaning(written as WrittenDomain, parts, checks, world),
    adds: ({ domain: spec, processes }) => ({ domain: spec, processes }),
  },
  deploy: (policy, scenario) => {
    const [part, meaning] = spoken(policy, scenario);
    return part === undefined || meaning === undefined ? [] : deployDomain(meaning, part);
  },
  plan: (policy, scenario) => {
    const [part, meaning] = spoken(policy, scenario);
    return part === undefined || meaning === undefined ? null : planDomain(part, meaning, scenario.world);
  },
  weaknesses: (scenario) => {
    const meaning = meaningOf(scenario);
    if (meaning === undefined) return [];
    const hasty = scenario.policies.flatMap(({ name, parts }) => {
      const part = parts["domain"] as DomainPolicy | undefined;
      return part === undefined ? [] : hastyAgents(meaning, { name, part }, scenario.world);
    });
    return [...domainWeaknesses(meaning), ...hasty];
  },
  steps: stepNames,
  undertakesFor: [CLUSTER, AGENT, CONSOLE],
  faults: domainFaults,
};

function meaningOf({ sections }: Scenario): DomainMeaning | undefined {
  return sections?.["domain"] as DomainMeaning | undefined;
}

function spoken({ parts }: PolicySpec, scenario: Scenario) {
  return [parts["domain"] as DomainPolicy | undefined, meaningOf(scenario)] as const;
}
