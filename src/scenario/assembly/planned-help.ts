/** How a service would get its first helper and lose it again, worked out from the configuration. */
import {
  type BalancingConfig,
  type BalancingPolicy,
  factsOfBalancing,
  growSteps,
  learnOfHelp,
  type Rule,
  sayTime,
  shrinkSteps,
  type SiteConfig,
} from "../../control/index.js";
import { grouped, namedIn, type WorldSpec } from "../../model/index.js";
import { FEW, movesToldOnce } from "./alike.js";
import { oncePer } from "./once.js";
import { listed } from "./sentence.js";
import type { PlannedMove } from "./planned-move.js";
import { followSteps } from "./planned-steps.js";

/** How the first host of the pool would come to help each service, and how it would leave. */
export const planHelp = oncePer((world: WorldSpec, config: BalancingConfig): readonly PlannedMove[] => {
  const volumes = new Map(config.volumes.map((each) => [each.name, each]));
  const moves = config.sites.flatMap((site) => {
    const own = site.volumes.flatMap((name) => volumes.get(name) ?? []);
    return movesFor(site, { ...config, sites: [site], hosts: around(site, config), volumes: own }, world).map(
      (move) => ({
        move,
        names: [site.service, site.primary, ...namesAround(site, config), ...site.volumes],
      }),
    );
  });
  return movesToldOnce(moves);
});

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
function movesFor({ service, primary }: SiteConfig, config: BalancingConfig, world: WorldSpec): readonly PlannedMove[] {
  const empty = { subjects: [service], excluded: [], notices: [], noticedWithinMicros: null, ahead: [], steps: [] };
  const [to] = config.pool;
  if (to === undefined) return [{ ...empty, from: primary, to: null }];
  const facts = factsOfBalancing(config);
  const relay = namedIn(config.hosts, to)?.relay ?? null;
  const help = { service, host: to, relay, policy: config.policy };
  const growing = followSteps(growSteps(help), facts, world, learnOfHelp);
  facts.sites[service]?.helpers.push({ host: to, stage: "draining" });
  const shrinking = followSteps(shrinkSteps(help, { hurry: false, inVain: false }), facts, world, learnOfHelp);
  return [
    { ...empty, from: primary, to, notices: [sayLoad(config.policy)], steps: growing },
    { ...empty, from: to, to: "the pool", steps: shrinking },
  ];
}

function sayLoad({ load, every }: BalancingPolicy): string {
  const often = `every ${sayTime(every)}`;
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
      return `as many hosts as bring ${scale.metric} to ${sayLimit(scale.target)}`;
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
  return `${rule.metric} are ${side} ${sayLimit(rule.limit)} for ${sayTime(rule.for)}`;
}

function sayLimit(limit: Rule["limit"]): string {
  return "share" in limit ? `${Number((limit.share * 100).toPrecision(4))}% of capacity` : String(limit.value);
}
