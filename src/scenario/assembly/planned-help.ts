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
import type { WorldSpec } from "../../model/index.js";
import type { PlannedMove } from "./planned-move.js";
import { followSteps } from "./planned-steps.js";

/** How the first host of the pool would come to help a service, and how it would leave. */
export function planHelp(world: WorldSpec, config: BalancingConfig, site: SiteConfig): readonly PlannedMove[] {
  const { service, primary } = site;
  const empty = { subjects: [service], excluded: [], notices: [], noticedWithinMicros: null, ahead: [], steps: [] };
  const [to] = config.pool;
  if (to === undefined) return [{ ...empty, from: primary, to: null }];
  const facts = factsOfBalancing(config);
  const relay = config.hosts.find(({ name }) => name === to)?.relay ?? null;
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
