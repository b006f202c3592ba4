/** Hosts that a policy names, and that can be of use to nobody as things are: known from the configuration, before any failure. */
import { type BalancingConfig, type FailoverConfig, initialState, whyNotEligible } from "../../control/index.js";
import { namedIn, type WorldSpec } from "../../model/index.js";
import { Candidates } from "./candidates.js";
import { Neighbourhood } from "./neighbourhood.js";
import { whoCanHelp } from "./planned-help.js";
import type { Excluded } from "./planned-move.js";

/** Who has services of its own may be free another time. @param named by the policy, in the order in which they stand there */
export function standInsInVain(
  world: WorldSpec,
  config: FailoverConfig,
  named: readonly string[],
): readonly Excluded[] {
  const serving = new Set(config.groups.map(({ holder }) => holder));
  const candidates = new Candidates(config, new Neighbourhood(world, config));
  const judged = function* () {
    for (const group of config.groups) {
      const { able, excluded } = candidates.judge(group);
      const first = able.flatMap((each) => each.hosts());
      yield { able: [...first, ...ableAfter(first, group, config, named)], excluded };
    }
  };
  return ofUseToNobody(
    named.filter((host) => !serving.has(host)),
    judged(),
  );
}

/** Who hangs on the relay of the first host cannot take over from that, and may from the next one. */
function ableAfter(
  able: readonly string[],
  { holder, services, volumes }: FailoverConfig["groups"][number],
  config: FailoverConfig,
  named: readonly string[],
): readonly string[] {
  const { hosts, policy } = config;
  const relay = namedIn(hosts, holder)?.relay ?? null;
  if (relay === null || !able.some((name) => namedIn(hosts, name)?.relay !== relay)) return [];
  const behind = named.filter((name) => name !== holder && namedIn(hosts, name)?.relay === relay);
  if (behind.length === 0) return [];
  const { facts: before } = initialState(config);
  const alone = behind.map((name) => [name, { ...before.hosts[name]!, relay: null }] as const);
  const facts = { ...before, hosts: { ...before.hosts, ...Object.fromEntries(alone) } };
  return behind.filter((to) => {
    return whyNotEligible({ from: holder, to, home: holder, services, volumes, policy }, facts) === null;
  });
}

/** @param named by the policy, in the order in which they stand there */
export function helpersInVain(config: BalancingConfig, named: readonly string[]): readonly Excluded[] {
  return ofUseToNobody(named, whoCanHelp(config));
}

/** Hosts that are of use to nobody whatever becomes of them: nobody ever switches their power. */
export function neverOfUse(found: readonly (readonly Excluded[])[]): ReadonlySet<string> {
  const [first = [], ...others] = found.map((each) => each.flatMap(({ host, alike = [] }) => [host, ...alike]));
  return new Set(first.filter((host) => others.every((each) => each.includes(host))));
}

export function sayInVain({ host, why, alike = [] }: Excluded, what: "help" | "stand in for"): string {
  const others = alike.length === 0 ? "" : ` (nor can ${alike.length} more)`;
  return `${host} can ${what} nobody${others}: ${why}`;
}

/** Why, by the first of those for whom each is named. Where many are alike the first of them stands for all. */
function ofUseToNobody(
  named: readonly string[],
  judged: Iterable<{ readonly able: readonly string[]; excluded(): readonly Excluded[] }>,
): readonly Excluded[] {
  const left = new Set(named);
  const found: Excluded[] = [];
  const told = new Set<string>();
  for (const { able, excluded } of judged) {
    for (const host of able) left.delete(host);
    if (left.size === 0) return [];
    if ([...left].every((host) => told.has(host))) continue;
    for (const each of excluded()) {
      const fresh = [each.host, ...(each.alike ?? [])].filter((host) => left.has(host) && !told.has(host));
      for (const host of fresh) told.add(host);
      if (fresh.length > 0) found.push({ ...each, alike: fresh });
    }
  }
  return found.flatMap(({ host, why, alike = [] }) => {
    const [one, ...others] = alike.filter((each) => left.has(each));
    if (one === undefined) return [];
    return { host: one, why: why.replaceAll(host, one), ...(others.length > 0 && { alike: others }) };
  });
}
