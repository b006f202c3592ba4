/** Judges the load of one service from its hosts' counters: how many hosts it should have more or fewer, and why. */
import type { Micros } from "../../units/index.js";
import type { Reason } from "../reason.js";
import { recommended, stabilised } from "./autoscaler.js";
import { isSustained, limitOf, reasonOf } from "./deficiency.js";
import { type HostFacts, servingHosts, siteOf } from "./facts.js";
import { capacityOver, type HostReading, measureOver } from "./metric.js";
import type { BalancingPolicy, Rule, ScalePolicy, TargetPolicy } from "./policy.js";
import type { BalancingState, SiteState } from "./state.js";

interface Look {
  readonly serving: readonly HostFacts[];
  readonly hosts: number;
  readonly readings: readonly HostReading[];
  readonly now: Micros;
}

/** How many hosts more (or fewer, below zero) a service is to have, the primary included in all counts. */
export interface Judgement {
  readonly change: number;
  readonly verdict: SiteState["verdict"];
  readonly deficit: number;
  readonly because: Reason;
}

/** `null` when nothing can be said: no host answered. */
export function judge(state: BalancingState, site: SiteState, now: Micros): Judgement | null {
  const { policy } = state.config;
  const facts = siteOf(state.facts, site.config.service);
  const serving = servingHosts(state.facts, facts);
  const readings = serving.flatMap((host) => readingOf(host, now, policy.every));
  const hosts = 1 + facts.helpers.filter(({ stage }) => stage !== "draining").length;
  if (policy.scale.by === "fixed") return towards(policy.scale.hosts[facts.service] ?? 1, hosts);
  if (hosts < policy.least) return towards(policy.least, hosts);
  if (readings.length === 0) return null;
  return policy.scale.by === "target"
    ? towardsTarget(site, policy, policy.scale, hosts, readings, now)
    : byThresholds(site, policy, policy.scale, { serving, hosts, readings, now });
}

/** A host that did not answer the last time has no reading. */
function readingOf({ before, now, misses, capacity }: HostFacts, at: Micros, every: Micros): readonly HostReading[] {
  if (before === null || now === null || misses > 0 || now.at < at - 2 * every) return [];
  return [{ before, now, capacity }];
}

/** As many as every time. */
function towards(wanted: number, hosts: number): Judgement {
  const change = wanted - hosts;
  const verdict = change > 0 ? "deficient" : change < 0 ? "idle" : "sufficient";
  return { change, verdict, deficit: wanted / hosts, because: { rule: "fixed-number", wanted } };
}

function byThresholds(
  site: SiteState,
  policy: BalancingPolicy,
  scale: Extract<ScalePolicy, { by: "thresholds" }>,
  { serving, hosts, readings, now }: Look,
): Judgement {
  const gap = 2.5 * policy.every;
  const look = (rule: Rule) => ({
    value: measureOver(rule.metric, readings),
    limit: limitOf(
      rule.limit,
      capacityOver(
        rule.metric,
        serving.map(({ capacity }) => capacity),
      ),
    ),
  });
  const grow = look(scale.grow);
  const shrink = look(scale.shrink);
  const deficient = isSustained(site.grow, scale.grow, "above", { ...grow, at: now, gap });
  const idle = isSustained(site.shrink, scale.shrink, "below", { ...shrink, at: now, gap });
  const deficit = grow.limit > 0 ? grow.value / grow.limit : 0;
  if (deficient) {
    const because = reasonOf(scale.grow, "above", grow.value, grow.limit, now);
    return { change: Math.min(1, policy.most - hosts), verdict: "deficient", deficit, because };
  }
  if (idle && hosts > policy.least) {
    const because = reasonOf(scale.shrink, "below", shrink.value, shrink.limit, now);
    return { change: -1, verdict: "idle", deficit, because };
  }
  return { change: 0, verdict: "sufficient", deficit, because: { rule: "within-thresholds" } };
}

function towardsTarget(
  site: SiteState,
  policy: BalancingPolicy,
  scale: TargetPolicy,
  hosts: number,
  readings: readonly HostReading[],
  now: Micros,
): Judgement {
  const { metric } = scale;
  const each = readings.map((reading) => measureOver(metric, [reading]));
  const value = each.reduce((sum, one) => sum + one, 0) / each.length;
  const capacities = readings.map(({ capacity }) => capacityOver(metric, [capacity]) ?? 0);
  const mean = capacities.reduce((sum, one) => sum + one, 0) / capacities.length;
  const target = limitOf(scale.target, mean);
  const asked = recommended(hosts, value, target, scale.tolerance);
  const bounded = Math.max(policy.least, Math.min(policy.most, asked));
  const wanted = stabilised(site.recommendations, bounded, now, scale.stabilisation);
  const change = wanted - hosts;
  const verdict = change > 0 ? "deficient" : change < 0 ? "idle" : "sufficient";
  return {
    change,
    verdict,
    deficit: value / target,
    because: { rule: "target", metric, value, target, hosts, wanted },
  };
}
