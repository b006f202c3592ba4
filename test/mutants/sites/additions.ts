/** What may be added to a drawn scenario of site failover: how power is switched, who is heard over what, how data is had. */
import { type Addition, addWay, type Document, failoverOf, hostNames, spareHosts, volumesOf } from "./document.js";
import { IN_VAIN } from "./in-vain.js";
import { LAST_OF_POLICY } from "./last-of-policy.js";
import { LAST_OF_WORLD } from "./last-of-world.js";
import { MAKES, ownSystem } from "./makes.js";
import { MORE } from "./more.js";
import { REST } from "./rest.js";

const hasSecondArray: Addition["fits"] = ({ storage }) => storage["array-2"] !== undefined;

const power: readonly Addition[] = [
  {
    name: "power by hand",
    probability: 0.3,
    fits: () => true,
    add: (document, dice) =>
      void (failoverOf(document).power = dice.one<object>(
        { on: "by-hand" },
        { off: "by-hand" },
        { off: "by-hand", on: "by-hand" },
      )),
  },
  {
    name: "a stand-in without a relay",
    probability: 0.3,
    fits: (document) => spareHosts(document).length > 1,
    add: (document) => {
      const { relay: _, ...rest } = document.hosts["web-3"]!;
      document.hosts["web-3"] = rest as (typeof document.hosts)[string];
    },
  },
  {
    name: "relays over telephone lines",
    probability: 0.3,
    fits: () => true,
    add: (document, dice) => {
      document.networks.phone = { latency: "100ms", bandwidth: "56kbps" };
      const modem = dice.one<object>(
        {},
        { modem: { dial: "5s" } },
        { modem: { dial: "5s", busy: "30%", redial: "5s" } },
      );
      document.relays = { "relay-1": { switching: "1s", reading: "100ms", over: "phone", ...modem } };
      failoverOf(document).limits.relay = "45s";
    },
  },
  {
    name: "one relay for a whole site",
    probability: 0.25,
    fits: ({ relays }) => relays === undefined,
    add: (document, dice) => {
      const shared = dice.one(["web-1", "web-2"], ["web-2", "web-3"]);
      for (const name of shared) document.hosts[name]!.relay = "relay-9";
      document.relays = { "relay-9": { switching: "1s", reading: "100ms", shared: true } };
    },
  },
  {
    name: "which host is shut down first",
    probability: 0.3,
    fits: () => true,
    add: (document, dice) => void (failoverOf(document).shutdown.first = dice.one("stand-in", "stand-in", "primary")),
  },
];

const hearing: readonly Addition[] = [
  {
    name: "a controller that talks over storage links",
    probability: 0.25,
    fits: ({ hosts }) => Object.values(hosts).every(({ storage }) => storage["array-1"] !== undefined),
    add: (document) => {
      document.controller = { on: "array-1", over: "links" };
    },
  },
  {
    name: "a line to a host",
    probability: 0.25,
    fits: ({ controller, hosts }) => controller.over === undefined && hosts["web-1"] !== undefined,
    add: (document) => {
      document.networks["line-1"] = { latency: "50us", bandwidth: "10Mbps" };
      const host = document.hosts["web-1"]!;
      host.network = [...[host.network].flat(), "line-1"];
      document.controller.networks = [...((document.controller.networks as string[] | undefined) ?? []), "line-1"];
    },
  },
  {
    name: "agents that foretell",
    probability: 0.3,
    fits: () => true,
    add: (document, dice) => {
      for (const agent of Object.values(document.agents)) agent.foretells = { errors: 3, within: "1min" };
      if (dice.is(0.7)) failoverOf(document).detect.precursors = { by: "agent" };
    },
  },
  {
    name: "queries that ask for more",
    fits: (document) => failoverOf(document).detect.queries !== undefined,
    add: (document, dice) => {
      failoverOf(document).detect.queries!.ask = dice.one(["status"], ["performance"], ["status", "performance"]);
      if (dice.is(0.5)) return;
      for (const name of hostNames(document)) delete document.agents[name];
      delete failoverOf(document).detect.reports;
      delete failoverOf(document).detect.precursors;
      delete failoverOf(document).detect.phi;
    },
  },
  {
    name: "kinds of links",
    probability: 0.3,
    fits: () => true,
    add: (document, dice) => {
      const protocol = dice.one("fibre-channel", "scsi", "escon");
      for (const name of Object.keys(document.links)) document.links[name] = { protocol };
    },
  },
];

/** Names, exports, mirrors elsewhere, and networks as links. */
const newest: readonly Addition[] = [
  {
    name: "an identity in standalone",
    probability: 0.4,
    fits: () => true,
    add: (document, dice) => {
      failoverOf(document).identity = dice.one<object>({ set: "standalone" }, { set: "standalone", reboot: true });
      for (const name of withStorage(document)) {
        const host = document.hosts[name]!;
        host.boot = { ...(host.boot as object), auto: false };
      }
    },
  },
  {
    name: "an identity that comes with the data",
    probability: 0.5,
    fits: (document) => failoverOf(document).identity === undefined,
    add: (document, dice) => void (failoverOf(document).identity = { set: dice.one("before-copy", "during-copy") }),
  },
  {
    name: "links over a network",
    probability: 0.3,
    fits: ({ controller }) => controller.over === undefined,
    // All of them, or those of one host: its ports take nothing else.
    add: (document, dice) => {
      const names = dice.is(0.5) ? Object.keys(document.links) : linksOf(document, dice.one("web-1", "web-2", "web-3"));
      for (const name of names) document.links[name] = { over: "lan" };
    },
  },
  {
    name: "the stand-in's own mirror in another storage system",
    fits: (document) =>
      document.services.mail !== undefined &&
      hasSecondArray(document) &&
      failoverOf(document)["own-data"] === undefined,
    add: (document) => {
      for (const volume of volumesOf(document)) {
        if (volume.for !== "web-2") continue;
        delete volume.mirror;
        volume["remote-mirror"] = { array: "array-2", on: "db-1", mode: "synchronous" };
      }
    },
  },
  {
    name: "hosts that help several at once",
    fits: (document) => document.policies.drawn.balancing !== undefined && withStorage(document).length > 0,
    add: (document) => {
      const { policies, services } = document;
      const pool = withStorage(document);
      for (const name of pool) if (!hasOwnSystem(document, name)) ownSystem(document, name);
      Object.assign(policies.drawn.balancing!, {
        "at-once": 2,
        pool,
        services: Object.entries(services).flatMap(([name, { director, load }]) => (director && load ? name : [])),
        data: { by: ["copy"], parts: "applications", synchronise: { every: "1min" } },
      });
    },
  },
];

/** Nobody is served by them, and they may be given volumes. */
const withStorage = (document: Document): readonly string[] =>
  spareHosts(document).filter((name) => Object.keys(document.hosts[name]!.storage).length > 0);

const hasOwnSystem = (document: Document, name: string): boolean =>
  volumesOf(document).some(({ holds, for: owner }) => holds === "system" && owner === name);

const linksOf = ({ hosts }: Document, name: string): readonly string[] =>
  Object.values(hosts[name]?.storage ?? {}).flatMap((each) => [each].flat().map(({ link }) => link));

const data: readonly Addition[] = [
  {
    name: "when backups are used",
    fits: (document) => failoverOf(document).data.includes("backup+log"),
    add: (document, dice) => void (failoverOf(document)["backup-when"] = dice.one("not-orderly", "useless", "always")),
  },
  {
    name: "backups that are kept elsewhere",
    fits: (document) => hasSecondArray(document) && volumesOf(document).some(({ backup }) => backup !== undefined),
    add: (document) => {
      for (const { backup } of volumesOf(document)) if (backup !== undefined) backup.on = "array-2";
    },
  },
  {
    name: "a mirror that is split off again and again",
    fits: (document) => volumesOf(document).some(({ mirror, log }) => mirror !== undefined && log !== undefined),
    add: (document, dice) => {
      addWay(document, dice, "split-log-apply");
      failoverOf(document)["ahead-every"] ??= "3min";
    },
  },
  {
    name: "the last backup of the stand-in's own data will do",
    fits: (document) =>
      document.services.mail !== undefined && volumesOf(document).every(({ backup }) => backup !== undefined),
    add: (document) => void (failoverOf(document)["own-data"] = "recent-backup"),
  },
];

const others: readonly Addition[] = [
  {
    name: "hosts that move together",
    probability: 0.4,
    fits: ({ services }) => services.mail !== undefined,
    add: (document, dice) => {
      failoverOf(document).together = [["web-1", "web-2"]];
      if (dice.is(0.5)) failoverOf(document)["stand-ins"] = spareHosts(document);
    },
  },
  {
    name: "a director that is a program",
    probability: 0.5,
    fits: ({ services, controller }) => services.shop!.director !== undefined && controller.over === undefined,
    // On a host that stands in for nobody: where one that serves has it nobody is served once that is replaced.
    add: (document) => {
      failoverOf(document)["stand-ins"] ??= spareHosts(document);
      const { balancing } = document.policies.drawn;
      if (balancing !== undefined) balancing.pool = spareHosts(document);
      const { network, boot, shutdown, flush, serves } = document.hosts["web-1"]!;
      document.hosts["director-host"] = {
        ...{ network, address: "10.0.0.30", storage: {}, relay: "relay-30", power: "on" },
        // Nobody gives it the boot command: it goes online by itself.
        ...{ boot: { ...(boot as object), auto: true }, shutdown, flush, serves },
      };
      document.directors = { "director-1": { on: "director-host" } };
    },
  },
  {
    name: "whoever serves passes requests on itself",
    probability: 0.3,
    fits: ({ services, directors }) => services.shop!.director !== undefined && directors === undefined,
    add: (document) => {
      document.directors = { "director-1": { on: "primary" } };
      for (const [name, service] of Object.entries(document.services)) if (name !== "shop") delete service.director;
      delete failoverOf(document).redirect;
    },
  },
  {
    name: "users who ask for names",
    probability: 0.5,
    fits: ({ networks, policies }) => networks.branch !== undefined && policies.drawn.balancing === undefined,
    add: (document, dice) => {
      document["name-servers"] = { "dns-1": { network: "lan", ttl: dice.one("10s", "2min") } };
      for (const name of ["shop", ...(dice.is(0.5) ? ["till"] : [])]) {
        const service = document.services[name];
        if (service === undefined) continue;
        delete service.director;
        service["found-by"] = "dns-1";
      }
      failoverOf(document).redirect = true;
    },
  },
  {
    name: "a helper with users of its own",
    fits: ({ policies, services }) => policies.drawn.balancing !== undefined && services.mail !== undefined,
    add: ({ policies }, dice) => {
      Object.assign(policies.drawn.balancing!, {
        services: "shop",
        pool: dice.one(["web-2"], ["web-2", "web-3"]),
        data: { by: ["copy"], parts: "applications" },
        then: "hand-on",
      });
    },
  },
];

/** Seeds below it draw what they drew before the last keys were drawn: every key of the family is from here on. */
const ALL_KEYS_SINCE = 13_300_000;

const last = [...LAST_OF_WORLD, ...LAST_OF_POLICY].map((each) => ({ ...each, since: ALL_KEYS_SINCE }));

/** In this order they are drawn and added. */
export const ADDITIONS: readonly Addition[] = [
  ...power,
  ...hearing,
  ...data,
  ...MAKES,
  ...others,
  ...newest,
  ...MORE,
  ...IN_VAIN,
  ...REST,
  ...last,
];
