/** The rest of what a scenario of site failover may say: systems on disks of their own, names, kinds of ports, night hours, loads, people. */
import { type Addition, type Document, failoverOf, type Mapping, volumesOf } from "./document.js";

/** Seeds below it draw what they drew before there was this. */
const SINCE = 10_400_000;

const balancingOf = ({ policies }: Document) => policies.drawn.balancing;

const world: readonly Addition[] = [
  {
    name: "systems on disks of their own",
    probability: 0.6,
    fits: (document) =>
      document.transformations === undefined &&
      failoverOf(document).parts === undefined &&
      Object.values(document.hosts).every(({ platform }) => platform === undefined) &&
      volumesOf(document).every(
        ({ for: owner, holds }) => holds !== "system" || owner === "web-1" || owner === "web-2",
      ),
    add: ({ storage }) => {
      for (const array of Object.values(storage)) {
        const { volumes = {} } = array;
        const kept = Object.entries(volumes).filter(([, { holds }]) => holds !== "system");
        if (kept.length < Object.keys(volumes).length) Object.assign(array, { volumes: Object.fromEntries(kept) });
      }
    },
  },
  {
    name: "ports of a kind",
    probability: 0.3,
    fits: ({ links }) =>
      Object.values(links).every(({ over, protocol }) => over === undefined && protocol !== undefined),
    add: ({ storage, links }) => {
      const [{ protocol } = {}] = Object.values(links);
      for (const array of Object.values(storage)) {
        const ports = array["port-adapters"] as readonly string[];
        array["port-adapters"] = Object.fromEntries(ports.map((name) => [name, { protocol }]));
      }
    },
  },
  {
    name: "names of hosts and networks",
    probability: 0.3,
    fits: () => true,
    add: ({ networks, hosts }) => {
      Object.assign(networks.lan!, { domain: "shop.example" });
      for (const [name, host] of Object.entries(hosts)) host.node = `n-${name}`;
    },
  },
  {
    name: "storage that is reached over a network",
    probability: 0.3,
    fits: ({ storage, controller }) => storage["array-2"] !== undefined && controller.over === undefined,
    add: ({ storage }) => void (storage["array-2"]!.network = "lan"),
  },
  {
    name: "a load that has its hours",
    probability: 0.3,
    fits: () => true,
    add: (document, dice) => {
      const { services } = document;
      document.start = "2026-01-05T00:00";
      const hours = dice.one<object>(
        { daily: { "00:04-00:09": "x3" } },
        { yearly: { "01-01..01-31": "x2" } },
        { daily: { "00:04-00:09": "x3" }, yearly: { "01-01..01-31": "x2" } },
      );
      const load = services.shop!.load as Mapping;
      load.rate = { base: load.rate, ...hours };
    },
  },
];

const policy: readonly Addition[] = [
  {
    name: "diagnostics that go deep",
    probability: 0.3,
    fits: () => true,
    add: ({ agents }) => {
      for (const agent of Object.values(agents)) agent["extended-diagnostics"] = "30s";
    },
  },
  {
    name: "failback at a given hour",
    probability: 0.3,
    fits: (document) => failoverOf(document).failback !== undefined,
    add: (document, dice) =>
      void (failoverOf(document).failback = { "time-of-day": dice.one("15min", "20min", "24min") }),
  },
  {
    name: "how helpers are wanted",
    probability: 0.6,
    fits: (document) => balancingOf(document) !== undefined,
    add: (document, dice) => {
      const balancing = balancingOf(document)!;
      const metric = dice.one("connection-requests", "utilisation", "pending");
      if (dice.is(0.3)) {
        delete balancing.grow;
        delete balancing.shrink;
        balancing.target = { metric, of: "50%", stabilisation: "30s" };
      } else {
        balancing.grow = { ...(balancing.grow as object), metric };
        balancing.load = dice.one("polled", "pushed", "judged");
      }
    },
  },
  {
    name: "how requests are spread",
    probability: 0.6,
    fits: (document) => balancingOf(document) !== undefined,
    add: (document, dice) => {
      const share = dice.one<string | object>(
        ...["alternate", "capacity", "random", "least-connections", "random-of-two", "source-hash"],
        { give: 2, of: 3 },
      );
      Object.assign(balancingOf(document)!, { share, sessions: dice.one("stay", "move") });
      if (dice.is(0.5)) balancingOf(document)!.figure = 11;
    },
  },
  {
    name: "where copies for helpers are put",
    probability: 0.3,
    fits: (document) => balancingOf(document) !== undefined && balancingOf(document)!.data !== undefined,
    add: (document) => void Object.assign(balancingOf(document)!.data as object, { on: "da-2" }),
  },
  {
    name: "the conventional way",
    probability: 0.2,
    fits: (document) =>
      balancingOf(document) === undefined &&
      document.transformations === undefined &&
      failoverOf(document).together === undefined &&
      document["name-servers"] === undefined,
    add: (document, dice) => {
      const { detect, "stand-ins": standIns } = failoverOf(document);
      const manual = dice.one<object>({}, { "storage-off": true }, { data: "backup" });
      const limits = { replicate: "1min", "retry-after": "5s" };
      Object.assign(document.policies.drawn, {
        failover: { manual, detect, limits, ...(standIns !== undefined && { "stand-ins": standIns }) },
      });
    },
  },
];

/** Drawn after all others, so that what is drawn before is what it was without them. */
export const REST: readonly Addition[] = [...world, ...policy].map((each) => ({ ...each, since: SINCE }));
