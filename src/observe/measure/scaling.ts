/** Hosts that helped a service, and what it read from their copies. */
import { homesOf, namedIn } from "../../model/index.js";
import { HOUR } from "../../units/index.js";
import { concerns } from "../account/undertaking-account.js";
import { measuredTime, ratio, type Measure } from "./measure.js";

export const scaling: Measure = {
  name: "scaling",
  about: "Hosts that a service was given by load balancing and gave back, its own counted too, and stale reads.",
  of: "service",
  values: [
    { key: "scaling.actions", about: "Hosts that came or left.", unit: "count", better: "lower" },
    { key: "scaling.given-up", about: "Hosts that could not be made to help.", unit: "count", better: "lower" },
    { key: "hosts.mean", about: "Hosts that it had, its own included, over time.", unit: "count", better: "neither" },
    { key: "hosts.most", about: "The most hosts that it had at one time.", unit: "count", better: "neither" },
    {
      key: "reads.from-copies",
      about: "Reads of changing data that helpers answered.",
      unit: "count",
      better: "neither",
    },
    { key: "reads.stale", about: "Those of them that were staler than allowed.", unit: "count", better: "lower" },
  ],
  begin: (service, accounts) => ({
    values: (until) => {
      const { scaling, undertakings, requests, context } = accounts;
      const own = undertakings.kept.filter(
        ({ of, startedAt }) =>
          (of.kind === "grow" || of.kind === "shrink") &&
          concerns(of, "service", service) &&
          startedAt >= context.warmUp,
      );
      const mean = ratio(scaling.leasedTime(service, until), measuredTime(accounts, until));
      const { copies } = requests.of(service);
      const homes = homesOf(namedIn(context.spec.services, service)!).length;
      return [
        own.length,
        own.filter(({ of, result }) => of.kind === "grow" && result === "given-up").length,
        mean === null ? null : homes + mean,
        homes + scaling.mostLeased(service),
        copies.read,
        copies.stale,
      ];
    },
  }),
};

export const pool: Measure = {
  name: "pool",
  about: "Hosts of the pool that were in use, over all services: what had to be owned for them.",
  of: "run",
  values: [
    {
      key: "hosts.leased.hours",
      about: "Hours that hosts of the pool were in use, over all.",
      unit: "hours",
      better: "lower",
    },
    {
      key: "hosts.leased.most",
      about: "The most hosts of the pool in use at one time.",
      unit: "count",
      better: "lower",
    },
    {
      key: "hosts.needed",
      about: "Hosts that had to be owned: those that services run on, and the most of the pool in use at one time.",
      unit: "count",
      better: "lower",
    },
  ],
  begin: (_, { scaling, context }) => {
    const homes = new Set(context.spec.services.flatMap(homesOf)).size;
    return {
      values: (until) => {
        const most = scaling.mostLeasedInAll;
        return [scaling.leasedTimeInAll(until) / HOUR, most, homes + most];
      },
    };
  },
};
