/** Mirrors in other storage systems that do not follow what a stand-in works with: what is written there meanwhile is in one place only. */
import { dataStrategy, type FailoverConfig, initialState, optionsOf, preset } from "../../control/index.js";
import type { WorldSpec } from "../../model/index.js";
import { eachOf } from "./alike.js";
import { planFailover } from "./failover-plan.js";
import { saidOnce, tell } from "./sentence.js";

/** Each stand-in that goes on with a copy in the same storage system, beside the device that is mirrored, under a policy that does not have that mirrored too. */
export function mirrorsLeftBehind(policy: string, world: WorldSpec, config: FailoverConfig): readonly string[] {
  const mirrored = config.volumes.filter(({ remoteMirror }) => remoteMirror !== null);
  if (mirrored.length === 0 || config.policy.mirrorAgain === true || config.policy.preset === "manual") return [];
  const { facts } = initialState(config);
  const found = planFailover(world, config).moves.flatMap((move) =>
    eachOf(move).flatMap(({ from, to }) => {
      if (to === null || to === from) return [];
      const { data } = optionsOf(config.policy, preset(config.policy.preset), to);
      const copied = mirrored.filter(({ name, owner }) => {
        const known = facts.volumes[name];
        if (known === undefined || owner !== from || facts.hosts[to]?.arrays.includes(known.array) !== true)
          return false;
        const way = data.map(dataStrategy).find((each) => each.lacks(known, to, facts) === null);
        return way !== undefined && !GOES_ON_WITH_IT.has(way.name);
      });
      if (copied.length === 0) return [];
      const until = config.policy.failback === undefined ? "an operator gives it back" : "it is given back";
      return [
        tell`under ${{ clause: policy }} ${to} goes on with a copy of ${copied.map(({ name }) => name)} that no mirror in another storage system follows until ${{ clause: until }} (\`mirror-again\`)`,
      ];
    }),
  );
  return saidOnce(found);
}

/** Ways to bring data after which the mirror follows still, or is what is gone on with. */
const GOES_ON_WITH_IT: ReadonlySet<string> = new Set(["reassign", "shared", "remote-mirror"]);
