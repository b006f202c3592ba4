/** What another controller tells over the same hosts: takeovers that begin and end, and the hosts that they need. */
import type { Out } from "../kit/desk.js";
import type { Micros } from "../../units/index.js";
import type { MessageOf } from "../words.js";
import { startShrinking } from "./change.js";
import { type HostFacts, hostOf, loseHost, siteOf } from "./facts.js";
import { isFree } from "./pool.js";
import type { BalancingState, SiteState } from "./state.js";
import { forgetBoth } from "./thresholds.js";

export function onTakeoverBegins(
  state: BalancingState,
  { services, from, to }: MessageOf<"takeover-begins">,
  now: Micros,
  out: Out,
): void {
  for (const site of sitesOf(state, services)) site.takenOver = true;
  claim(state, to, true);
  const left = state.facts.hosts[from];
  if (left === undefined) return;
  left.deserted = true;
  // What it serves itself is taken from it, or started anew there: it is fenced, and its address may soon be another's.
  if (state.config.policy.pool.withUsers?.includes(from) !== true) return;
  left.stage = "unknown";
  for (const service of left.tenants) {
    startShrinking(state, from, service, true, { rule: "host-lost", host: from }, now, out);
  }
}

function sitesOf(state: BalancingState, services: readonly string[]): readonly SiteState[] {
  return state.sites.filter(({ config }) => services.includes(config.service));
}

/** What a takeover uses is not free. One that helps was not to be had for it. */
function claim(state: BalancingState, name: string, claimed: boolean): void {
  const host = state.facts.hosts[name];
  if (host !== undefined) host.claimed = claimed;
}

/** The new holder is the primary now; the old one comes to the pool when it has been repaired. */
export function onTakeoverEnds(state: BalancingState, news: MessageOf<"takeover-ends">): void {
  claim(state, news.to, false);
  const holder = state.facts.hosts[news.to];
  if (holder !== undefined && news.result === "done") holder.deserted = false;
  for (const site of sitesOf(state, news.services)) {
    site.takenOver = false;
    forgetBoth(site.watches);
    if (news.result !== "done") continue;
    const facts = state.facts.sites[site.config.service];
    if (facts === undefined) continue;
    const former = hostOf(state.facts, facts.primary);
    loseHost(former);
    former.stage = "unknown";
    swapIdentities(former, hostOf(state.facts, news.to));
    facts.primary = news.to;
    for (const { volume, device } of news.devices) {
      const known = state.facts.volumes[volume];
      if (known === undefined) continue;
      // What was its mirror is what the new holder works with, or mirrors what nobody works with any more.
      if (known.device !== device) known.mirror = null;
      known.device = device;
    }
    const primary = hostOf(state.facts, news.to);
    primary.before = null;
    primary.now = null;
    primary.judged = null;
    primary.stage = "online";
  }
}

/** In one network the new holder has taken the identity of the former one, whose own is the other from now on. */
function swapIdentities(former: HostFacts, holder: HostFacts): void {
  if (former === holder || former.network !== holder.network) return;
  const { identity } = former;
  former.identity = holder.identity;
  holder.identity = identity;
}

/** Who left for a takeover is free after all when nobody lacks a host any more: another was found, or the former one is back. */
export function releaseWanted({ facts, sites, changes }: BalancingState): void {
  const serves = ({ config, takenOver }: SiteState): boolean =>
    !takenOver && hostOf(facts, siteOf(facts, config.service).primary).misses === 0;
  if (!sites.every(serves)) return;
  for (const host of Object.values(facts.hosts)) {
    if (host.wanted && host.tenants.length === 0 && changes[host.name] === undefined) host.wanted = false;
  }
}

/** A takeover finds no host: what a helper then does is for the policy to say. The least important service gives first. */
export function giveUpOne(state: BalancingState, now: Micros, out: Out): void {
  const { whenWanted } = state.config.policy.pool;
  if (whenWanted === "leave" || state.config.pool.some((name) => isFree(state, name))) return;
  const givers = state.sites.toSorted((a, b) => a.config.priority - b.config.priority);
  for (const { config } of givers) {
    const helper = state.facts.sites[config.service]?.helpers.findLast(({ stage }) => stage !== "draining");
    if (helper === undefined) continue;
    const known = hostOf(state.facts, helper.host);
    known.wanted = true;
    for (const service of known.tenants) {
      startShrinking(state, helper.host, service, whenWanted === "preempt", { rule: "taken-from", service }, now, out);
    }
    return;
  }
}
