/** What no drawn policy of site failover and load balancing said until then: other detectors, people of its own, the rest of how helpers come and go. */
import { type Addition, type Document, failoverOf, type Mapping } from "./document.js";

const balancingOf = ({ policies }: Document) => policies.drawn.balancing;

const balances: Addition["fits"] = (document) => balancingOf(document) !== undefined;

const detectOf = (document: Document): Mapping => {
  const { failover } = document.policies.drawn;
  return failover.detect;
};

const PEOPLE = { page: "20s", arrive: "exponential(40s)" };

const failover: readonly Addition[] = [
  {
    name: "a silence that is improbable",
    probability: 0.3,
    fits: (document) => detectOf(document).phi !== undefined,
    add: (document, dice) =>
      void Object.assign(detectOf(document).phi as object, {
        window: dice.one(20, 200),
        "minimum-deviation": dice.one("100ms", "1s"),
      }),
  },
  {
    name: "freshness points",
    probability: 0.15,
    fits: ({ agents }) => Object.keys(agents).length > 0,
    add: (document, dice) => void (detectOf(document).freshness = { shift: dice.one("1s", "2s", "5s") }),
  },
  {
    name: "errors that are not told",
    probability: 0.15,
    fits: () => true,
    add: (document, dice) => void (detectOf(document).errors = dice.is(0.5)),
  },
  {
    name: "people of its own",
    probability: 0.25,
    fits: (document) => failoverOf(document).manual === undefined,
    add: (document) => void (failoverOf(document).operator = PEOPLE),
  },
  {
    name: "people who do all of it",
    probability: 0.7,
    fits: (document) => failoverOf(document).manual !== undefined,
    add: (document) => void Object.assign(failoverOf(document).manual as object, { ...PEOPLE, work: "2min" }),
  },
];

const balancing: readonly Addition[] = [
  {
    name: "who of the services comes first",
    probability: 0.5,
    fits: (document) => balances(document) && Array.isArray(balancingOf(document)!.services),
    add: (document, dice) => {
      const names = balancingOf(document)!.services as readonly string[];
      Object.assign(balancingOf(document)!, {
        services: Object.fromEntries(names.map((name) => [name, { priority: dice.one(0, 1, 2) }])),
        order: dice.one("priority", "greatest-deficit", "first-come"),
      });
    },
  },
  {
    name: "who of all services comes first",
    probability: 0.4,
    fits: (document) =>
      balances(document) &&
      balancingOf(document)!.services === undefined &&
      Object.values(document.services).every(({ director }) => director !== undefined),
    add: (document, dice) =>
      void Object.assign(balancingOf(document)!, {
        services: Object.fromEntries(
          Object.keys(document.services).map((name, index) => [name, { priority: index }] as const),
        ),
        order: dice.one("priority", "greatest-deficit"),
        take: dice.is(0.6),
      }),
  },
  {
    name: "how many answers are missed",
    probability: 0.3,
    fits: balances,
    add: (document, dice) => void (balancingOf(document)!.misses = dice.one(1, 2, 5)),
  },
  {
    name: "when helpers are not wanted any more",
    probability: 0.4,
    fits: (document) => balancingOf(document)?.shrink !== undefined,
    add: (document, dice) => {
      const { shrink, load } = balancingOf(document)!;
      const metric = dice.one("connection-requests", "utilisation");
      balancingOf(document)!.shrink = { ...(shrink as object), ...(load !== "judged" && { metric }) };
      balancingOf(document)!.cooldown = dice.one("10s", "1min");
    },
  },
  {
    name: "a target that is not met exactly",
    probability: 0.7,
    fits: (document) => balancingOf(document)?.target !== undefined,
    add: (document, dice) =>
      void Object.assign(balancingOf(document)!.target as object, { tolerance: dice.one("0%", "30%") }),
  },
  {
    name: "as many hosts as every time",
    probability: 0.3,
    fits: (document) => balances(document) && balancingOf(document)!.load !== "judged",
    add: (document, dice) => {
      const balancing = balancingOf(document)!;
      for (const key of ["grow", "shrink", "target", "hosts", "cooldown"]) delete balancing[key];
      balancing.static = dice.one<string | number>(2, 3, "peak", "average");
    },
  },
  {
    name: "hosts that are left out by their director",
    probability: 0.4,
    fits: balances,
    add: (document, dice) =>
      void (balancingOf(document)!.eject = {
        failures: dice.one(2, 5),
        for: dice.one("5s", "30s"),
        most: dice.one("50%", "90%"),
        counts: dice.some(["failed", "timed-out", "refused"]),
      }),
  },
  {
    name: "weights",
    probability: 0.3,
    fits: balances,
    add: (document, dice) => {
      const balancing = balancingOf(document)!;
      if (balancing.share === "capacity" || balancing.share === "alternate") return;
      balancing.weights = dice.one("equal", "capacity");
    },
  },
  {
    name: "by whom copies are kept up to date",
    probability: 0.5,
    fits: balances,
    add: (document, dice) => {
      const { data = {} } = balancingOf(document)! as { data?: Mapping };
      const synchronise = { every: "1min", by: dice.one("storage", "hosts") };
      balancingOf(document)!.data = { ...data, synchronise };
    },
  },
  {
    name: "how long a helper may take to end",
    probability: 0.4,
    fits: (document) => balancingOf(document)?.limits !== undefined,
    add: (document, dice) =>
      void Object.assign(balancingOf(document)!.limits as object, { shutdown: dice.one("2s", "20s") }),
  },
];

export const LAST_OF_POLICY: readonly Addition[] = [...failover, ...balancing];
