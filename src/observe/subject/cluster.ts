/** A cluster of a domain: whether servers can act there, through all of its agents, some, or none. */
import { AblePairs } from "../account/able-pairs.js";
import type { SubjectKind } from "./subject.js";

/** Before a server could act there for the first time it is on its way. */
export const cluster: SubjectKind = {
  kind: "cluster",
  serves: true,
  names: ({ domain }) => (domain?.clusters ?? []).map(({ name }) => name),
  states: ({ spec }, set) => {
    const agents = new Map((spec.domain?.clusters ?? []).map((each) => [each.name, each.agents.length]));
    const begun = new Set<string>();
    const pairs = new AblePairs((name, able, at) => {
      // The first agent of a cluster that starts is no sign that the second one has failed.
      const all = able === agents.get(name);
      if (all) begun.add(name);
      set(name, all ? "up" : able > 0 ? (begun.has(name) ? "degraded" : "up") : "down", at);
    });
    return { first: () => "booting", hears: pairs.hears };
  },
};
