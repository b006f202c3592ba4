/** How a service would get its first helper and lose it again, worked out from the configuration. */
import { sayLength } from "../../units/index.js";
import {
  type BalancingConfig,
  type BalancingPolicy,
  factsOfBalancing,
  growSteps,
  learnOfHelp,
  type Metric,
  type Rule,
  shrinkSteps,
  type SiteConfig,
  whyNoHelper,
} from "../../control/index.js";
import { grouped, namedIn, type WorldSpec } from "../../model/index.js";
import { FEW, masked, movesToldOnce, type Shaped, toldOnce } from "./alike.js";
import { METRIC_UNITS } from "../policy/metric-units.js";
import { oncePer } from "./once.js";
import { listed } from "./sentence.js";
import type { Excluded, PlannedMove } from "./planned-move.js";
import { ImaginedWorld } from "./imagined-world.js";
import { Walk } from "./planned-steps.js";

/** How the first host of the pool would come to help each service, and how it would leave. */
export const planHelp = oncePer((world: WorldSpec, config: BalancingConfig): readonly PlannedMove[] => {
  const volumes = new Map(config.volumes.map((each) => [each.name, each]));
  const facts = factsOfBalancing(config);
  const kinds = kindsIn(config);
  const moves = config.sites.flatMap((site) => {
    const own = site.volumes.flatMap((name) => volumes.get(name) ?? []);
    const { able, unable } = judge(site, config, facts, kinds);
    const near = { ...config, sites: [site], pool: able.slice(0, 1), volumes: own };
    const names = [site.service, site.primary, ...namesAround(site, near), ...site.volumes];
    // What is told of one service stands for all that differ by names alone.
    const whys = [...new Set(unable.map(({ shape }) => masked(shape, names)))];
    return movesFor(site, { ...near, hosts: around(site, near) }, world).map((move, index) => ({
      move,
      names,
      // Told where somebody comes to help, and not again where it leaves.
      ...(index === 0 && unable.length > 0 && { whys, excluded: () => toldOnce(unable).map(excludedOf) }),
    }));
  });
  return movesToldOnce(moves);
});

/** Of each service in turn who of the pool may help it, and why the others never can. */
export function* whoCanHelp(config: BalancingConfig) {
  const facts = factsOfBalancing(config);
  const kinds = kindsIn(config);
  for (const site of config.sites) {
    const { able, unable } = judge(site, config, facts, kinds);
    yield { able, excluded: () => toldOnce(unable).map(excludedOf) };
  }
}

/** Hosts of the pool that are the same to a service but for their names: in all by which one could be kept from helping. */
function kindsIn({ hosts, pool }: BalancingConfig): readonly (readonly string[])[] {
  const byName = new Map(hosts.map((each) => [each.name, each]));
  const behind = grouped(hosts, ({ relay }) => relay ?? undefined);
  const kindOf = (name: string): string => {
    const host = byName.get(name);
    if (host === undefined) return "";
    const { platform, network, lacksSystem, startedByNobody, on, arrays, broughtFrom, notShown, relay } = host;
    const isAlone = relay === null || behind.get(relay)?.length === 1;
    return JSON.stringify([
      platform,
      network,
      lacksSystem,
      startedByNobody,
      on,
      arrays,
      broughtFrom,
      notShown,
      isAlone,
    ]);
  };
  return [...grouped(pool, kindOf).values()];
}

/** Who of the pool may help a service, and why the others never can. */
function judge({ service }: SiteConfig, { policy, pool }: BalancingConfig, facts: Facts, kinds: Kinds) {
  const unable = new Map<string, Shaped<Excluded>>();
  for (const hosts of kinds) {
    const [first] = hosts;
    if (first === undefined || whyNoHelper(facts, { service, host: first }, policy.data) === null) continue;
    for (const host of hosts) {
      const own = whyNoHelper(facts, { service, host }, policy.data);
      if (own === null) continue;
      unable.set(host, { it: { host, why: own }, shape: masked(own, [host]) });
    }
  }
  const able = unable.size === 0 ? pool : pool.filter((name) => !unable.has(name));
  return { able, unable: pool.flatMap((name) => unable.get(name) ?? []) };
}

type Facts = ReturnType<typeof factsOfBalancing>;
type Kinds = ReturnType<typeof kindsIn>;

function excludedOf({ it, alike }: ReturnType<typeof toldOnce<Excluded>>[number]): Excluded {
  return alike.length === 0 ? it : { ...it, alike: alike.map(({ host }) => host) };
}

/** The hosts that have to do with a service, and the first of the pool. */
function around({ primary, members = [] }: SiteConfig, { hosts, pool }: BalancingConfig): BalancingConfig["hosts"] {
  return [...new Set([primary, ...members, ...pool.slice(0, 1)])].flatMap((name) => namedIn(hosts, name) ?? []);
}

function namesAround(site: SiteConfig, config: BalancingConfig): readonly string[] {
  return around(site, config).flatMap(({ name, relay, identity, network }) => [
    name,
    relay ?? "",
    identity.address,
    identity.node,
    network,
  ]);
}

/** @param config of this service alone */
function movesFor(
  { service, primary, members = [primary] }: SiteConfig,
  config: BalancingConfig,
  world: WorldSpec,
): readonly PlannedMove[] {
  const empty = { subjects: [service], excluded: [], notices: [], noticedWithinMicros: null, ahead: [], steps: [] };
  const [to] = config.pool;
  if (to === undefined) {
    // Where enough of its hosts are left when one is gone, nobody has to stand in for that.
    const needs = namedIn(world.services, service)?.needs ?? 1;
    return members.length > needs ? [] : [{ ...empty, from: listed(members), to: null }];
  }
  const facts = factsOfBalancing(config);
  const relay = namedIn(config.hosts, to)?.relay ?? null;
  const { policy, asks } = config;
  const help = { service, host: to, relay, policy, others: [], ...(asks !== null && { asks: true as const }) };
  const walk = new Walk(facts, new ImaginedWorld(world), learnOfHelp);
  const growing = walk.follow(growSteps(help));
  facts.sites[service]?.helpers.push({ host: to, stage: "draining" });
  const shrinking = walk.follow(shrinkSteps(help, { hurry: false, inVain: false }));
  return [
    { ...empty, from: listed(members), to, notices: [sayLoad(config.policy)], steps: growing },
    { ...empty, from: to, to: "the pool", steps: shrinking },
  ];
}

function sayLoad({ load, every }: BalancingPolicy): string {
  const often = `every ${sayLength(every)}`;
  return {
    polled: `the counters of its hosts, asked for ${often}`,
    pushed: `the counters of its hosts, which their agents tell ${often}`,
    judged: `how the agents of its hosts judge them, told ${often}`,
  }[load];
}

export function sayScale(scale: BalancingPolicy["scale"]): string {
  switch (scale.by) {
    case "thresholds": {
      const { grow, shrink } = scale;
      return `one host more when ${sayRule(grow, "above")}, one less when ${sayRule(shrink, "below")}`;
    }
    case "target":
      return `as many hosts as bring ${scale.metric} to ${sayLimit(scale.metric, scale.target)}`;
    case "fixed":
      return `always ${sayHosts(scale.hosts)}`;
  }
}

/** One by one where they are few, by their number of hosts where they are many. */
function sayHosts(wanted: Readonly<Record<string, number>>): string {
  const each = Object.entries(wanted);
  if (each.length <= FEW) return each.map(([service, hosts]) => `${hosts} hosts for ${service}`).join(", ");
  return [...grouped(each, ([, hosts]) => hosts)]
    .map(([hosts, services]) => `${hosts} hosts for ${listed(services.map(([service]) => service))}`)
    .join(", ");
}

function sayRule(rule: Rule, side: "above" | "below"): string {
  const be = rule.metric.endsWith("s") ? "are" : "is";
  return `${rule.metric} ${be} ${side} ${sayLimit(rule.metric, rule.limit)} for ${sayLength(rule.for)}`;
}

function sayLimit(metric: Metric, limit: Rule["limit"]): string {
  return "share" in limit
    ? `${Number((limit.share * 100).toPrecision(4))}% of capacity`
    : METRIC_UNITS[metric].say(limit.value);
}
