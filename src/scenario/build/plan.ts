/** What a policy would do when a host fails, step by step, worked out from the configuration before any failure. */
import {
  actsAhead,
  aheadTasks,
  type FailoverConfig,
  type FailoverPolicy,
  type Facts,
  initialState,
  learnOutcome,
  type Move,
  noticing,
  optionsOf,
  preset,
  relaysOf,
  whyNotEligible,
} from "../../control/index.js";
import { watchersIn, type WorldSpec } from "../../model/index.js";
import type { PolicySpec, Scenario } from "../scenario.js";
import { balancingConfig } from "./balancing-config.js";
import { failoverPolicyOf } from "./build-run.js";
import { failoverConfig } from "./failover-config.js";
import { imagine } from "./imagine.js";
import { planHelp, sayScale } from "./planned-help.js";
import type { PlannedMove } from "./planned-move.js";
import { followSteps } from "./planned-steps.js";
import { sayAction } from "./say-action.js";

export interface Plan {
  readonly policy: string;
  /** The policy in one sentence. */
  readonly about: string;
  /** One for each group of services that move together. */
  readonly moves: readonly PlannedMove[];
}

/** A policy that leaves failures to nobody or to a module has no plan for them that could be printed. */
export function planOf(scenario: Scenario, policy: PolicySpec): Plan {
  const plan = failoverPlan(scenario, policy);
  if (policy.balancing === undefined) return plan;
  const config = balancingConfig(scenario.world, policy.balancing, { asks: null, duration: scenario.duration });
  const { own } = policy.balancing;
  const where = own === null ? "" : `; by a second controller, balancer, that asks the first one over ${own.over}`;
  const about = `${plan.about}; ${sayScale(config.policy.scale)}${where}`;
  return {
    ...plan,
    about,
    moves: [...plan.moves, ...config.sites.flatMap((site) => planHelp(scenario.world, config, site))],
  };
}

function failoverPlan(scenario: Scenario, policy: PolicySpec): Plan {
  if (policy.kind === "module") return { policy: policy.name, about: `whatever ${policy.path} does`, moves: [] };
  const failover = failoverPolicyOf(policy);
  if (failover === null) return { policy: policy.name, about: "nobody does anything until the repair", moves: [] };
  const config = failoverConfig(scenario.world, failover);
  const { about } = preset(failover.preset);
  return {
    policy: policy.name,
    about,
    moves: config.groups.map((_, index) => planMove(scenario.world, config, index)),
  };
}

function planMove(world: WorldSpec, config: FailoverConfig, index: number): PlannedMove {
  const { services, holder: from, volumes } = config.groups[index]!;
  const facts = factsBefore(world, config);
  const { policy } = config;
  const candidates = (policy.standIns.length > 0 ? policy.standIns : config.hosts.map(({ name }) => name)).filter(
    (name) => name !== from,
  );
  const judged = candidates.map((host) => ({
    host,
    why: whyNot({ from, to: host, home: from, services, volumes, policy }, config, facts),
  }));
  const to = judged.find(({ why }) => why === null)?.host ?? null;
  const excluded = judged.flatMap(({ host, why }) => (why === null ? [] : [{ host, why }]));
  const empty = { services, from, to, excluded, ...noticed(from, world, config), ahead: [], steps: [] };
  if (to === null) return empty;
  const move: Move = { from, to, home: from, services, volumes, policy, kind: "takeover" };
  const tasks = actsAhead(policy) ? aheadTasks(move, facts) : [];
  const ahead = tasks.map(({ action, because }) => ({
    does: sayAction(action, world),
    figure: because.rule === "ahead" ? because.figure : null,
  }));
  for (const { action } of tasks) learnOutcome(facts, action, imagine(action), 0);
  const steps = preset(policy.preset).steps(move, relaysOf(move, facts));
  return { ...empty, ahead, steps: followSteps(steps, facts, world, learnOutcome) };
}

/** How the failure of a host comes to be known. */
function noticed(name: string, world: WorldSpec, { policy, hosts }: FailoverConfig) {
  const reportEvery = hosts.find((each) => each.name === name)?.reportEvery ?? null;
  const { signs, together, within } = noticing(policy.detect, reportEvery);
  const watcher = watchersIn(world.agents).get(name);
  const elsewhere = watcher === undefined || watcher.host === name ? [] : [`its agent runs on ${watcher.host}`];
  const joint = together.length === 0 ? [] : [together.join(", and ")];
  return { notices: [...joint, ...signs, ...elsewhere], noticedWithinMicros: within };
}

/** What is known when the run begins, and how the hosts stand then. */
function factsBefore(world: WorldSpec, config: FailoverConfig): Facts {
  const { facts } = initialState(config);
  for (const { name, power } of world.hosts) {
    const known = facts.hosts[name];
    if (known !== undefined) known.stage = power === "on" ? "online" : power;
  }
  return facts;
}

/** Never, by configuration; or because it has services of its own and the policy does not take such a host. */
function whyNot(move: Parameters<typeof whyNotEligible>[0], config: FailoverConfig, facts: Facts): string | null {
  const serves = config.groups.find(({ holder }) => holder === move.to);
  if (serves !== undefined && !takesActive(move.policy)) return `it serves ${serves.services.join(", ")} itself`;
  return whyNotEligible(move, facts);
}

function takesActive(policy: FailoverPolicy): boolean {
  return optionsOf(policy, preset(policy.preset)).standby === "active";
}
