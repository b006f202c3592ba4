/** Hosts that a policy names, and that can be of use to nobody as things are: known from the configuration, before any failure. */
import { type BalancingConfig, type FailoverConfig } from "../../control/index.js";
import type { WorldSpec } from "../../model/index.js";
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
      yield { able: able.flatMap((each) => each.hosts()), excluded };
    }
  };
  return ofUseToNobody(
    named.filter((host) => !serving.has(host)),
    judged(),
  );
}

/** @param named by the policy, in the order in which they stand there */
export function helpersInVain(config: BalancingConfig, named: readonly string[]): readonly Excluded[] {
  return ofUseToNobody(named, whoCanHelp(config));
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
