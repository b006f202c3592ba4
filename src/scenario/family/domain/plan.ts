/** What `check` prints of a domain: the start of a cluster and a task, step by step. */
import {
  type RegistrationFacts,
  registrationSteps,
  type StartFacts,
  startSteps,
  type TaskFacts,
  taskSteps,
} from "../../../control/index.js";
import type { ClusterSpec, DomainSpec, TaskKindSpec, WorldSpec } from "../../../model/index.js";
import { sayLength } from "../../../units/index.js";
import type { PlannedMove } from "../../assembly/planned-move.js";
import { followSteps } from "../../assembly/planned-steps.js";
import type { FamilyPlan } from "../family.js";
import { agentConfig, agentsUnder, starterConfig } from "./config.js";
import type { DomainMeaning } from "./meaning.js";
import type { DomainPolicy } from "./policy.js";

export function planDomain(policy: DomainPolicy, { domain }: DomainMeaning, world: WorldSpec): FamilyPlan {
  const first = domain.clusters[0];
  return {
    about: sayPolicy(policy),
    moves: first === undefined ? [] : [planStart(first, domain, policy, world), planTask(first, domain, policy, world)],
  };
}

function sayPolicy({ agents, start, agent, reRegister }: DomainPolicy): string {
  const tries = agent.tries === null ? "until it succeeds" : `${agent.tries} times`;
  const who =
    agents === "per-server"
      ? `every cluster has an agent for each server, all active (${start} start)`
      : "every cluster has one agent, registered with the first server";
  const lost = {
    never: "",
    "by-hand": "; when that is gone a person tells each agent to register with the next",
    automatic: `; after ${sayLength(agent.leaveAfter ?? 0)} of silence it registers with the next`,
  }[reRegister];
  return `${who}; registration is tried ${tries}${lost}`;
}

const NOTHING = { subjects: [], excluded: [], noticedWithinMicros: null, ahead: [] };

function planStart(cluster: ClusterSpec, domain: DomainSpec, policy: DomainPolicy, world: WorldSpec): PlannedMove {
  const [agent] = agentsUnder(cluster, policy);
  const facts: StartFacts = { settled: Object.fromEntries(agentsUnder(cluster, policy).map(({ name }) => [name, 0])) };
  const start = followSteps(startSteps(starterConfig(cluster, domain, policy)), facts, world, () => undefined);
  const registration =
    agent === undefined
      ? []
      : followSteps(
          registrationSteps(agentConfig(agent, cluster, policy)),
          registrationFacts(agent.servers[0]!),
          world,
          (known, action) => {
            if (action.kind === "read-data") known.data = { version: 1, devices: {} };
          },
        );
  return {
    ...NOTHING,
    ...{ subjects: [cluster.name], from: cluster.name, to: cluster.name },
    notices: ["its power comes on", "an operator who has it initialised"],
    steps: [...start, ...registration],
  };
}

function registrationFacts(server: string): RegistrationFacts {
  return { server: { place: server }, tries: 0, registeredAt: 0, data: null, heldAt: 0 };
}

function planTask(cluster: ClusterSpec, domain: DomainSpec, policy: DomainPolicy, world: WorldSpec): PlannedMove {
  const agent = agentsUnder(cluster, policy)[0]!;
  const console = domain.consoles[0]?.name ?? "console";
  const [kind] = domain.tasks;
  const task = kind?.name ?? "task";
  const order = { console, number: 1, task, cluster: cluster.name, system: cluster.system, over: 1, told: true };
  const facts: TaskFacts = { order, slot: "", server: agent.servers[0]!, overAt: 0, failed: false, why: null };
  return {
    ...NOTHING,
    ...{ subjects: [task], from: console, to: agent.name },
    notices: [`${agent.servers[0]!}, to which a console gives it (400, 402)`],
    steps: followSteps(taskSteps(agentConfig(agent, cluster, policy)), facts, world, () => undefined).map((step) =>
      step.name === "execute" && kind !== undefined ? { ...step, ...executing(kind, cluster.name, domain) } : step,
    ),
  };
}

/** What the driver does with it, until it is stored that it was done. */
function executing({ name, takes }: TaskKindSpec, cluster: string, { store }: DomainSpec) {
  return { does: [`the driver of ${cluster} executes ${name}`], expectedMicros: Math.round(takes.mean) + store };
}
