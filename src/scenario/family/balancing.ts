/** Load balancing: services get more hosts when load is high, and fewer when it is low. */
import { balancingController, type BalancingPolicy, growSteps, shrinkSteps } from "../../control/index.js";
import { balancingConfig } from "../assembly/balancing-config.js";
import { helpWeaknesses } from "../assembly/help-weaknesses.js";
import { helpersInVain, neverOfUse, sayInVain } from "../assembly/named-in-vain.js";
import { erasOf } from "../assembly/upgrades.js";
import { planHelp, sayScale } from "../assembly/planned-help.js";
import { poolOf } from "../policy/balancing-whom.js";
import { balancingOf, balancingPart, type BalancingSpec } from "../policy/balancing.js";
import { balancingSchema, type WrittenBalancing } from "../policy/balancing-schema.js";
import { failoverOf } from "../policy/failover.js";
import { BALANCER, placeOfBalancing } from "../policy/balancing-place.js";
import { CONTROLLER } from "../../model/index.js";
import type { GivingBack } from "../../observe/index.js";
import { oncePer } from "../assembly/once.js";
import type { Scenario } from "../scenario.js";
import { type Family, placed } from "./family.js";
import { stepWordsOf } from "./step-words.js";

export const balancing: Family<WrittenBalancing, BalancingSpec> = {
  name: "balancing",
  about: "More hosts when load is high, fewer when it is low.",
  schema: balancingSchema,
  decode: balancingPart,
  bringsServicesTo: poolOf,
  places: [CONTROLLER, BALANCER],
  deploy: (policy, scenario) => {
    const { world, duration } = scenario;
    const part = balancingOf(policy);
    if (part === undefined) return [];
    const moves = failoverOf(policy) !== undefined;
    const place = placeOfBalancing(policy);
    const over = place === CONTROLLER || part.own === null ? {} : { over: part.own.over };
    // A module may move services too, but need not know of questions.
    const asks = moves ? { place: CONTROLLER, ...over } : null;
    const config = balancingConfig(world, part, { asks, duration });
    // Of others it only knows that a takeover may bring a service there: then whoever takes over switches them.
    const own = config.sites.flatMap(({ primary, members = [primary] }) => members);
    const idle = idleUnder(scenario, part);
    const switches = [...new Set([...own, ...config.pool.filter((name) => !idle.has(name))])];
    return [{ ...placed(place, balancingController, config), hears: "load", switches }];
  },
  plan: (policy, { world, duration }) => {
    const part = balancingOf(policy);
    if (part === undefined) return null;
    const asks = failoverOf(policy) === undefined ? null : { place: CONTROLLER };
    const config = balancingConfig(world, part, { asks, duration });
    const where =
      part.own === null ? "" : `; by a second controller, balancer, that asks the first one over ${part.own.over}`;
    return {
      about: `${sayScale(config.policy.scale)}${where}`,
      moves: planHelp(world, config),
    };
  },
  declare: (policy) => {
    const part = balancingOf(policy);
    // What a module makes of it nobody knows.
    return part === undefined || policy.module !== undefined ? {} : { givesBack: givingBack(part) };
  },
  inVain: ({ pool }, part, { world, duration }) => {
    if (pool === undefined) return [];
    const found = helpersInVain(balancingConfig(world, part, { asks: null, duration }), pool);
    return found.map((each) => ({ at: ["pool", pool.indexOf(each.host)], message: sayInVain(each, "help") }));
  },
  steps: stepWordsOf([...allSteps("11"), ...allSteps("13")]),
  weaknesses: ({ policies, world, duration }) =>
    policies.flatMap((policy) => {
      const part = balancingOf(policy);
      if (part === undefined) return [];
      const config = balancingConfig(world, part, { asks: null, duration });
      return helpWeaknesses(policy.name, world, config, failoverOf(policy) ?? null);
    }),
};

/** Of the pool those that could never help: nobody asks anything of them. */
const idleUnder = oncePer((scenario: Scenario, part: BalancingSpec): ReadonlySet<string> => {
  const found = erasOf(scenario).map(({ world }) => {
    const config = balancingConfig(world, part, { asks: null, duration: scenario.duration });
    return helpersInVain(config, config.pool);
  });
  return neverOfUse(found);
});

/** What there is to hold it to when hosts leave. */
export function givingBack({ services, scale, policy }: BalancingSpec): GivingBack {
  const { every, least, leave, data } = policy;
  return {
    services: services.map(({ service }) => service),
    below: scale.by === "thresholds" ? scale.shrink : null,
    cooldown: scale.by === "thresholds" ? scale.cooldown : 0,
    every,
    least,
    keeps: leave.then === "keep",
    goesOn: leave.then === "hand-on" && data.parts === "applications",
    atOnce: policy.pool.atOnce ?? 1,
    ...(policy.pool.withUsers && { besides: policy.pool.withUsers }),
  };
}

/** The steps of growing and shrinking, of a policy that uses everything. */
function allSteps(figure: BalancingPolicy["figure"]) {
  const policy = {
    figure,
    // With its own system it is looked at too.
    data: { by: ["split-mirror", "copy"], parts: "applications", on: null, synchronise: null },
    leave: { drain: 0, then: "power-off" },
    pool: { order: "first-come", take: false, whenWanted: "leave" },
    limits: { relay: 0, replicate: 0, boot: 0, shutdown: 0, retryAfter: 0 },
  } as unknown as BalancingPolicy;
  const help = { service: "", host: "a", relay: "relay-a", policy, others: [] };
  return [...growSteps(help), ...shrinkSteps(help, { hurry: false, inVain: true })];
}
