/** Judges the load of one service from its hosts' counters: how many hosts it should have more or fewer, and why. */
import type { Micros } from "../../units/index.js";
import { recommended, stabilised } from "./autoscaler.js";
import { limitOf } from "./deficiency.js";
import { type HostFacts, homesOf, hostsIn, servingHosts, siteOf } from "./facts.js";
import { type JudgedLoad, type Thresholds, WITHIN } from "./judged-load.js";
import { type HostReading, capacityOver, measureOver } from "./metric.js";
import type { BalancingPolicy, TargetPolicy } from "./policy.js";
import type { BalancingState, SiteState } from "./state.js";
import { judgeByThresholds } from "./thresholds.js";

interface Look {
  /** That it has or is about to have, and that serve. */
  readonly hosts: number;
  readonly serving: readonly HostFacts[];
  readonly readings: readonly HostReading[];
  readonly now: Micros;
}

/** How few hosts a service may have, and how many. */
type Bounds = Pick<BalancingPolicy, "least" | "most">;

/** How many hosts more (or fewer, below zero) a service is to have, the primary included in all counts. */
export interface Judgement extends JudgedLoad {
  readonly change: number;
}

/** `null` when nothing can be said: no host answered. */
export function judge(state: BalancingState, site: SiteState, now: Micros): Judgement | null {
  const facts = siteOf(state.facts, site.config.service);
  const { policy } = state.config;
  // Those that it runs on never leave.
  const least = Math.max(policy.least, homesOf(facts).length);
  const serving = servingHosts(state.facts, facts);
  const readings = serving.flatMap((host) => readingOf(host, now, policy.every) ?? []);
  const hosts = hostsIn(facts);
  if (policy.scale.by === "fixed") return towards(Math.max(least, policy.scale.hosts[facts.service] ?? 1), hosts);
  if (hosts < least) return towards(least, hosts);
  const { scale, every } = policy;
  if (policy.load === "judged" && scale.by === "thresholds") {
    const load = saidByAgents(serving, scale, site.changedAt ?? 0, { now, every });
    return load === null ? null : oneAtATime(load, { least, most: policy.most }, hosts);
  }
  if (readings.length === 0) return null;
  if (scale.by === "target")
    return towardsTarget(site, { least, most: policy.most }, scale, { hosts, serving, readings, now });
  const capacities = serving.map(({ capacity }) => capacity);
  const load = judgeByThresholds(site.watches, scale, readings, capacities, { every, now });
  return oneAtATime(load, { least, most: policy.most }, hosts);
}

/** A host that did not answer the last time has no reading. */
function readingOf({ before, now, misses, capacity }: HostFacts, at: Micros, every: Micros): HostReading | null {
  if (before === null || now === null || misses > 0 || now.at < at - 2 * every) return null;
  return { before, now, capacity };
}

/** As many as every time. */
function towards(wanted: number, hosts: number): Judgement {
  const change = wanted - hosts;
  const verdict = change > 0 ? "deficient" : change < 0 ? "idle" : "sufficient";
  return { change, verdict, deficit: wanted / hosts, because: { rule: "fixed-number", wanted } };
}

/** One host more at a time, and one fewer. */
function oneAtATime({ verdict, deficit, because }: JudgedLoad, { least, most }: Bounds, hosts: number): Judgement {
  if (verdict === "deficient") return { change: Math.min(1, most - hosts), verdict, deficit, because };
  if (verdict === "idle" && hosts > least) return { change: -1, verdict, deficit, because };
  return { change: 0, verdict: "sufficient", deficit, because: WITHIN };
}

/**
 * What the agents of the hosts say taken together: one host that is deficient is enough, idle must be all of them. What
 * was judged before the last change of the number of hosts was over does not count.
 */
function saidByAgents(
  serving: readonly HostFacts[],
  { grow, shrink }: Thresholds,
  since: Micros,
  { now, every }: { readonly now: Micros; readonly every: Micros },
): JudgedLoad | null {
  const heard = serving.flatMap(({ judged }) => (judged === null || judged.at < now - 2 * every ? [] : [judged]));
  const deficient = heard.filter(({ load, at }) => load.verdict === "deficient" && at - grow.for >= since);
  const idle = heard.filter(({ load, at }) => load.verdict === "idle" && at - shrink.for >= since);
  const [first] = heard;
  if (first === undefined) return null;
  const most = (some: typeof heard): JudgedLoad =>
    some.reduce((found, { load }) => (load.deficit > found.deficit ? load : found), some[0]!.load);
  if (deficient.length > 0) return most(deficient);
  if (idle.length === serving.length) return most(idle);
  return { verdict: "sufficient", deficit: most(heard).deficit, because: WITHIN };
}

function towardsTarget(
  site: SiteState,
  { least, most }: Bounds,
  scale: TargetPolicy,
  { hosts, serving, readings, now }: Look,
): Judgement | null {
  const { metric } = scale;
  const values = readings.map((reading) => measureOver(metric, [reading])).filter((value) => value !== null);
  if (values.length === 0) return null;
  const capacities = readings.map(({ capacity }) => capacityOver(metric, [capacity]) ?? 0);
  const full = meanOf(capacities);
  const target = limitOf(scale.target, full);
  const silent = serving.length - values.length;
  const starting = hosts - serving.length;
  const asked = recommended({ values, starting, silent, full }, target, scale.tolerance);
  const bounded = Math.max(least, Math.min(most, asked));
  const wanted = stabilised(site.recommendations, bounded, now, scale.stabilisation);
  const change = wanted - hosts;
  const verdict = change > 0 ? "deficient" : change < 0 ? "idle" : "sufficient";
  const value = meanOf(values);
  return {
    change,
    verdict,
    deficit: value / target,
    because: { rule: "target", metric, value, target, hosts: values.length, wanted },
  };
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
