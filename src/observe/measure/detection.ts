/** Detection: how soon the logic knew of an outage, and how often it took a healthy host for failed. */
import { toSeconds, type Micros } from "../../units/index.js";
import { concerns } from "../account/undertaking-account.js";
import { countedIncidents } from "./counted-incidents.js";
import { meanSeconds, type Measure } from "./measure.js";

export const detection: Measure = {
  name: "detection",
  about: "Time from the beginning of an outage until the logic knew, and takeovers of hosts that were healthy.",
  of: "service",
  values: [
    {
      key: "detection.mean",
      about:
        "Mean time from the beginning of an outage until the logic knew, over outages that it came to know of; those that it began itself (a failback, a failure foretold) are left out.",
      unit: "seconds",
      better: "lower",
    },
    {
      key: "detection.max",
      about:
        "Longest time until the logic knew; an outage that it never came to know of counts with its length so far.",
      unit: "seconds",
      better: "lower",
    },
    {
      key: "detection.false",
      about:
        "Takeovers of a host whose users could be served when the verdict on it fell; a warning of a failure to come is not counted.",
      unit: "count",
      better: "lower",
    },
  ],
  begin: (service, accounts) => ({
    values: (until) => {
      const unforeseen = countedIncidents(accounts, service).filter(({ start, detectedAt }) => detectedAt !== start);
      const times = unforeseen.flatMap(({ start, detectedAt }) => (detectedAt === null ? [] : [detectedAt - start]));
      const longest = unforeseen.reduce<Micros>(
        (most, { start, end, detectedAt }) => Math.max(most, (detectedAt ?? end ?? until) - start),
        0,
      );
      const mistaken = accounts.undertakings.recoveries.filter(
        (each) =>
          accounts.verdicts.isFalseAlarm(each) &&
          concerns(each.of, "service", service) &&
          each.startedAt >= accounts.context.warmUp,
      );
      return [meanSeconds(times), unforeseen.length === 0 ? null : toSeconds(longest), mistaken.length];
    },
  }),
};
