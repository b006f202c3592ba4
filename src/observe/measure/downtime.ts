/** Downtime of a service, in all and as it would be in a year. */
import { toSeconds, YEAR } from "../../units/index.js";
import { measuredTime, ratio, type Measure } from "./measure.js";

export const downtime: Measure = {
  name: "downtime",
  about: "Time in which the service could not answer.",
  of: "service",
  values: [
    { key: "downtime", about: "Time in which the service could not answer.", unit: "seconds", better: "lower" },
    {
      key: "downtime.per-year",
      about: "Downtime that a year of 365 days would have at the same rate.",
      unit: "seconds",
      better: "lower",
    },
  ],
  begin: (service, accounts) => ({
    values: (until) => {
      const down = toSeconds(accounts.services.downTime(service, until));
      const share = ratio(down, measuredTime(accounts, until));
      return [down, share === null ? null : share * YEAR];
    },
  }),
};
