/** What another controller tells over the same hosts: takeovers that begin and end, and the hosts that they need. */
import type { Micros } from "../../units/index.js";
import type { Note } from "../effect.js";
import type { Reason } from "../reason.js";
import { startShrinking } from "./change.js";
import { type HostFacts, hostOf } from "./facts.js";
import { isFree } from "./pool.js";
import type { BalancingState, Out, SiteState } from "./state.js";
import { forgetBoth } from "./thresholds.js";

export function hearNews(state: BalancingState, note: Note, now: Micros, out: Out): void {
  switch (note.kind) {
    case "takeover-started":
      for (const site of sitesOf(state, note.services)) site.takenOver = true;
      return claim(state, note.to, true);
    case "takeover-ended":
      return onTakeoverEnded(state, note);
    case "waiting":
      return giveUpOne(state, now, out);
    default:
      return;
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
function onTakeoverEnded(state: BalancingState, note: Extract<Note, { kind: "takeover-ended" }>): void {
  claim(state, note.to, false);
  for (const site of sitesOf(state, note.services)) {
    site.takenOver = false;
    forgetBoth(site.watches);
    if (note.result !== "done") continue;
    const facts = state.facts.sites[site.config.service];
    if (facts === undefined) continue;
    const former = hostOf(state.facts, facts.primary);
    former.fit = false;
    former.stage = "unknown";
    swapIdentities(former, hostOf(state.facts, note.to));
    facts.primary = note.to;
    for (const { volume, device } of note.devices) {
      const known = state.facts.volumes[volume];
      if (known === undefined) continue;
      // What was its mirror is what the new holder works with, or mirrors what nobody works with any more.
      if (known.device !== device) known.mirror = null;
      known.device = device;
    }
    const primary = hostOf(state.facts, note.to);
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

/** A takeover finds no host: what a helper then does is for the policy to say. The least important service gives first. */
function giveUpOne(state: BalancingState, now: Micros, out: Out): void {
  const { whenWanted } = state.config.policy.pool;
  if (whenWanted === "leave" || state.config.pool.some((name) => isFree(state, name))) return;
  const givers = state.sites.toSorted((a, b) => a.config.priority - b.config.priority);
  for (const { config } of givers) {
    const helper = state.facts.sites[config.service]?.helpers.findLast(({ stage }) => stage !== "draining");
    if (helper === undefined) continue;
    const because: Reason = { rule: "taken-from", service: config.service };
    hostOf(state.facts, helper.host).claimed = true;
    return startShrinking(state, helper.host, whenWanted === "preempt", because, now, out);
  }
}
