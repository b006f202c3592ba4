/** The pool: which host is free, who gets it when several ask, and from whom one may be taken. */
import type { Reason } from "../words.js";
import { hostOf, siteOf } from "./facts.js";
import { neededVolumes, whyNoHelper } from "./make.js";
import { inOrderOfTrust } from "./spares.js";
import type { BalancingState, SiteState } from "./state.js";

/** Free hosts of the pool in its order; those that still have the data of a service come first for it, and those last that nobody counts on. */
export function freeHosts(state: BalancingState, service: string): readonly string[] {
  const pool = poolOf(state);
  const free = pool.filter((name) => isFree(state, name) && mayHelp(state, service, name));
  const ready = (host: string): boolean => {
    const needed = neededVolumes(state.facts, { service, host }, state.config.policy.data);
    return needed.length > 0 && needed.every((volume) => volume.ready[host] !== undefined);
  };
  const beside = pool.filter((name) => mayHelpBeside(state, service, name) && mayHelp(state, service, name));
  return inOrderOfTrust(state, [...free.filter(ready), ...free.filter((name) => !ready(name)), ...beside]);
}

/** It helps others, is at work for all of them, and may help one more. */
function mayHelpBeside(state: BalancingState, service: string, name: string): boolean {
  const { tenants, stage } = hostOf(state.facts, name);
  const { atOnce = 1 } = state.config.policy.pool;
  if (tenants.length === 0 || tenants.length >= atOnce || tenants.includes(service)) return false;
  const serves = (each: string): boolean =>
    siteOf(state.facts, each).helpers.some((helper) => helper.host === name && helper.stage === "serving");
  return stage === "online" && tenants.every(serves) && isAtHand(state, name);
}

/** Nothing that is known before keeps it from that. */
function mayHelp({ facts, config }: BalancingState, service: string, host: string): boolean {
  return whyNoHelper(facts, { service, host }, config.policy.data) === null;
}

/** The pool and, behind it, those whose place a host of the pool has taken: repaired they may help as it did. */
function poolOf({ config }: BalancingState): readonly string[] {
  const homes = config.sites.map(({ primary }) => primary);
  return [...config.pool, ...new Set(homes.filter((name) => !config.pool.includes(name)))];
}

/** Nobody uses it, and it may be used. Who helps beside its own users does not without them: it was fenced, and may be off. */
export function isFree(state: BalancingState, name: string): boolean {
  return hostOf(state.facts, name).tenants.length === 0 && isAtHand(state, name);
}

function isAtHand(state: BalancingState, name: string): boolean {
  const { fit, claimed, wanted, deserted, identity } = hostOf(state.facts, name);
  if (deserted && state.config.policy.pool.withUsers?.includes(name) === true) return false;
  // Who has the address of a service for its own cannot help: two hosts would answer for it.
  const taken = Object.values(state.facts.sites).some(
    ({ primary, address, members }) =>
      members?.some(({ host }) => host === name) ?? (primary === name || address === identity.address),
  );
  return (
    fit &&
    !claimed &&
    !wanted &&
    !taken &&
    state.changes[name] === undefined &&
    state.leaving[name] === undefined &&
    state.asking[name] === undefined
  );
}

/** Who of those that lack a host gets the next one, and why. */
export function nextInLine(state: BalancingState): { readonly site: SiteState; readonly because: Reason } | null {
  const all = state.sites.filter((site) => site.lacking > 0 && !site.takenOver);
  // A host that helps the first in line already may still help another.
  const able = mayShare(state) ? all.filter(({ config }) => freeHosts(state, config.service).length > 0) : [];
  const lacking = able.length > 0 ? able : all;
  const first = lacking[0];
  if (first === undefined) return null;
  const best = (better: (a: SiteState, b: SiteState) => boolean): SiteState =>
    lacking.reduce((chosen, each) => (better(each, chosen) ? each : chosen), first);
  switch (state.config.policy.pool.order) {
    case "first-come":
      return {
        site: best((a, b) => (a.lackingSince ?? Infinity) < (b.lackingSince ?? Infinity)),
        because: { rule: "asked-first" },
      };
    case "priority": {
      const site = best((a, b) => a.config.priority > b.config.priority);
      return { site, because: { rule: "highest-priority", priority: site.config.priority } };
    }
    case "greatest-deficit": {
      const site = best((a, b) => a.deficit > b.deficit);
      return { site, because: { rule: "greatest-deficit", deficit: site.deficit } };
    }
  }
}

function mayShare({ config }: BalancingState): boolean {
  return (config.policy.pool.atOnce ?? 1) > 1;
}

/** A helper that could help `site` of the service of least priority below its own, the last that came; `null` when there is none. */
export function takeFrom(
  state: BalancingState,
  { config }: SiteState,
): { readonly site: SiteState; readonly host: string } | null {
  const givers = state.sites
    .filter((each) => {
      const last = each.config.priority < config.priority ? lastHelper(state, each) : null;
      if (last === null || hostOf(state.facts, last).tenants.includes(config.service)) return false;
      return mayHelp(state, config.service, last);
    })
    .toSorted((a, b) => a.config.priority - b.config.priority);
  const giver = givers[0];
  const host = giver === undefined ? null : lastHelper(state, giver);
  return giver === undefined || host === null ? null : { site: giver, host };
}

/** The helper that came last, of those that serve. */
export function lastHelper(state: BalancingState, site: SiteState): string | null {
  const { helpers } = siteOf(state.facts, site.config.service);
  return helpers.findLast(({ stage }) => stage === "serving")?.host ?? null;
}
