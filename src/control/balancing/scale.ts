/** Turns judgements into hosts that come and go: one service at a time, and all of them from one pool. */
import type { Out } from "../kit/desk.js";
import type { Micros } from "../../units/index.js";
import type { Reason, MessageOf } from "../words.js";
import { startGrowing, startShrinking } from "./change.js";
import { homesOf, hostOf, siteOf } from "./facts.js";
import { type Judgement, judge } from "./judge.js";
import { freeHosts, lastHelper, nextInLine, takeFrom } from "./pool.js";
import { askFor, giveBackTo, askedFor } from "./reservation.js";
import { type BalancingState, type SiteState, say } from "./state.js";

/** Judges the load of a service; asks for hosts that it lacks, and has those leave that it does not need. */
export function scale(state: BalancingState, site: SiteState, now: Micros, out: Out): void {
  if (site.takenOver) return;
  const judgement = judge(state, site, now);
  if (judgement === null) return;
  const { service } = site.config;
  site.deficit = judgement.deficit;
  site.because = judgement.because;
  if (judgement.verdict !== site.verdict) {
    site.verdict = judgement.verdict;
    say(out, { kind: "load-judged", service, verdict: judgement.verdict, because: judgement.because });
  }
  const change = mayChange(state, site, now) ? judgement.change : 0;
  if (change < 0) return giveBack(state, site, -change, judgement, now, out);
  lack(site, change, now);
}

/** One change at a time, and none in the cooldown after the last; an autoscaler has its window for that. */
function mayChange(state: BalancingState, site: SiteState, now: Micros): boolean {
  const { scale: policy } = state.config.policy;
  if (policy.by !== "thresholds") return true;
  const { service } = site.config;
  const busy = Object.values(state.changes).some((change) => change.service === service);
  return !busy && (site.changedAt === null || now >= site.changedAt + policy.cooldown);
}

function lack(site: SiteState, hosts: number, now: Micros): void {
  site.lacking = Math.max(0, hosts);
  if (site.lacking > 0) site.lackingSince ??= now;
  else lacksNothing(site);
}

function lacksNothing(site: SiteState): void {
  site.lacking = 0;
  site.lackingSince = null;
  site.toldNone = false;
}

function giveBack(
  state: BalancingState,
  site: SiteState,
  hosts: number,
  { because }: Judgement,
  now: Micros,
  out: Out,
): void {
  lacksNothing(site);
  for (let i = 0; i < hosts; i++) {
    const host = lastHelper(state, site);
    if (host === null) return;
    startShrinking(state, host, site.config.service, false, because, now, out);
  }
}

/**
 * What was needed is needed still: another host comes at once, if one is free, without a load that first has to be too much for so
 * long. Whoever wants so many hosts, or as many as a target asks for, sees by himself that one is missing.
 */
export function replaceLost(state: BalancingState, site: SiteState, lost: string, now: Micros, out: Out): void {
  const { config, facts } = state;
  if (config.policy.scale.by !== "thresholds" || site.takenOver) return;
  const known = siteOf(facts, site.config.service);
  const staying = known.helpers.filter(({ stage }) => stage !== "draining").length;
  if (homesOf(known).length + staying >= config.policy.most) return;
  site.because = { rule: "host-lost", host: lost };
  lack(site, site.lacking + 1, now);
  serveThoseWhoLack(state, now, out);
}

/** Hands out what is free, as the pool's policy orders those that lack hosts; then takes from others, if it may. */
export function serveThoseWhoLack(state: BalancingState, now: Micros, out: Out): void {
  for (;;) {
    const next = nextInLine(state);
    if (next === null) return;
    const { site, because } = next;
    const host = freeHosts(state, site.config.service)[0];
    if (host === undefined) {
      for (const each of state.sites) tellNone(each, out);
      return takeForThem(state, site, now, out);
    }
    site.lacking -= 1;
    if (site.lacking === 0) lacksNothing(site);
    const isOut = hostOf(state.facts, host).tenants.length > 0;
    if (state.config.asks && !isOut) askFor(state, host, site.config.service, because, out);
    else startGrowing(state, site, host, because, now, out);
  }
}

/** A host that was asked for is granted, or another one is asked for; one that was given back is free again. */
export function onReserved(
  state: BalancingState,
  { question, refused }: MessageOf<"reserved">,
  now: Micros,
  out: Out,
): void {
  const host = askedFor(state, question);
  const asking = host === null ? undefined : state.asking[host];
  if (host === null || asking === undefined) return;
  const granted = refused === null;
  if (asking.is !== "wanted") {
    if (granted) delete state.asking[host];
    return;
  }
  const site = state.sites.find(({ config }) => config.service === asking.service);
  if (site === undefined) return;
  if (!granted) {
    state.asking[host] = { is: "refused" };
    site.lacking += 1;
    site.lackingSince ??= now;
    return;
  }
  delete state.asking[host];
  if (site.takenOver) giveBackTo(state, host, out);
  else startGrowing(state, site, host, asking.chosen, now, out);
}

/** Told once, until it has what it wants. */
function tellNone(site: SiteState, out: Out): void {
  if (site.lacking === 0 || site.toldNone) return;
  site.toldNone = true;
  say(out, { kind: "no-host-free", service: site.config.service, because: { rule: "pool-empty" } });
}

/** One at a time: while one is on its way back nobody else has to give. */
function takeForThem(state: BalancingState, site: SiteState, now: Micros, out: Out): void {
  if (!state.config.policy.pool.take) return;
  if (Object.values(state.changes).some(({ direction }) => direction === "shrink")) return;
  const found = takeFrom(state, site);
  if (found === null) return;
  const because: Reason = { rule: "taken-from", service: found.site.config.service };
  startShrinking(state, found.host, found.site.config.service, false, because, now, out);
}
