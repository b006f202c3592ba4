/** Hosts of which a policy hears nothing, whatever happens to them: nobody reports on them, and nobody asks. */
import type { FailoverConfig } from "../../control/index.js";
import type { WorldSpec } from "../../model/index.js";
import { eachOf } from "./alike.js";
import { planFailover } from "./failover-plan.js";
import { saidOnce, tell } from "./sentence.js";

/** By their names. */
export function unnoticedBy({ policy, hosts }: FailoverConfig): readonly string[] {
  const { reports, queries } = policy.detect;
  if (queries !== null || policy.preset === "manual") return [];
  return hosts.flatMap(({ name, reportEvery }) => (reports === null || reportEvery === null ? [name] : []));
}

/** By host the one on which its agent runs, where that is another one and nothing else tells of it. */
export function heardOnlyFrom({ policy, hosts }: FailoverConfig): Readonly<Record<string, string>> {
  const { reports, queries } = policy.detect;
  if (queries !== null || reports === null || policy.preset === "manual") return {};
  return Object.fromEntries(
    hosts.flatMap(({ name, watchedFrom = name }) => (watchedFrom === name ? [] : [[name, watchedFrom]])),
  );
}

/** Each stand-in that is one of them, for a host that is none: with it a service loses what watched over it. */
export function unnoticedStandIns(policy: string, world: WorldSpec, config: FailoverConfig): readonly string[] {
  const unnoticed = new Set(unnoticedBy(config));
  if (unnoticed.size === 0 || unnoticed.size === config.hosts.length) return [];
  const found = planFailover(world, config).moves.flatMap((move) =>
    eachOf(move).flatMap(({ from, to, subjects }) =>
      to !== null && from !== null && unnoticed.has(to) && !unnoticed.has(from)
        ? [
            tell`under ${{ clause: policy }} nobody would notice that ${to} fails while it serves ${subjects}: no agent reports on it, and it is not asked (\`queries\`)`,
          ]
        : [],
    ),
  );
  return saidOnce(found);
}
