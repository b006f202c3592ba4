/** What a director is told: which classes of requests go to whom, in which proportion. */
import type { ClassRoute, Spread } from "./class-route.js";
import { type Facts, type Helper, type SiteFacts, hostOf } from "./facts.js";
import type { RoutePolicy, SharePattern } from "./policy.js";

/**
 * The routes of a service with these helpers. Only what may be shared has a route; all else goes to the primary alone.
 * A draining helper keeps what it has and gets nothing new.
 */
export function routesOf(
  facts: Facts,
  site: SiteFacts,
  helpers: readonly Helper[],
  policy: RoutePolicy,
): readonly ClassRoute[] {
  if (helpers.length === 0) return [];
  const serving = helpers.filter(({ stage }) => stage !== "draining");
  const draining = helpers.filter(({ stage }) => stage === "draining");
  const weights = weightsOf(
    policy,
    hostOf(facts, site.primary).capacity.rate,
    serving.map(({ host }) => hostOf(facts, host).capacity.rate),
  );
  const targets = [
    { address: site.address, weight: weights.primary },
    ...serving.map(({ host }, index) => ({
      address: hostOf(facts, host).identity.address,
      weight: weights.helpers[index] ?? 0,
    })),
    ...draining.map(({ host }) => ({ address: hostOf(facts, host).identity.address, weight: 0 })),
  ];
  const { sessions, eject } = policy;
  const spread = SPREADS[policy.share.pattern];
  return site.shareable.map((requestClass) => ({ requestClass, spread, targets, sessions, eject }));
}

const SPREADS: { readonly [P in SharePattern["pattern"]]: Spread } = {
  "round-robin": "turns",
  alternate: "turns",
  "all-new": "turns",
  "k-of-n": "turns",
  capacity: "turns",
  random: "random",
  "least-connections": "least-connections",
  "random-of-two": "random-of-two",
  "source-hash": "source-hash",
};

/** How much of what may be shared the primary gets, and each helper; only the proportion counts. */
function weightsOf({ share, weights }: RoutePolicy, primary: number, helpers: readonly number[]) {
  const count = helpers.length;
  const equal = helpers.map(() => 1);
  if (count === 0) return { primary: 1, helpers: [] };
  switch (share.pattern) {
    case "alternate":
      return { primary: count, helpers: equal };
    case "all-new":
      return { primary: 0, helpers: equal };
    case "k-of-n":
      return { primary: (share.n - share.k) * count, helpers: helpers.map(() => share.k) };
    case "capacity":
      return { primary, helpers };
    case "round-robin":
    case "random":
    case "least-connections":
    case "random-of-two":
    case "source-hash":
      return weights === "capacity" ? { primary, helpers } : { primary: 1, helpers: equal };
  }
}
