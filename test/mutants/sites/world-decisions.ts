/** The same of load balancing, and of what the world itself decides: who asks a name server when, and how an engine is shared. */
import type { Input } from "../../../src/control/index.js";
import { Director } from "../../../src/model/director.js";
import { NameServer } from "../../../src/model/name-server.js";
import { TransformationEngine } from "../../../src/model/storage/transformation-engine.js";
import { instead, orders } from "../tampering.js";
import { balancing, type DecisionMutant, patched } from "./decision.js";

/** Counters that a balancing controller hears of as if nothing had been counted. */
const blindTo =
  (counter: "misses" | "carried") =>
  (input: Input): Input => {
    if (input.kind !== "outcome" || input.outcome.status !== "done") return input;
    const { found } = input.outcome;
    if (found?.what !== "counters") return input;
    return {
      ...input,
      outcome: { ...input.outcome, found: { ...found, counters: { ...found.counters, [counter]: 0 } } },
    };
  };

type AddressFor = NameServer["addressFor"];

const FOUND_BY_NAME = { scenario: "site-failover/found-by-name.yaml", policy: "failover" } as const;
const TTL =
  "two outages of 75 s and 32 s, and half of the users for five minutes twice: 4070 of 23400 requests, give or take a twentieth";
const AT_LEAST = { measure: "shop.availability.requests", least: 0.805, why: TTL };
const AT_MOST = { measure: "shop.availability.requests", most: 0.85, why: TTL };

const SHARED_ENGINE = { scenario: "site-failover/corners/shared-engine.yaml", policy: "failover" } as const;
const CONVERTED = {
  measure: "shop.rto.max",
  least: 145,
  most: 150,
  why: "12 s to notice and to fence, 1 s to split, 50 s of conversion twice, 30 s of waiting, 6 s to boot",
};

export const worldDecisions: readonly DecisionMutant[] = [
  {
    name: "asks for names at each request",
    about: "users find the new address as soon as it is registered, whatever the time to live is",
    ...FOUND_BY_NAME,
    broken: patched(NameServer.prototype, "addressFor", () => ({
      value(this: NameServer, service: string) {
        return this.addressOf(service);
      },
    })),
    caughtBy: AT_MOST,
  },
  {
    name: "never asks again",
    about: "users go on with the first answer, whatever the time to live is",
    ...FOUND_BY_NAME,
    broken: patched(NameServer.prototype, "addressFor", () => ({ value: () => "10.0.0.11" })),
    caughtBy: AT_LEAST,
  },
  {
    name: "has all users ask at one instant",
    about: "what one user was told all were told at the same time",
    ...FOUND_BY_NAME,
    broken: patched(NameServer.prototype, "addressFor", ({ value }) => ({
      value(this: NameServer, service: string) {
        return (value as AddressFor).call(this, service, 0);
      },
    })),
    caughtBy: AT_LEAST,
  },
  {
    name: "answers though it is away",
    about: "a name server that has failed is asked all the same",
    scenario: "site-failover/corners/name-server-dies.yaml",
    policy: "failover",
    broken: patched(NameServer.prototype, "setUp", () => ({ value: () => undefined })),
    caughtBy: {
      measure: "shop.availability.requests",
      most: 0.88,
      why: "half of the users for two minutes and all for one: 600 of 4350",
    },
  },
  {
    name: "converts for each as if it were alone",
    about: "does as much for two conversions as for one, each",
    ...SHARED_ENGINE,
    broken: patched(TransformationEngine, "channels", ({ value }) => ({
      value: (_: unknown, rate: number) => (value as typeof TransformationEngine.channels)(null, rate),
    })),
    caughtBy: CONVERTED,
  },
  {
    name: "converts on while its storage system is away",
    about: "stands nowhere, so that nothing takes it along",
    ...SHARED_ENGINE,
    broken: patched(TransformationEngine.prototype, "setCarried", () => ({ value: () => undefined })),
    caughtBy: CONVERTED,
  },
  {
    name: "directs without its host",
    about: "a director that is a program passes requests on though its host is down",
    scenario: "load-balancing/director-on-a-host.yaml",
    policy: "nobody",
    broken: patched(Director.prototype, "working", () => ({
      get(this: { readonly intact: boolean }) {
        return this.intact;
      },
    })),
    caughtBy: { measure: "toys.downtime", least: 20 * 60, why: "as long as its host is away" },
  },
  {
    name: "gives helpers what they cannot read",
    about: "copies for a helper of another make",
    scenario: "load-balancing/another-make.yaml",
    policy: "converted",
    broken: balancing({
      replace: (effect) => {
        if (!orders(effect, "transform")) return [effect];
        const { volume, device, to } = effect.action;
        return [instead(effect, { kind: "copy", volume, device, to })];
      },
    }),
    caughtBy: { measure: "toys.requests.failed", most: 0, why: "nothing is wrong with any host" },
  },
  {
    name: "sees nothing of the cache",
    about: "hears of no miss, and takes a host for idle that reads all from storage",
    scenario: "load-balancing/cache-misses.yaml",
    policy: "by-cache",
    broken: balancing({}, blindTo("misses")),
    caughtBy: { measure: "toys.hosts.most", least: 2, why: "over 15 % for five minutes" },
  },
  {
    name: "sees nothing of links",
    about: "hears of no byte that a link has carried",
    scenario: "load-balancing/busy-link.yaml",
    policy: "by-io",
    broken: balancing({}, blindTo("carried")),
    caughtBy: { measure: "films.hosts.most", least: 2, why: "7/s of 2 MB fill 82 % of 17 MB/s" },
  },
];
