/** What a director is told: which classes of requests go to whom, in which proportion. */
import type { ClassRoute, Spread } from "./class-route.js";
import { type Facts, type Helper, type SiteFacts, homesOf, hostOf } from "./facts.js";
import type { RoutePolicy, SharePattern } from "./policy.js";

/**
 * The routes of a service with these helpers. Only what may be shared has a route; all else goes to the primary alone.
 * A draining helper keeps what it has and gets nothing new. Members of a pool are alike, and go by addresses of their own.
 */
export function routesOf(
  facts: Facts,
  site: SiteFacts,
  helpers: readonly Helper[],
  policy: RoutePolicy,
): readonly ClassRoute[] {
  if (helpers.length === 0 && site.members === undefined) return [];
  const serving = helpers.filter(({ stage }) => stage !== "draining");
  const draining = helpers.filter(({ stage }) => stage === "draining");
  const homes = homesOf(site);
  const rateOf = (host: string): number => hostOf(facts, host).capacity.rate;
  const weights = weightsOf(
    policy,
    homes.map(rateOf),
    serving.map(({ host }) => rateOf(host)),
  );
  const targets = [
    ...homes.map((host, index) => ({
      address: site.members === undefined ? site.address : hostOf(facts, host).identity.address,
      weight: weights.homes[index] ?? 0,
    })),
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

/**
 * How much of what may be shared each host gets on which the service runs, and each helper; only the proportion counts.
 * What a pattern gives to the primary all members of a pool have together, in equal parts.
 */
function weightsOf({ share, weights }: RoutePolicy, homes: readonly number[], helpers: readonly number[]) {
  const each = (home: number, helper: number) => ({ homes: homes.map(() => home), helpers: helpers.map(() => helper) });
  if (helpers.length === 0) return isByCapacity({ share, weights }) ? { homes, helpers } : each(1, 0);
  switch (share.pattern) {
    case "alternate":
      return each(helpers.length, homes.length);
    case "all-new":
      return each(0, 1);
    case "k-of-n":
      return each((share.n - share.k) * helpers.length, share.k * homes.length);
    default:
      return isByCapacity({ share, weights }) ? { homes, helpers } : each(1, 1);
  }
}

function isByCapacity({ share: { pattern }, weights }: Pick<RoutePolicy, "share" | "weights">): boolean {
  return pattern === "capacity" || (weights === "capacity" && !SAYS_ITSELF.has(pattern));
}

/** Who gets how much, without heeding weights. */
const SAYS_ITSELF: ReadonlySet<SharePattern["pattern"]> = new Set(["alternate", "all-new", "k-of-n"]);
