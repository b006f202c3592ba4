/** What else may be added to a drawn scenario of site failover: warnings, shares of stand-ins, agents of sites, other ways of data. */
import { type Addition, type Document, failoverOf, hostNames, spareHosts, volumesOf } from "./document.js";

interface Conversion {
  readonly of: string;
  by?: string;
  rate?: string;
}

const conversionsOf = ({ transformations }: Document): readonly Conversion[] =>
  (transformations ?? []) as readonly Conversion[];

const balancingOf = ({ policies }: Document) => policies.drawn.balancing;

const dataOf = (document: Document): object => (balancingOf(document)!.data ?? {}) as object;

/** Drawn last, so that what is drawn before is what it was without them. */
export const MORE: readonly Addition[] = [
  {
    name: "users who are warned",
    probability: 0.3,
    fits: () => true,
    add: (document, dice) => void (failoverOf(document).shutdown.warn = dice.one("2s", "6s")),
  },
  {
    name: "stand-ins that are shared out",
    probability: 0.4,
    fits: (document) =>
      document.services.mail !== undefined &&
      spareHosts(document).length > 1 &&
      failoverOf(document).together === undefined,
    add: (document, dice) => {
      const [first, second] = spareHosts(document);
      const failover = failoverOf(document);
      failover["stand-ins"] = [first!, second!];
      failover.partition = [
        { for: "web-1", by: [first] },
        { for: "web-2", by: [second] },
      ];
      failover["when-taken"] = dice.one("wait", "what-is-left");
    },
  },
  {
    name: "an agent of a whole site",
    probability: 0.3,
    fits: ({ agents, hosts }) => Object.keys(agents).length === Object.keys(hosts).length,
    add: (document, dice) => {
      const on = dice.one(...hostNames(document));
      // From a host that is off nobody would hear of any other.
      if (document.hosts[on]!.power !== "on") return;
      for (const name of hostNames(document)) {
        if (name === on) document.agents[name]!.watches = hostNames(document);
        else delete document.agents[name];
      }
    },
  },
  {
    name: "data that is usable as it is",
    probability: 0.4,
    fits: (document) => conversionsOf(document).some(({ of, by }) => of === "data" && by === undefined),
    add: (document) => {
      for (const each of conversionsOf(document)) {
        if (each.of !== "data" || each.by !== undefined) continue;
        each.by = "as-is";
        delete each.rate;
      }
    },
  },
  {
    name: "processors and controllers that are recorded",
    probability: 0.5,
    // Where the system moves they would have to be alike, or converted.
    fits: (document) =>
      conversionsOf(document).length > 0 && conversionsOf(document).every(({ of }) => of !== "system"),
    add: ({ hosts }, dice) => {
      for (const [name, host] of Object.entries(hosts)) {
        if (host.platform === undefined) continue;
        const number = name === "web-3" ? dice.one(2, 4) : 2;
        const recorded = { processors: { number, kind: "ultrasparc-2" }, controllers: ["isp-1 r2"] };
        host.platform = { ...host.platform, ...recorded };
      }
    },
  },
  {
    name: "helpers that get the mirror elsewhere",
    probability: 1,
    fits: (document) =>
      balancingOf(document) !== undefined &&
      (balancingOf(document)!.data === undefined || balancingOf(document)!["at-once"] !== undefined) &&
      spareHosts(document).some((name) => document.hosts[name]!.storage["array-2"] !== undefined),
    add: (document) => {
      for (const volume of volumesOf(document)) {
        if (volume.for === "web-1") volume["remote-mirror"] ??= { array: "array-2", on: "db-1", mode: "synchronous" };
      }
      balancingOf(document)!.data = { ...dataOf(document), by: ["remote-mirror", "copy"] };
    },
  },
  {
    name: "helpers that get a part of the data",
    probability: 0.5,
    fits: (document) => balancingOf(document) !== undefined,
    add: (document) => {
      const { load } = document.services.shop as { load?: { mix: Record<string, object> } };
      Object.assign(load!.mix.browse!, { of: "shop-data", "fresh-within": "10min" });
      const synchronise = { every: "1min" };
      Object.assign(balancingOf(document)!, {
        services: "shop",
        data: { synchronise, ...dataOf(document), volumes: "shop-data" },
      });
    },
  },
  {
    name: "a director that has a stand-by",
    probability: 0.4,
    fits: ({ services, directors }) => services.shop!.director !== undefined && directors === undefined,
    add: (document) => {
      document.directors = {
        "director-1": { network: "lan", standby: { director: "director-2", takeover: "3s" } },
        "director-2": { network: "lan" },
      };
    },
  },
  {
    name: "links over a network of their own",
    probability: 0.4,
    fits: ({ controller, links }) =>
      controller.over === undefined && Object.values(links).every(({ over }) => over === undefined),
    add: (document, dice) => {
      document.networks.san = { latency: "100us", bandwidth: dice.one("1Gbps", "400Mbps") };
      for (const host of Object.values(document.hosts)) host.network = [...[host.network].flat(), "san"];
      for (const name of Object.keys(document.links)) document.links[name] = { over: "san" };
    },
  },
];
