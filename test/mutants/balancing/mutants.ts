/** Balancing policies and worlds broken on purpose, each with the invariants that are there to catch it. */
import { balancingController, type ClassRoute, type Effect } from "../../../src/control/index.js";
import { HOUR, SECOND } from "../../../src/units/index.js";
import { instead, orders, tampered, type Tampering } from "../tampering.js";
import { type Balancer, type Breakage, PLAN } from "./trial.js";

export interface Mutant {
  readonly name: string;
  /** What is wrong with it, in one sentence. */
  readonly about: string;
  readonly violates: readonly string[];
  /** No other invariant sees it. */
  readonly alone?: true;
  readonly broken: Breakage;
}

const balancer = balancingController as Balancer;
const controller = (tampering: Tampering): Balancer => tampered(balancer, tampering);

/** Has directors spread another class as they spread browsing. */
function alsoSpread(requestClass: string): Balancer {
  const more = (routes: readonly ClassRoute[]): readonly ClassRoute[] =>
    routes.flatMap((route) => (route.requestClass === "browse" ? [route, { ...route, requestClass }] : [route]));
  const replace = (effect: Effect): readonly Effect[] =>
    orders(effect, "weigh") ? [instead(effect, { ...effect.action, routes: more(effect.action.routes) })] : [effect];
  return controller({ replace });
}

/** Has a host read what it needs for one service, and nothing for the others. */
const READS_FOR_ONE: Tampering = {
  replace: (effect) => {
    if (!orders(effect, "configure")) return [effect];
    const { volumes } = effect.action;
    const first = volumes[0]?.split("-")[0] ?? "";
    return [instead(effect, { ...effect.action, volumes: volumes.filter((each) => each.startsWith(first)) })];
  },
};

export const mutants: readonly Mutant[] = [
  {
    name: "spreads orders",
    about: "sends requests that modify data to helpers too",
    violates: ["no-write-to-read-only"],
    broken: { controller: alsoSpread("order") },
  },
  {
    name: "spreads reads of data that changes",
    about: "sends reads of what changes to copies, though nobody said that they may be stale",
    violates: ["stale-read-declared"],
    broken: { controller: alsoSpread("stock") },
  },
  {
    name: "does not ask whether a host is taken",
    about: "has two controllers lease hosts of one pool without telling each other",
    violates: ["no-double-allocation"],
    broken: { strangers: true },
  },
  {
    name: "tries again at once",
    about: "begins a step again at once when it cannot be done, for ever",
    violates: ["terminates"],
    alone: true,
    broken: {
      policy: { limits: { ...PLAN.policy.limits, retryAfter: 0 } },
      controller: controller({
        answer: (action) => (action.kind === "weigh" ? { status: "failed", why: "not now" } : null),
      }),
    },
  },
  {
    name: "frees hosts without stopping them",
    about: "says that a host is free while it runs on",
    violates: ["pool-conservation"],
    broken: {
      controller: controller({
        answer: (action) => {
          if (action.kind === "order-shutdown")
            return { status: "done", found: { what: "stage", stage: "standalone" } };
          if (action.kind === "switch-relay" && action.to === "off") return { status: "done" };
          return action.kind === "read-relay" ? { status: "done", found: { what: "relay", contacts: "open" } } : null;
        },
      }),
    },
  },
  {
    name: "never gets to the end of leaving",
    about: "waits for ever for a director to forget a helper",
    violates: ["released-returns"],
    broken: {
      duration: 3 * HOUR,
      controller: controller({
        answer: (action) =>
          action.kind === "weigh" && action.routes.length === 0 ? { status: "failed", why: "not now" } : null,
      }),
    },
  },
  {
    name: "has thresholds that lie too close",
    about: "gives a host back as soon as it helps, and takes it again",
    violates: ["no-flapping"],
    broken: {
      policy: {
        scale: {
          by: "thresholds",
          grow: { metric: "connection-requests", limit: { share: 0.6 }, for: 5 * SECOND, tolerance: 0 },
          shrink: { metric: "connection-requests", limit: { share: 0.55 }, for: 5 * SECOND, tolerance: 0 },
          cooldown: 0,
        },
      },
    },
  },
  {
    name: "does not drain",
    about: "takes a helper that is not needed for drained, whatever it has still to answer",
    violates: ["drained-before-off"],
    broken: { controller: controller({ answer: (action) => (action.kind === "drain" ? { status: "done" } : null) }) },
  },
  {
    name: "never shrinks",
    about: "does not begin to give a host back, however little there is to do",
    violates: ["idle-host-leaves"],
    broken: { controller: neverIdle() },
  },
  {
    name: "directs before the helper is online",
    about: "takes the order to boot for its execution, and sends requests to a host that cannot answer yet",
    violates: ["directed-when-online"],
    broken: {
      controller: controller({
        answer: (action) =>
          action.kind === "boot" ? { status: "done", found: { what: "stage", stage: "online" } } : null,
      }),
    },
  },
  {
    name: "helps more than it may",
    about: "has a host help two services at once where one was declared",
    violates: ["no-double-allocation"],
    broken: { atOnce: 2, declaredAtOnce: 1 },
  },
  {
    name: "forgets the others",
    about: "has a host that comes to a service read nothing more for the one that it helps already",
    violates: ["others-are-still-helped"],
    broken: { atOnce: 2, controller: controller(READS_FOR_ONE) },
  },
  {
    name: "stops whoever leaves",
    about: "shuts a helper down that leaves one service, though it helps another",
    violates: ["others-are-still-helped"],
    broken: { atOnce: 2, controller: stopsLeavers() },
  },
  {
    name: "lets queues grow",
    about: "takes more requests into a host's queue than was declared",
    violates: ["queue-bounded"],
    broken: {
      spec: (declared) => ({
        ...declared,
        hosts: declared.hosts.map((host) => ({ ...host, serves: { ...host.serves, queue: 100_000 } })),
      }),
    },
  },
];

/** Shuts down whatever host it has drained. */
function stopsLeavers(): Balancer {
  return controller({
    replace: (effect) =>
      orders(effect, "drain")
        ? [
            effect,
            { ...effect, id: effect.id + 1_000_000, action: { kind: "order-shutdown", host: effect.action.host } },
          ]
        : [effect],
  });
}

/** Load is never seen below any threshold. */
function neverIdle(): Balancer {
  return {
    ...balancer,
    start: (config, now) => {
      const { scale } = config.policy;
      if (scale.by !== "thresholds") return balancer.start(config, now);
      const shrink = { ...scale.shrink, limit: { value: -1 } };
      return balancer.start({ ...config, policy: { ...config.policy, scale: { ...scale, shrink } } }, now);
    },
  };
}
