/** What a policy would do when a host fails, step by step, worked out from the configuration before any failure. */
import {
  type Action,
  actsAhead,
  type BalancingConfig,
  type BalancingPolicy,
  aheadTasks,
  type FailoverConfig,
  type FailoverPolicy,
  factsOfBalancing,
  type Facts,
  growSteps,
  initialState,
  learnOfHelp,
  learnOutcome,
  type Move,
  optionsOf,
  type Outcome,
  preset,
  relaysOf,
  type Rule,
  sayTime,
  shrinkSteps,
  type SiteConfig,
  type Step,
  whyNotEligible,
} from "../../control/index.js";
import type { WorldSpec } from "../../model/index.js";
import type { Micros } from "../../units/index.js";
import type { PolicySpec, Scenario } from "../scenario.js";
import { balancingConfig } from "./balancing-config.js";
import { failoverPolicyOf } from "./build-run.js";
import { failoverConfig } from "./failover-config.js";
import { imagine } from "./imagine.js";
import { sayAction } from "./say-action.js";

export interface Plan {
  readonly policy: string;
  /** The policy in one sentence. */
  readonly about: string;
  /** One for each group of services that move together. */
  readonly moves: readonly PlannedMove[];
}

export interface PlannedMove {
  readonly services: readonly string[];
  readonly from: string;
  /** The first host that may stand in; `null` when none may. */
  readonly to: string | null;
  /** Hosts that can never stand in, and why. */
  readonly excluded: readonly { readonly host: string; readonly why: string }[];
  /** What is done before any failure, and again and again. */
  readonly ahead: readonly { readonly does: string; readonly figure: string | null }[];
  readonly steps: readonly PlannedStep[];
}

export interface PlannedStep {
  readonly name: string;
  readonly figure: string | null;
  /** In words; empty when there would be nothing to do. */
  readonly does: readonly string[];
  readonly withinMicros: Micros;
  /** What it should take when all goes well, from sizes, bandwidths and mean times; `null` when that is not known. */
  readonly expectedMicros: Micros | null;
  readonly otherwise: string | readonly PlannedStep[];
}

/** A policy that leaves failures to nobody or to a module has no plan for them that could be printed. */
export function planOf(scenario: Scenario, policy: PolicySpec): Plan {
  const plan = failoverPlan(scenario, policy);
  if (policy.balancing === undefined) return plan;
  const config = balancingConfig(scenario.world, policy.balancing, { asks: false, duration: scenario.duration });
  const about = `${plan.about}; ${sayScale(config.policy.scale)}`;
  return {
    ...plan,
    about,
    moves: [...plan.moves, ...config.sites.flatMap((site) => planHelp(scenario, config, site))],
  };
}

/** How the first host of the pool would come to help a service, and how it would leave. */
function planHelp({ world }: Scenario, config: BalancingConfig, site: SiteConfig): readonly PlannedMove[] {
  const { service, primary } = site;
  const empty = { services: [service], excluded: [], ahead: [], steps: [] };
  const [to] = config.pool;
  if (to === undefined) return [{ ...empty, from: primary, to: null }];
  const facts = factsOfBalancing(config);
  const relay = config.hosts.find(({ name }) => name === to)?.relay ?? null;
  const help = { service, host: to, relay, policy: config.policy };
  const expectation = new Expectation(world);
  const growing = followSteps(growSteps(help), facts, expectation, learnOfHelp);
  facts.sites[service]?.helpers.push({ host: to, stage: "draining" });
  const shrinking = followSteps(shrinkSteps(help, false), facts, expectation, learnOfHelp);
  return [
    { ...empty, from: primary, to, steps: growing },
    { ...empty, from: to, to: "the pool", steps: shrinking },
  ];
}

function sayScale(scale: BalancingPolicy["scale"]): string {
  switch (scale.by) {
    case "thresholds": {
      const { grow, shrink } = scale;
      return `one host more when ${sayRule(grow, "above")}, one less when ${sayRule(shrink, "below")}`;
    }
    case "target":
      return `as many hosts as bring ${scale.metric} to ${sayLimit(scale.target)}`;
    case "fixed":
      return `always ${Object.entries(scale.hosts)
        .map(([service, hosts]) => `${hosts} hosts for ${service}`)
        .join(", ")}`;
  }
}

function sayRule(rule: Rule, side: "above" | "below"): string {
  return `${rule.metric} are ${side} ${sayLimit(rule.limit)} for ${sayTime(rule.for)}`;
}

function sayLimit(limit: Rule["limit"]): string {
  return "share" in limit ? `${Number((limit.share * 100).toPrecision(4))}% of capacity` : String(limit.value);
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
  const { services, holder: from, volumes, address } = config.groups[index]!;
  const facts = factsBefore(world, config);
  const { policy } = config;
  const candidates = (policy.standIns.length > 0 ? policy.standIns : config.hosts.map(({ name }) => name)).filter(
    (name) => name !== from,
  );
  const judged = candidates.map((host) => ({
    host,
    why: whyNot({ from, to: host, services, volumes, policy }, config, facts),
  }));
  const to = judged.find(({ why }) => why === null)?.host ?? null;
  const excluded = judged.flatMap(({ host, why }) => (why === null ? [] : [{ host, why }]));
  const empty = { services, from, to, excluded, ahead: [], steps: [] };
  if (to === null) return empty;
  const move: Move = { from, to, services, address, volumes, policy };
  const tasks = actsAhead(policy) ? aheadTasks(move, facts) : [];
  const ahead = tasks.map(({ action, because }) => ({
    does: sayAction(action),
    figure: because.rule === "ahead" ? because.figure : null,
  }));
  for (const { action } of tasks) learnOutcome(facts, action, imagine(action), 0);
  const steps = preset(policy.preset).steps(move, relaysOf(move, facts));
  return { ...empty, ahead, steps: followSteps(steps, facts, new Expectation(world), learnOutcome) };
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

/** Goes through the steps as if each did what it should, so that later ones know what earlier ones have found. */
function followSteps<F>(
  steps: readonly Step<F>[],
  facts: F,
  expectation: Expectation,
  learn: (facts: F, action: Action, outcome: Outcome, now: Micros) => void,
): readonly PlannedStep[] {
  return steps.map((step) => {
    const act = step.act(facts);
    const actions = "do" in act ? act.do : [];
    const otherwise = sayOtherwise(step, copyOf(facts), expectation, learn);
    const expected = expectation.of(actions, step.expects?.(facts) ?? null);
    for (const action of actions) learn(facts, action, imagine(action), 0);
    return {
      name: step.name,
      figure: step.figure ?? null,
      does:
        "do" in act
          ? actions.map(sayAction)
          : ["skip" in act ? `nothing: ${act.skip}` : `cannot be done: ${act.cannot}`],
      withinMicros: step.within,
      expectedMicros: "do" in act ? expected : "skip" in act ? 0 : null,
      otherwise,
    };
  });
}

/** Plain data: what one way teaches is not known on the other. */
function copyOf<F>(facts: F): F {
  return JSON.parse(JSON.stringify(facts)) as F;
}

function sayOtherwise<F>(
  { otherwise }: Step<F>,
  facts: F,
  expectation: Expectation,
  learn: Parameters<typeof followSteps<F>>[3],
): PlannedStep["otherwise"] {
  if (otherwise === "skip") return "go on";
  if (otherwise === "give-up") return "give up, and try again later";
  if ("again" in otherwise) return `go back to ${otherwise.again} after a pause`;
  return followSteps(otherwise, facts, expectation, learn);
}

/** Mean times of what actions do, from the specification of the world. */
class Expectation {
  constructor(private readonly world: WorldSpec) {}

  /** Of actions that run side by side; `data` is what bringing data takes. */
  of(actions: readonly Action[], data: Micros | null): Micros | null {
    if (data !== null) return data;
    const times = actions.map((action) => this.ofOne(action));
    if (times.some((time) => time === null)) return null;
    return Math.round(Math.max(0, ...times.map((time) => time ?? 0)));
  }

  private ofOne(action: Action): number | null {
    switch (action.kind) {
      case "order-shutdown":
        return this.host(action.host)?.shutdown.mean ?? null;
      case "switch-relay":
        return this.world.relays.find(({ name }) => name === action.relay)?.switching.mean ?? null;
      case "read-relay":
        return this.world.relays.find(({ name }) => name === action.relay)?.reading.mean ?? null;
      case "break-mirror":
        return this.arrayOf(action.volume)?.split.mean ?? null;
      case "withdraw":
      case "reassign":
        return this.arrayOf(action.volume)?.reassign.mean ?? null;
      case "boot":
        return this.bootTime(action.host);
      case "page":
        return this.world.operator.page.mean + this.world.operator.arrive.mean;
      case "move-cables":
        return this.world.operator.work.mean;
      case "set-identity":
      case "redirect":
      case "unplug":
      case "configure":
      case "weigh":
        return 0;
      default:
        return null;
    }
  }

  /** From where the host is at the beginning: one that waits in standalone needs no diagnostics. */
  private bootTime(name: string): number | null {
    const host = this.host(name);
    if (host === undefined) return null;
    const { diagnostics, standalone, online, auto } = host.boot;
    if (host.power === "standalone") return online.mean;
    return diagnostics.mean + (auto ? 0 : standalone.mean) + online.mean;
  }

  private host(name: string) {
    return this.world.hosts.find((each) => each.name === name);
  }

  private arrayOf(volume: string) {
    return this.world.arrays.find(({ volumes }) => volumes.some(({ name }) => name === volume));
  }
}
