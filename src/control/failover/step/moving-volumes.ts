/** Which volumes of a group have to come to its stand-in. */
import { compareData, compareHosts } from "../data/index.js";
import { type Facts, volume } from "../facts.js";
import type { Move } from "../steps.js";
import { movesIn } from "../transformation/index.js";

/**
 * Not those of which the stand-in uses its own. Each moves from where it is: what an earlier stand-in
 * of another make left behind is no more use to the next one of that make, or to the same one once more.
 */
export function movingVolumes(
  facts: Facts,
  { from, to, volumes, policy }: Pick<Move, "from" | "to" | "volumes" | "policy">,
) {
  const comparison = compareHosts(from, to, facts, policy.parts);
  return volumes
    .map((name) => volume(facts, name))
    .filter((known) => {
      const { holds, holder, madeFor } = known;
      const way = holder === from && madeFor === null ? comparison : compareData(known, to, facts, policy.parts);
      return (policy.parts?.includes(holds) ?? true) && movesIn(way, holds);
    });
}
