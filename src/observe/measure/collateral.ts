/** What a service pays for another: it was down because its host stood in for somebody else, or lost its power with that of another, or its storage for the sake of another. */
import { toSeconds, type Micros } from "../../units/index.js";
import type { Accounts } from "../account/accounts.js";
import type { IncidentHeard } from "../account/incident-heard.js";
import { concerns } from "../account/undertaking-account.js";
import { countedIncidents } from "./counted-incidents.js";
import type { Measure } from "./measure.js";

export const collateral: Measure = {
  name: "collateral",
  about:
    "Outages that began while the host of the service was being made a stand-in for other services, or when it lost its " +
    "power because a relay was opened on which another host hangs, or its storage because somebody moved the cables of " +
    "another host: what the failover of others cost this one.",
  of: "service",
  values: [
    {
      key: "collateral.outages",
      about: "Outages that the failover of other services brought on this one.",
      unit: "count",
      better: "lower",
    },
    {
      key: "collateral.time",
      about: "How long outages that the failover of others brought on lasted in all, so far.",
      unit: "seconds",
      better: "lower",
    },
  ],
  begin: (service, accounts) => ({
    values: (until) => {
      const paid = countedIncidents(accounts, service).filter((incident) => isCollateral(incident, accounts));
      const time = paid.reduce<Micros>((sum, { start, end }) => sum + (end ?? until) - start, 0);
      return [paid.length, toSeconds(time)];
    },
  }),
};

function isCollateral({ subject, from, start }: IncidentHeard, { undertakings, powerCuts }: Accounts): boolean {
  if (powerCuts.thatTook(from, start) !== undefined) return true;
  return undertakings.recoveries.some(
    ({ of, startedAt, endedAt }) =>
      of.to === from &&
      !concerns(of, subject.kind, subject.name) &&
      startedAt <= start &&
      (endedAt ?? Infinity) >= start,
  );
}
