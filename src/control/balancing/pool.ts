/** The pool: which host is free, who gets it when several ask, and from whom one may be taken. */
import type { Reason } from "../words.js";
import { hostOf, siteOf } from "./facts.js";
import { neededVolumes, whyNoHelper } from "./make.js";
import type { BalancingState, SiteState } from "./state.js";

/** Free hosts of the pool in its order; those that still have the data of a service come first for it. */
export function freeHosts(state: BalancingState, service: string): readonly string[] {
  const free = poolOf(state).filter((name) => isFree(state, name) && mayHelp(state, service, name));
  const ready = (host: string): boolean => {
    const needed = neededVolumes(state.facts, { service, host }, state.config.policy.data);
    return needed.length > 0 && needed.every((volume) => volume.ready[host] !== undefined);
  };
  return [...free.filter(ready), ...free.filter((name) => !ready(name))];
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
  const { fit, tenant, claimed, deserted, identity } = hostOf(state.facts, name);
  if (deserted && state.config.policy.pool.withUsers?.includes(name) === true) return false;
  // Who has the address of a service for its own cannot help: two hosts would answer for it.
  const taken = Object.values(state.facts.sites).some(
    ({ primary, address, members }) =>
      members?.some(({ host }) => host === name) ?? (primary === name || address === identity.address),
  );
  return (
    fit &&
    tenant === null &&
    !claimed &&
    !taken &&
    state.changes[name] === undefined &&
    state.asking[name] === undefined
  );
}

/** Who of those that lack a host gets the next one, and why. */
export function nextInLine(state: BalancingState): { readonly site: SiteState; readonly because: Reason } | null {
  const lacking = state.sites.filter((site) => site.lacking > 0 && !site.takenOver);
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

/** A helper that could help `site` of the service of least priority below its own, the last that came; `null` when there is none. */
export function takeFrom(
  state: BalancingState,
  { config }: SiteState,
): { readonly site: SiteState; readonly host: string } | null {
  const givers = state.sites
    .filter((each) => {
      const last = each.config.priority < config.priority ? lastHelper(state, each) : null;
      return last !== null && mayHelp(state, config.service, last);
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
